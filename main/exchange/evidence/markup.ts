import { markupText } from '../out/markupText'

/** Text that is markup already; everything else is escaped where it is put in. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[]

/**
 * HTML from a template: whatever is put in and is no markup itself is text, and stays text. Never for the value of
 * an attribute that a person chose: a text that runs from right to left is set apart by an element.
 */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = pieces[0] ?? ''
  parts.forEach((part, index) => {
    text += textOf(part) + (pieces[index + 1] ?? '')
  })
  return new Markup(text)
}

export const nothing = new Markup('')

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text
  if (typeof part === 'object') return part.map(({ text }) => text).join('')
  const text = markupText(String(part))
  return turnsText.test(text) ? `<bdi>${text}</bdi>` : text
}

/** Letters that run from right to left, and the signs that turn text around: a name must not turn a figure. */
const turnsText = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
