import type { ProofRow, ReversalEffect } from '@contract/reversal'
import { effectOf } from '../../engine/effect/effectOf'
import type { ResolvedLine } from '../../engine/fact'
import { journalOf } from '../../engine/journal/journalOf'
import { formatMinor, impactOf } from '../../engine/money/amount'
import { loadCreateJournals } from '../../ledger/journalTable'
import { invoiceEffectsOf } from '../batch/invoiceEffects'
import type { Context } from '../context'
import type { CandidateFacts } from './candidateFact'
import { linesOf, type PlannedLine } from './plannedLine'
import type { JudgedPlan } from './planReversal'

/** What posting the accepted lines of a plan would do, and the proof that full reversals leave nothing. */
export function reversalEffect(context: Context, { known, lines }: JudgedPlan): ReversalEffect {
  const chosen = [...lines.values()].filter(({ isChosen }) => isChosen)
  const verdict = { lines: chosen.flatMap(({ verdicts }) => verdicts) }
  const resolved = verdict.lines.flatMap((line) => line.resolved ?? [])
  const { facts, accountNames } = known
  return {
    invoices: invoiceEffectsOf({ facts, accountNames, lines: linesOf(chosen), verdict }),
    sources: openEffects(resolved),
    accounts: accountEffects(context, known, resolved),
    periods: periodEffects(known, resolved),
    proof: proofOf(chosen, resolved, known),
  }
}

/** Nothing: what a step shows that does not look at the effect. */
export const noEffect: ReversalEffect = { invoices: [], sources: [], accounts: [], periods: [], proof: [] }

function openEffects(resolved: readonly ResolvedLine[]): ReversalEffect['sources'] {
  const numbers = new Map(resolved.map(({ invoice }) => [invoice.id, invoice.number]))
  return effectOf(resolved).sources.map((source) => ({
    invoiceId: source.invoiceId,
    invoiceNumber: numbers.get(source.invoiceId) ?? '',
    name: source.name,
    currency: source.currency,
    before: formatMinor(source.beforeMinor, source.currency),
    change: formatMinor(source.impactMinor, source.currency),
    after: formatMinor(source.afterMinor, source.currency),
  }))
}

/** Sums in minor units by a key, in the order of the keys; each keeps what it is a sum of. */
class Sums<Of extends { readonly currency: string }> {
  private readonly sums = new Map<string, { of: Of; minors: bigint[] }>()

  add(key: string, of: Of, minors: readonly bigint[]): void {
    const sum = this.sums.get(key)
    if (sum === undefined) this.sums.set(key, { of, minors: [...minors] })
    else minors.forEach((minor, index) => (sum.minors[index] = (sum.minors[index] ?? 0n) + minor))
  }

  map<Row>(row: (of: Of, amounts: (index: number) => string, minors: readonly bigint[]) => Row): Row[] {
    return [...this.sums]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, { of, minors }]) => row(of, (index) => formatMinor(minors[index] ?? 0n, of.currency), minors))
  }
}

function accountEffects(
  { ledger }: Context,
  { facts }: CandidateFacts,
  resolved: readonly ResolvedLine[],
): ReversalEffect['accounts'] {
  const originals = loadCreateJournals(
    ledger,
    resolved.flatMap(({ adjustment }) => adjustment?.id ?? []),
  )
  const periods = new Map(facts.periods.map((period) => [period.id, period]))
  const sums = new Sums<{ periodName: string; account: string; currency: string }>()
  for (const line of resolved) {
    const journal = journalOf(line, facts, originals.get(line.adjustment?.id ?? ''))
    const period = periods.get(line.periodId)
    for (const { account, debitMinor, creditMinor } of journal?.entries ?? []) {
      const { currency } = line
      sums.add(
        `${period?.start ?? ''} ${currency} ${account}`,
        { periodName: period?.name ?? '', account, currency },
        [debitMinor - creditMinor],
      )
    }
  }
  return sums.map((of, amount) => ({ ...of, net: amount(0) }))
}

function periodEffects(
  { periodOn }: CandidateFacts,
  resolved: readonly ResolvedLine[],
): ReversalEffect['periods'] {
  const sums = new Sums<{ periodName: string; currency: string }>()
  const add = (date: string, currency: string, minors: readonly bigint[]) => {
    const period = periodOn(date)
    sums.add(`${currency} ${period?.start ?? ''}`, { periodName: period?.name ?? '', currency }, minors)
  }
  for (const { date, currency, impactMinor, adjustment: original } of resolved) {
    add(date, currency, [0n, impactMinor])
    if (original !== undefined)
      add(original.date, currency, [impactOf(original.type, original.amountMinor), 0n])
  }
  return sums.map((of, amount) => ({ ...of, originals: amount(0), posted: amount(1) }))
}

interface ProvenSum {
  readonly by: ProofRow['by']
  readonly label: string
  readonly detail: string
  readonly currency: string
}

/** original + what was reversed before + what is reversed now = rest, in signed impacts. */
function proofOf(
  chosen: readonly PlannedLine[],
  resolved: readonly ResolvedLine[],
  known: CandidateFacts,
): ProofRow[] {
  const byId = new Map(chosen.map((line) => [line.row.adjustmentId, line]))
  const sums = new Sums<ProvenSum>()
  for (const reversal of resolved) {
    const line = byId.get(reversal.line.reversesId)
    if (line !== undefined) addProof(sums, line, reversal, known)
  }
  return sums.map((of, amount, minors) => ({
    ...of,
    original: amount(0),
    before: amount(1),
    now: amount(2),
    rest: formatMinor(restOf(minors), of.currency),
    isFull: restOf(minors) === 0n,
  }))
}

function restOf(minors: readonly bigint[]): bigint {
  return minors.reduce((sum, minor) => sum + minor, 0n)
}

function addProof(
  sums: Sums<ProvenSum>,
  { row, fact }: PlannedLine,
  { currency, impactMinor, date }: ResolvedLine,
  { periodOn }: CandidateFacts,
): void {
  if (fact === undefined) return
  const originalMinor = impactOf(fact.type, fact.amountMinor)
  const beforeMinor = -impactOf(fact.type, fact.amountMinor - fact.remainderMinor)
  const minors = [originalMinor, beforeMinor, impactMinor]
  const from = periodOn(row.date)
  const to = periodOn(date)
  sums.add(
    `1 ${row.invoiceNumber} ${row.sourceType} ${row.sourceId}`,
    { by: 'source', label: row.invoiceNumber, detail: row.sourceName, currency },
    minors,
  )
  sums.add(
    `2 ${currency} ${from?.start ?? ''} ${to?.start ?? ''}`,
    { by: 'period', label: from?.name ?? row.date, detail: to?.name ?? date, currency },
    minors,
  )
  sums.add(`3 ${currency}`, { by: 'currency', label: currency, detail: '', currency }, minors)
}
