import type { Line } from '@contract/line'
import type { Settings } from '@contract/setting'
import { isCalendarDate } from '../calendar/day'
import { periodOf } from '../calendar/period'
import { sourceKey, type AdjustmentFact, type Facts, type InvoiceFact, type SourceFact } from '../fact'
import { formatMinor } from '../money/amount'
import { inOrder } from '../rule/checkLines'

export type ContentValue = string | number | boolean
export type FactKind =
  'invoice' | 'source' | 'adjustment' | 'period' | 'reason' | 'accountingCode' | 'setting'

/** One fact that lines were judged on, as plain values; amounts are canonical text. */
export interface FactContent {
  readonly kind: FactKind
  readonly id: string
  readonly label: string
  /** Of its amounts; empty for a fact without any. */
  readonly currency: string
  readonly values: Readonly<Record<string, ContentValue>>
  /**
   * Since when it is known: the moment at which the file that brought it was true, of an adjustment when it was
   * recorded; empty for what is the ledger's own. Contents of older versions do not say it.
   */
  readonly factAsOf?: string
  /** The lines that rest on it, in order; empty for a setting: every line rests on those. */
  readonly lineIds: readonly string[]
}

/**
 * What a revision is: its lines in order and the facts that they were judged on, as plain values that
 * canonical JSON (RFC 8785) can carry. Its SHA-256 is the `contentHash`. Neither the person nor the
 * moment is part of it: preparer and reviewer see the same content.
 */
export interface BatchContent {
  readonly lines: readonly Line[]
  readonly facts: readonly FactContent[]
}

/** The content of a revision. Facts come ordered by kind and id, so that the same facts hash alike. */
export function contentOf(lines: readonly Line[], facts: Facts): BatchContent {
  const ordered = inOrder(lines)
  const ofLines = [...factsByKey(ordered, facts)]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, fact]) => fact)
  return { lines: ordered, facts: [...ofLines, ...settingFacts(facts.settings)] }
}

/** The facts of a content in any order: enough to compare them with others. */
export function factsUnder(lines: readonly Line[], facts: Facts): readonly FactContent[] {
  return [...factsByKey(inOrder(lines), facts).values(), ...settingFacts(facts.settings)]
}

function factsByKey(ordered: readonly Line[], facts: Facts): ReadonlyMap<string, FactContent> {
  const found = new Map<string, FactContent & { lineIds: string[] }>()
  const read = factReader(facts)
  for (const line of ordered) {
    for (const { key, fact } of factsOfLine(line, facts, read)) {
      const known = found.get(key)
      if (known === undefined) found.set(key, { ...fact, lineIds: [line.lineId] })
      else known.lineIds.push(line.lineId)
    }
  }
  return found
}

type LineFact = Omit<FactContent, 'lineIds'>

interface KeyedFact {
  readonly key: string
  readonly fact: LineFact
}

/** Thousands of lines share invoices, days, reasons and codes: each of those is put into plain values once. */
function factReader(facts: Facts) {
  return {
    numbered: once(() => new Map([...facts.invoices.values()].map((invoice) => [invoice.number, invoice]))),
    invoice: remembered((invoice: InvoiceFact) => [keyed(invoiceContent(invoice))]),
    period: remembered((date: string) => periodContent(date, facts).map(keyed)),
    reason: remembered((reasonCode: string) => reasonContent(reasonCode, facts).map(keyed)),
    accountingCode: remembered((name: string) => accountingCodeContent(name, facts).map(keyed)),
  }
}

function keyed(fact: LineFact): KeyedFact {
  return { key: `${fact.kind}:${fact.id}`, fact }
}

function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}

function once<Value>(make: () => Value): () => Value {
  const made = remembered(make)
  return () => made(undefined)
}

function factsOfLine(line: Line, facts: Facts, read: ReturnType<typeof factReader>): readonly KeyedFact[] {
  const found: KeyedFact[] = []
  const adjustment = facts.adjustments.get(line.action === 'create' ? line.reversesId : line.adjustmentId)
  const isCreate = line.action === 'create'
  const invoiceId = isCreate ? line.invoiceId : (adjustment?.invoiceId ?? '')
  const invoice =
    facts.invoices.get(invoiceId) ?? (isCreate ? read.numbered().get(line.invoiceNumber) : undefined)
  const { sourceType, sourceId } = isCreate ? line : (adjustment ?? { sourceType: '', sourceId: '' })
  const source = sourceType === '' ? undefined : facts.sources.get(sourceKey(sourceType, sourceId))
  if (invoice !== undefined) {
    found.push(...read.invoice(invoice))
    if (source !== undefined) found.push(keyed(sourceContent(source, invoice.currency)))
    if (adjustment !== undefined) found.push(keyed(adjustmentContent(adjustment, invoice.currency)))
  }
  found.push(...read.period(isCreate ? line.date : (adjustment?.date ?? '')))
  if (!isCreate) return found
  found.push(...read.reason(line.reasonCode))
  const names = new Set([line.accountingCode, line.deferredRevenueAccount, line.recognizedRevenueAccount])
  for (const name of names) found.push(...read.accountingCode(name))
  return found
}

function invoiceContent(invoice: InvoiceFact): LineFact {
  const { id, number, currency, status, invoiceDate, historyVerified, factsDisagree } = invoice
  const balance = formatMinor(invoice.balanceMinor, currency)
  const amount = formatMinor(invoice.amountMinor, currency)
  const values = { balance, amount, currency, status, invoiceDate, historyVerified, factsDisagree }
  return { kind: 'invoice', id, label: number, currency, values }
}

function sourceContent(source: SourceFact, currency: string): LineFact {
  const { type, id, invoiceId, name, accountingCode, deferredRevenueAccount, recognizedRevenueAccount } =
    source
  const values = {
    open: formatMinor(source.openMinor, currency),
    amount: formatMinor(source.amountMinor, currency),
    invoiceId,
    accountingCode,
    deferredRevenueAccount,
    recognizedRevenueAccount,
    receivablesCode: source.receivablesCode,
  }
  return { kind: 'source', id: sourceKey(type, id), label: name, currency, values }
}

/** The remainder counts reversals that wait in other batches: one made since submission is a moved fact. */
function adjustmentContent(adjustment: AdjustmentFact, currency: string): LineFact {
  const { id, number, status, transferred, date, type, hasLanded, inFlight, hasReversals } = adjustment
  const values = {
    amount: formatMinor(adjustment.amountMinor, currency),
    remainder: formatMinor(adjustment.remainderMinor, currency),
    type,
    date,
    status,
    transferred,
    hasReversals,
    hasLanded,
    inFlight,
  }
  return { kind: 'adjustment', id, label: number || id, currency, values }
}

function periodContent(date: string, facts: Facts): readonly LineFact[] {
  const period = isCalendarDate(date) ? periodOf(date, facts.periods) : undefined
  if (period === undefined) return []
  const { id, name, start, end, state, hardLocked } = period
  return [{ kind: 'period', id, label: name, currency: '', values: { start, end, state, hardLocked } }]
}

function reasonContent(reasonCode: string, facts: Facts): readonly LineFact[] {
  const named = facts.reasons.get(reasonCode)
  const reason = reasonCode === '' ? [...facts.reasons.values()].find(({ isDefault }) => isDefault) : named
  if (reason === undefined) return []
  const { name, active, isDefault, accountingCode } = reason
  return [
    { kind: 'reason', id: name, label: name, currency: '', values: { active, isDefault, accountingCode } },
  ]
}

function accountingCodeContent(name: string, facts: Facts): readonly LineFact[] {
  const code = facts.accountingCodes.get(name)
  if (code === undefined) return []
  const values = { active: code.active }
  return [{ kind: 'accountingCode', id: name, label: name, currency: '', values }]
}

const judgedSettings = [
  'advancedAdjustment',
  'counterItem',
  'adjustOppositeSign',
  'revenueAccounts',
  'receivablesCode',
  'defaultAdjustmentCode',
] as const satisfies readonly (keyof Settings)[]

/** The settings that rules and journal look at; the others change what is exported, not what is legal. */
function settingFacts(settings: Settings): readonly FactContent[] {
  return [
    ...judgedSettings.map((name) => setting(name, settings[name])),
    ...Object.entries(settings.increment)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([currency, increment]) => setting(`increment.${currency}`, increment)),
  ]
}

function setting(name: string, value: ContentValue): FactContent {
  return { kind: 'setting', id: name, label: name, currency: '', values: { value }, lineIds: [] }
}
