import type { BatchContent, FactContent } from '../../engine/batch/content'
import { hasHalves, parseJson } from './canonical'
import { contentShape, factsShape, journalShape } from './contentShape'
import type { FileJournal } from './batchFileContent'
import type { Pieces } from './digest'
import type { Check } from './shape'

// Reads the large parts: their form, their one spelling, and that what refers to a line finds it.

/** `place` inside the part: what is wrong. */
type Reading<Value> = { readonly value: Value } | { readonly place: string }

export interface ContentReading {
  readonly content: BatchContent
  readonly pieces: Pieces
  /** The number of each line, from 1. */
  readonly numberOf: ReadonlyMap<string, number>
}

export function readContent(text: string): Reading<ContentReading> {
  const json = checked(text, contentShape)
  if ('place' in json) return json
  const content = json.value as BatchContent
  const { lines, facts } = content
  const pieces = { lines, facts, lineTexts: textsOf(lines), factTexts: textsOf(facts) }
  if (!isSpelledAs(text, ['{"facts":[', pieces.factTexts, '],"lines":[', pieces.lineTexts, ']}']))
    return { place: '' }
  const numberOf = new Map(lines.map(({ lineId }, index) => [lineId, index + 1]))
  const place = linesProblem(content, numberOf) ?? factsProblem(facts, numberOf, 'facts/')
  return place === undefined ? { value: { content, pieces, numberOf } } : { place }
}

export function readFacts(
  text: string,
  numberOf: ReadonlyMap<string, number>,
): Reading<Pick<Pieces, 'facts' | 'factTexts'>> {
  const json = checked(text, factsShape)
  if ('place' in json) return json
  const facts = json.value as readonly FactContent[]
  const factTexts = textsOf(facts)
  if (!isSpelledAs(text, ['[', factTexts, ']'])) return { place: '' }
  const place = factsProblem(facts, numberOf, '')
  return place === undefined ? { value: { facts, factTexts } } : { place }
}

export function readJournals(
  text: string,
): Reading<{ readonly journals: readonly FileJournal[]; readonly journalTexts: readonly string[] }> {
  const json = checked(text, journalShape)
  if ('place' in json) return json
  const journals = json.value as readonly FileJournal[]
  const journalTexts = textsOf(journals)
  return isSpelledAs(text, ['[', journalTexts, ']']) ? { value: { journals, journalTexts } } : { place: '' }
}

/** The value is as the check has it from here on. */
function checked(text: string, check: Check): Reading<unknown> {
  const value = parseJson(text)
  const place = hasHalves(text) ? '' : check(value)
  return place === undefined ? { value } : { place: place.slice(0, 200) }
}

// The checks let fields through in canonical order only: written again, they have their one spelling.
function textsOf(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value))
}

/** Whether the text is these pieces, one after the other, those of a list with commas between them. */
function isSpelledAs(text: string, pieces: readonly (string | readonly string[])[]): boolean {
  let at = 0
  for (const piece of pieces) {
    for (const [index, one] of (typeof piece === 'string' ? [piece] : piece).entries()) {
      if (index > 0 && text[at++] !== ',') return false
      if (!text.startsWith(one, at)) return false
      at += one.length
    }
  }
  return at === text.length
}

function linesProblem({ lines }: BatchContent, numberOf: ReadonlyMap<string, number>): string | undefined {
  if (lines.length === 0) return 'lines'
  if (numberOf.size < lines.length) {
    const twice = lines.findIndex(({ lineId }, index) => numberOf.get(lineId) !== index + 1)
    return `lines/${twice + 1}/lineId`
  }
  const outOfOrder = lines.findIndex(({ position, lineId }, index) => {
    const before = lines[index - 1]
    if (before === undefined || before.position < position) return false
    return before.position > position || before.lineId > lineId
  })
  return outOfOrder < 0 ? undefined : `lines/${outOfOrder + 1}/position`
}

function factsProblem(
  facts: readonly FactContent[],
  numberOf: ReadonlyMap<string, number>,
  prefix: string,
): string | undefined {
  const seen = new Set<string>()
  for (const [index, { kind, id, lineIds }] of facts.entries()) {
    const key = `${kind} ${id}`
    if (seen.has(key)) return `${prefix}${index + 1}/id`
    seen.add(key)
    if ((kind === 'setting') !== (lineIds.length === 0)) return `${prefix}${index + 1}/lineIds`
    let last = 0
    for (const lineId of lineIds) {
      const number = numberOf.get(lineId) ?? 0
      if (number <= last) return `${prefix}${index + 1}/lineIds`
      last = number
    }
  }
  return undefined
}
