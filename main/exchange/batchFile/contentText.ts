import type { BatchContent, FactContent, FactKind } from '../../engine/batch/content'
import { parseAmount } from '../../engine/money/amount'
import { currencyDigits } from '../../engine/money/currency'
import { isSpellingInOrder, parseJson } from './canonical'
import { contentShape, factsShape, journalShape } from './contentShape'
import type { FileJournal } from './batchFileContent'
import type { Check } from './shape'

// Reads the large parts: their form, their one spelling, and that what refers to a line finds it.

/** `place` inside the part: what is wrong. */
type Reading<Value> = { readonly value: Value } | { readonly place: string }

export interface ContentReading {
  readonly content: BatchContent
  /** The number of each line, from 1. */
  readonly numberOf: ReadonlyMap<string, number>
}

export function readContent(text: string): Reading<ContentReading> {
  const json = checked(text, contentShape)
  if ('place' in json) return json
  const content = json.value as BatchContent
  const numberOf = new Map(content.lines.map(({ lineId }, index) => [lineId, index + 1]))
  const wrongFact = factsProblem(content.facts, numberOf)
  const place = linesProblem(content, numberOf) ?? (wrongFact && `facts/${wrongFact}`)
  return place === undefined ? { value: { content, numberOf } } : { place }
}

export function readFacts(
  text: string,
  numberOf: ReadonlyMap<string, number>,
): Reading<readonly FactContent[]> {
  const json = checked(text, factsShape)
  if ('place' in json) return json
  const facts = json.value as readonly FactContent[]
  const place = factsProblem(facts, numberOf)
  return place === undefined ? { value: facts } : { place }
}

export function readJournals(text: string): Reading<readonly FileJournal[]> {
  const json = checked(text, journalShape)
  return 'place' in json ? json : { value: json.value as readonly FileJournal[] }
}

/**
 * The value is as the check has it from here on, and the text its one spelling: the checks let fields through in
 * canonical order only, and nothing deep.
 */
function checked(text: string, check: Check): Reading<unknown> {
  const value = parseJson(text)
  const place = check(value)
  if (place !== undefined) return { place: place.slice(0, 200) }
  return isSpellingInOrder(text, value) ? { value } : { place: '' }
}

function linesProblem({ lines }: BatchContent, numberOf: ReadonlyMap<string, number>): string | undefined {
  if (lines.length === 0) return 'lines'
  if (numberOf.size < lines.length) {
    const twice = lines.findIndex(({ lineId }, index) => numberOf.get(lineId) !== index + 1)
    return `lines/${twice + 1}/lineId`
  }
  const outOfOrder = lines.findIndex(({ position }, index) => {
    const before = lines[index - 1]
    return before !== undefined && before.position >= position
  })
  return outOfOrder < 0 ? undefined : `lines/${outOfOrder + 1}/position`
}

/** What facts with amounts are looked at for: one that leaves it out could never be found to differ. */
const amountsByKind: Readonly<Partial<Record<FactKind, readonly string[]>>> = {
  invoice: ['balance', 'amount'],
  source: ['open', 'amount'],
  adjustment: ['amount', 'remainder'],
}

function lacksAmount({ kind, currency, values }: FactContent): boolean {
  const names = amountsByKind[kind] ?? []
  if (currency === '') return names.length > 0
  return currencyDigits(currency) === undefined || !names.every((name) => isAmount(values[name], currency))
}

function isAmount(value: unknown, currency: string): boolean {
  return typeof value === 'string' && 'minor' in parseAmount(value, currency)
}

function factsProblem(
  facts: readonly FactContent[],
  numberOf: ReadonlyMap<string, number>,
): string | undefined {
  const seen = new Set<string>()
  for (const [index, fact] of facts.entries()) {
    const { kind, id, lineIds } = fact
    if (lacksAmount(fact)) return `${index + 1}/values`
    if ((kind === 'setting') !== (lineIds.length === 0)) return `${index + 1}/lineIds`
    if (seen.size === seen.add(`${kind} ${id}`).size) return `${index + 1}/id`
    let last = 0
    for (const lineId of lineIds) {
      const number = numberOf.get(lineId) ?? 0
      if (number <= last) return `${index + 1}/lineIds`
      last = number
    }
  }
  return undefined
}
