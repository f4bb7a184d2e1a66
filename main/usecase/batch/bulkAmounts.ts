import type { BulkHow } from '@contract/batch'
import type { AdjustmentType, Line } from '@contract/line'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Settings } from '@contract/setting'
import { sourceKey, type InvoiceFact, type SourceFact } from '../../engine/fact'
import { allocate } from '../../engine/money/allocate'
import { absolute, formatMinor, impactOf, parseAmount } from '../../engine/money/amount'
import { incrementMinor, percentageOf } from '../../engine/money/rounding'
import { readTypedAmount } from '../../engine/money/typedAmount'
import { remainingAmount } from '../../engine/rule/remainingAmount'

interface BulkBasis {
  readonly invoice: InvoiceFact
  /** In the order of the grid. */
  readonly sources: readonly SourceFact[]
  readonly settings: Settings
  /** The draft's lines on this invoice before the edit. */
  readonly standing: readonly Line[]
}

/** What a bulk edit puts on each source, in minor units of the invoice's currency; sources that get nothing are left out. */
export type BulkAmounts = readonly {
  readonly source: SourceFact
  readonly type: AdjustmentType
  readonly amountMinor: bigint
  /** It got one of the odd units of a spread. */
  readonly isOdd: boolean
}[]

export function bulkAmounts(edit: BulkHow, basis: BulkBasis): Outcome<BulkAmounts> {
  const adjustable = { ...basis, sources: adjustableSources(basis) }
  switch (edit.how) {
    case 'percentage':
      return byPercentage(edit, adjustable)
    case 'amount':
      return byAmount(edit, basis)
    case 'open':
      return nonEmpty(allThatIsOpen(adjustable), basis)
    case 'spread':
      return bySpread(edit, adjustable)
  }
}

/** Where the tenant does not adjust items of the opposite sign, figures worked out here leave them alone. */
function adjustableSources({ invoice, sources, settings }: BulkBasis): readonly SourceFact[] {
  if (settings.adjustOppositeSign) return sources
  return sources.filter(({ amountMinor }) => amountMinor < 0n === invoice.amountMinor < 0n)
}

/**
 * A percentage of each charge. Of a discount it takes back the same share, which is the opposite type:
 * ten percent off an invoice is ten percent off its charges and its discounts.
 */
function byPercentage(edit: Extract<BulkHow, { how: 'percentage' }>, basis: BulkBasis): Outcome<BulkAmounts> {
  const { currency } = basis.invoice
  const { rounding, increment } = basis.settings
  const shares = basis.sources.map((source) => {
    const of = absolute(source.amountMinor)
    const mode = rounding[currency] ?? 'half_up'
    const amountMinor = percentageOf(of, edit.percent, currency, mode, increment[currency])
    return {
      source,
      type: source.amountMinor < 0n ? opposite(edit.type) : edit.type,
      amountMinor,
      isOdd: false,
    }
  })
  if (shares.some(({ amountMinor }) => amountMinor === undefined || amountMinor < 0n)) {
    return refused(rejection('value_unknown', 'edit/percent', { value: edit.percent, expected: '12.5' }))
  }
  return nonEmpty(
    shares.flatMap((share) =>
      share.amountMinor === undefined ? [] : [{ ...share, amountMinor: share.amountMinor }],
    ),
    basis,
  )
}

function byAmount(edit: Extract<BulkHow, { how: 'amount' }>, basis: BulkBasis): Outcome<BulkAmounts> {
  const amount = readAmount(edit.amount, edit.type, basis)
  if (!amount.ok) return amount
  return accepted(
    basis.sources.map((source) => ({ source, type: edit.type, amountMinor: amount.value, isOdd: false })),
  )
}

/**
 * Everything that the rules still allow: charges on what is below zero first, which makes room for credits
 * on what is above; each the smaller of open amount and balance (domain.md, after rule 12).
 */
function allThatIsOpen(basis: BulkBasis): BulkAmounts {
  const { invoice, sources, standing } = basis
  const chosen = new Set(sources.map(({ type, id }) => sourceKey(type, id)))
  const others = standing.filter((line) => !isReplaced(line, chosen))
  const impactOn = impactsBySource(others, invoice.currency)
  const isCreditInvoice = invoice.amountMinor < 0n
  let balanceMinor = invoice.balanceMinor + sum([...impactOn.values()])
  const amounts = new Map<SourceFact, { type: AdjustmentType; amountMinor: bigint }>()
  const adjust = (source: SourceFact, type: AdjustmentType, isCapped: boolean) => {
    const openMinor = source.openMinor + (impactOn.get(sourceKey(source.type, source.id)) ?? 0n)
    const room = remainingAmount({ ...source, openMinor }, { ...invoice, balanceMinor }, type)
    const wanted = (type === 'Credit') === openMinor > 0n ? absolute(openMinor) : 0n
    const amountMinor = isCapped ? room : wanted
    if (amountMinor === 0n) return
    balanceMinor += impactOf(type, amountMinor)
    amounts.set(source, { type, amountMinor })
  }
  const mainType: AdjustmentType = isCreditInvoice ? 'Charge' : 'Credit'
  for (const source of sources)
    if (directionOf(source) !== mainType) adjust(source, opposite(mainType), false)
  for (const source of sources) if (directionOf(source) === mainType) adjust(source, mainType, true)
  return sources.flatMap((source) => {
    const found = amounts.get(source)
    return found === undefined ? [] : [{ source, ...found, isOdd: false }]
  })
}

/** The type that brings a source towards zero. */
function directionOf(source: SourceFact): AdjustmentType {
  return source.amountMinor < 0n ? 'Charge' : 'Credit'
}

function isReplaced(line: Line, chosen: ReadonlySet<string>): boolean {
  if (line.action !== 'create' || line.reversesId !== '' || line.sourceType === '') return false
  return chosen.has(sourceKey(line.sourceType, line.sourceId))
}

function impactsBySource(lines: readonly Line[], currency: string): ReadonlyMap<string, bigint> {
  const impacts = new Map<string, bigint>()
  for (const { action, type, amount, sourceType, sourceId } of lines) {
    const read = parseAmount(amount, currency)
    if (type === '' || action === 'delete' || !('minor' in read)) continue
    const impactMinor = impactOf(type, read.minor) * (action === 'cancel' ? -1n : 1n)
    const key = sourceType === '' ? '' : sourceKey(sourceType, sourceId)
    impacts.set(key, (impacts.get(key) ?? 0n) + impactMinor)
  }
  return impacts
}

/** One amount over the sources by what is open on each, by largest remainder: `amount_not_spreadable`. */
function bySpread(edit: Extract<BulkHow, { how: 'spread' }>, basis: BulkBasis): Outcome<BulkAmounts> {
  const { invoice, settings } = basis
  const amount = readAmount(edit.amount, edit.type, basis)
  if (!amount.ok) return amount
  const sources = spreadOver(basis.sources, edit.type)
  const step = incrementMinor(settings.increment[invoice.currency] ?? '', invoice.currency)
  const weights = sources.map(({ openMinor }) => absolute(openMinor))
  const spread = allocate(amount.value, weights, step)
  if (spread === undefined) {
    return refused(
      rejection('amount_not_spreadable', 'edit/amount', {
        amount: formatMinor(amount.value, invoice.currency),
        increment: formatMinor(step, invoice.currency),
        limit: formatMinor(sum(weights), invoice.currency),
        currency: invoice.currency,
      }),
    )
  }
  const odd = new Set(spread.oddUnits)
  return nonEmpty(
    sources.map((source, index) => ({
      source,
      type: edit.type,
      amountMinor: spread.shares[index] ?? 0n,
      isOdd: odd.has(index),
    })),
    basis,
  )
}

/** What the type brings towards zero; where there is none of it (a late fee), what stands above zero. */
function spreadOver(sources: readonly SourceFact[], type: AdjustmentType): readonly SourceFact[] {
  const towardsZero = sources.filter(({ openMinor }) => (type === 'Credit' ? openMinor > 0n : openMinor < 0n))
  return towardsZero.length > 0 ? towardsZero : sources.filter(({ openMinor }) => openMinor > 0n)
}

function readAmount(text: string, type: AdjustmentType, { invoice }: BulkBasis): Outcome<bigint> {
  const read = readTypedAmount(text, invoice.currency, 'auto')
  if ('minor' in read) {
    const minor = type === 'Credit' ? absolute(read.minor) : read.minor
    return minor > 0n
      ? accepted(minor)
      : refused(amountRejection('amount_not_positive', text, invoice.currency))
  }
  const code = {
    empty: 'field_required',
    malformed: 'value_unknown',
    ambiguous: 'value_unknown',
    scale: 'amount_scale',
    too_long: 'amount_too_long',
  } as const
  const found = amountRejection(code[read.problem], text, invoice.currency)
  return refused({ ...found, params: { ...found.params, because: read.problem } })
}

function amountRejection(code: Rejection['code'], value: string, currency: string): Rejection {
  return rejection(code, 'edit/amount', { field: 'amount', value, currency })
}

function nonEmpty(amounts: BulkAmounts, { invoice }: BulkBasis): Outcome<BulkAmounts> {
  const some = amounts.filter(({ amountMinor }) => amountMinor !== 0n)
  if (some.length > 0) return accepted(some)
  return refused(
    rejection('amount_not_spreadable', 'sources', {
      amount: '',
      limit: formatMinor(0n, invoice.currency),
      currency: invoice.currency,
    }),
  )
}

function opposite(type: AdjustmentType): AdjustmentType {
  return type === 'Credit' ? 'Charge' : 'Credit'
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
