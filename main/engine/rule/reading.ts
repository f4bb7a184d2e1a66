import type { Line } from '@contract/line'
import { sourceKey, type AdjustmentFact, type InvoiceFact, type ReasonFact, type SourceFact } from '../fact'
import { absolute, impactOf, parseAmount, type ParsedAmount } from '../money/amount'
import type { FactIndex } from './factIndex'
import { likenessOf } from './likeness'

/** What earlier lines of the same batch already do to an adjustment. Line ids, '' if none does. */
export interface EarlierTouch {
  readonly reversedMinor: bigint
  readonly reversedBy: string
  readonly cancelledBy: string
  readonly deletedBy: string
}

/** A line beside the facts that it names: what every rule looks at. */
export interface LineReading {
  readonly line: Line
  readonly index: FactIndex
  readonly invoice: InvoiceFact | undefined
  /** The item or tax line, only if it is one of that invoice; undefined for header lines. */
  readonly source: SourceFact | undefined
  /** What the line cancels, deletes or reverses. */
  readonly adjustment: AdjustmentFact | undefined
  /** The default reason where the line names none. */
  readonly reason: ReasonFact | undefined
  /** The amount of a create; undefined while the invoice, and so the currency, is unknown. */
  readonly amount: ParsedAmount | undefined
  /** Signed effect on item and balance; undefined while it cannot be known. A delete has none. */
  readonly impactMinor: bigint | undefined
  /** The day that counts: a cancel or delete takes that of its adjustment. */
  readonly date: string
  readonly earlier: EarlierTouch
  /** What looks the same; undefined if nothing does. */
  readonly duplicateOf: Duplicate | undefined
}

/** An earlier line of the batch (its id), or an adjustment of the ledger (its number) that looks the same. */
export interface Duplicate {
  readonly in: 'batch' | 'ledger'
  readonly of: string
}

const untouched: EarlierTouch = { reversedMinor: 0n, reversedBy: '', cancelledBy: '', deletedBy: '' }

/** Reads lines in the order given, so that each knows what the earlier ones of its batch touch. */
export function readLines(lines: readonly Line[], index: FactIndex): readonly LineReading[] {
  const touches = new Map<string, EarlierTouch>()
  const seen = new Map<string, string>()
  return lines.map((line) => {
    const touchedId = line.action === 'create' ? line.reversesId : line.adjustmentId
    const earlier = touches.get(touchedId) ?? untouched
    const reading = readLine(line, index, earlier, seen)
    if (touchedId !== '') touches.set(touchedId, touchedBy(reading))
    return reading
  })
}

function readLine(
  line: Line,
  index: FactIndex,
  earlier: EarlierTouch,
  seen: Map<string, string>,
): LineReading {
  return line.action === 'create'
    ? readCreate(line, index, earlier, seen)
    : readFollowUp(line, index, earlier)
}

function readCreate(
  line: Line,
  index: FactIndex,
  earlier: EarlierTouch,
  seen: Map<string, string>,
): LineReading {
  const { facts } = index
  const invoice = namedInvoice(line, index)
  const source = invoice === undefined ? undefined : namedSource(line, invoice, index)
  const amount = invoice === undefined ? undefined : parseAmount(line.amount, invoice.currency)
  const amountMinor =
    amount !== undefined && 'minor' in amount && amount.minor > 0n ? amount.minor : undefined
  const hasPlace = line.kind === 'IA' || source !== undefined
  const isKnown = amountMinor !== undefined && hasPlace && (line.type === 'Credit' || line.type === 'Charge')
  return {
    line,
    index,
    invoice,
    source,
    adjustment: line.reversesId === '' ? undefined : facts.adjustments.get(line.reversesId),
    reason: line.reasonCode === '' ? index.defaultReason() : facts.reasons.get(line.reasonCode),
    amount,
    impactMinor: isKnown && line.type !== '' ? impactOf(line.type, amountMinor) : undefined,
    date: line.date,
    earlier,
    duplicateOf:
      invoice !== undefined && isKnown ? duplicateOf(line, invoice, amountMinor, index, seen) : undefined,
  }
}

/** A cancel or delete takes everything from the adjustment that it acts on. */
function readFollowUp(line: Line, index: FactIndex, earlier: EarlierTouch): LineReading {
  const { facts } = index
  const adjustment = facts.adjustments.get(line.adjustmentId)
  const invoice = adjustment === undefined ? undefined : facts.invoices.get(adjustment.invoiceId)
  const isCancel = line.action === 'cancel' && adjustment?.status === 'Processed'
  return {
    line,
    index,
    invoice,
    source:
      adjustment === undefined || adjustment.sourceType === ''
        ? undefined
        : facts.sources.get(sourceKey(adjustment.sourceType, adjustment.sourceId)),
    adjustment,
    reason: undefined,
    amount: undefined,
    impactMinor:
      isCancel && invoice !== undefined ? -impactOf(adjustment.type, adjustment.amountMinor) : undefined,
    date: adjustment?.date ?? '',
    earlier,
    duplicateOf: undefined,
  }
}

function namedInvoice(line: Line, index: FactIndex): InvoiceFact | undefined {
  if (line.invoiceId !== '') return index.facts.invoices.get(line.invoiceId)
  return line.invoiceNumber === '' ? undefined : index.invoiceNumbered(line.invoiceNumber)
}

function namedSource(line: Line, invoice: InvoiceFact, index: FactIndex): SourceFact | undefined {
  if (line.kind !== 'IIA' || line.sourceType === '') return undefined
  const source = index.facts.sources.get(sourceKey(line.sourceType, line.sourceId))
  return source?.invoiceId === invoice.id ? source : undefined
}

function duplicateOf(
  line: Line,
  invoice: InvoiceFact,
  amountMinor: bigint,
  index: FactIndex,
  seen: Map<string, string>,
): Duplicate | undefined {
  const { kind, sourceType, sourceId, type, date, reversesId } = line
  const likeness = likenessOf({
    kind,
    invoiceId: invoice.id,
    sourceType,
    sourceId,
    type,
    amountMinor,
    date,
    reversesId,
  })
  const earlierLine = seen.get(likeness)
  if (earlierLine !== undefined) return { in: 'batch', of: earlierLine }
  seen.set(likeness, line.lineId)
  const posted = index
    .adjustmentsLike(likeness)
    .find(({ id, number }) => id !== line.lineId && (number === '' || number !== line.provisionalNumber))
  return posted === undefined ? undefined : { in: 'ledger', of: posted.number || posted.id }
}

function touchedBy(reading: LineReading): EarlierTouch {
  const { line, earlier, adjustment } = reading
  if (line.action === 'cancel') return { ...earlier, cancelledBy: earlier.cancelledBy || line.lineId }
  if (line.action === 'delete') return { ...earlier, deletedBy: earlier.deletedBy || line.lineId }
  const amountMinor = reading.impactMinor === undefined ? 0n : absolute(reading.impactMinor)
  // A reversal that exceeds what is left is refused, so it takes nothing from the later ones.
  const isWithin =
    adjustment !== undefined && earlier.reversedMinor + amountMinor <= adjustment.remainderMinor
  return {
    ...earlier,
    reversedMinor: isWithin ? earlier.reversedMinor + amountMinor : earlier.reversedMinor,
    reversedBy: earlier.reversedBy || line.lineId,
  }
}
