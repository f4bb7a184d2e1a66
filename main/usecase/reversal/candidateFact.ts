import type { AdjustmentRow } from '@contract/adjustment'
import type { Line } from '@contract/line'
import { periodOf } from '../../engine/calendar/period'
import type { AdjustmentFact, Facts, PeriodFact } from '../../engine/fact'
import { formatMinor } from '../../engine/money/amount'
import { readAdjustmentRows } from '../../ledger/adjustmentRow'
import { idList } from '../../ledger/idList'
import { loadFacts } from '../../ledger/judgedFact'
import { listWaitingClaims, type WaitingClaim } from '../../ledger/reversalPlanTable'
import { emptyContent } from '../batch/lineContent'
import type { Context } from '../context'

export interface Candidate {
  readonly row: AdjustmentRow
  /** Its place in the plan, which is that of its lines. */
  readonly index: number
}

/** What a plan is judged on: all of it hangs on its candidates, nothing on what a person wants of them. */
export interface CandidateFacts {
  /** Those that are in the ledger, in the order of the plan. */
  readonly candidates: readonly Candidate[]
  readonly byInvoice: ReadonlyMap<string, readonly Candidate[]>
  readonly waiting: ReadonlyMap<string, readonly WaitingClaim[]>
  readonly facts: Facts
  readonly accountNames: ReadonlyMap<string, string>
  readonly periodOn: (date: string) => PeriodFact | undefined
  /** The same facts with the adjustments of one invoice only: the cost of a check hangs on them. */
  readonly factsOfInvoice: (invoiceId: string) => Facts
}

export function loadCandidates(context: Context, ids: readonly string[]): CandidateFacts {
  const { ledger, person, clock } = context
  const rows = readAdjustmentRows(ledger, ids, new Map())
  const { facts: found, accountNames } = loadFacts(ledger, rows.map(probeOf), {
    person,
    now: clock.now(),
    batchId: '',
  })
  const facts = { ...found, today: clock.today(found.settings.timeZone) }
  const candidates = rows.map((row, index) => {
    const leftMinor = facts.adjustments.get(row.adjustmentId)?.remainderMinor ?? 0n
    return { row: { ...row, remainder: formatMinor(leftMinor, row.currency) }, index }
  })
  const adjustmentsByInvoice = lazily(() => groupBy(facts.adjustments.values(), (one) => one.invoiceId))
  return {
    candidates,
    byInvoice: groupBy(candidates, ({ row }) => row.invoiceId),
    waiting: groupBy(listWaitingClaims(ledger, idList(ids)), (claim) => claim.adjustmentId),
    facts,
    accountNames,
    periodOn: periodFinder(facts.periods),
    factsOfInvoice: (invoiceId) => ({
      ...facts,
      adjustments: new Map(
        (adjustmentsByInvoice().get(invoiceId) ?? []).map((one): [string, AdjustmentFact] => [one.id, one]),
      ),
    }),
  }
}

/** A line that names the place of an adjustment: all that stands there are the facts that it is judged on. */
function probeOf({ adjustmentId, kind, invoiceId, sourceType, sourceId }: AdjustmentRow): Line {
  return {
    ...emptyContent,
    kind,
    invoiceId,
    sourceType: sourceType === 'InvoiceDetail' || sourceType === 'Tax' ? sourceType : '',
    sourceId,
    lineId: adjustmentId,
    position: 0,
    provisionalNumber: '',
  }
}

/** Thousands of lines share a few days. */
function periodFinder(periods: readonly PeriodFact[]): CandidateFacts['periodOn'] {
  const known = new Map<string, PeriodFact | undefined>()
  return (date) => {
    if (!known.has(date)) known.set(date, periodOf(date, periods))
    return known.get(date)
  }
}

function groupBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
