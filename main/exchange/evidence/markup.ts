import { markupText } from '../out/markupText'

/** Text that is markup already; everything else is escaped where it is put in. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[]

/**
 * HTML from a template: whatever is put in and is no markup itself is text, and stays text. Never for the value of
 * an attribute that a person chose: what turns text around is shut in by an element.
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
  return asTyped(markupText(String(part)))
}

// The first is what every template puts in, so it is asked first.
const mayTurn = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/
const turningSign = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const lettersFromRight = /[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/**
 * Letters stand in the order in which they were typed. A sign that turns text around is kept, but shut in by itself, so
 * that no name turns a figure; words that run from right to left do so among themselves.
 */
function asTyped(text: string): string {
  if (!mayTurn.test(text)) return text
  const shutIn = text.replace(turningSign, '<bdi>$&</bdi>')
  return lettersFromRight.test(text) ? `<bdi>${shutIn}</bdi>` : shutIn
}

/** Text where no element may stand, as in a title: without the signs that turn text around. */
export function plainText(text: string): Markup {
  return new Markup(markupText(text.replace(turningSign, '')))
}
