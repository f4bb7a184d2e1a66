import type { PeriodTotal } from '@contract/period'
import { periodOf } from '../engine/calendar/period'
import { formatMinor } from '../engine/money/amount'
import type { Ledger } from './database'
import { readFactVersion } from './ledgerTable'
import { readPeriodFacts } from './periodTable'

interface SumRow {
  currency: string
  date: string
  count: bigint
  canceled: bigint
  credits: bigint
  charges: bigint
}

// One pass over all rows, by day: unary plus, because hopping through the index of the dates would cost more.
const selectSums = `
  select a.currency, +a.adjustment_date as date,
    sum(s.status = 'Processed' and s.is_refused = 0) as count, sum(s.status = 'Canceled') as canceled,
    sum(case when a.type = 'Credit' and s.status = 'Processed' and s.is_refused = 0 then a.amount_minor else 0 end) as credits,
    sum(case when a.type = 'Charge' and s.status = 'Processed' and s.is_refused = 0 then a.amount_minor else 0 end) as charges
  from adjustment a join adjustment_state s on s.adjustment_id = a.id
  where s.is_deleted = 0
  group by 1, 2`

interface Sum {
  count: bigint
  canceled: bigint
  credits: bigint
  charges: bigint
}

// Adding up a million adjustments takes a second or two, so the sums are kept until a fact changes.
const known = new WeakMap<Ledger, { version: bigint; totals: PeriodTotal[] }>()

/**
 * Credits and charges of the Processed adjustments of every period, per currency, imported ones too:
 * an adjustment belongs to the period that contains its date.
 */
export function readPeriodTotals(ledger: Ledger): PeriodTotal[] {
  const version = readFactVersion(ledger)
  const kept = known.get(ledger)
  if (kept?.version === version) return kept.totals
  const periods = readPeriodFacts(ledger)
  const sums = new Map<string, Map<string, Sum>>()
  for (const row of ledger.sql<SumRow>(selectSums).iterate()) {
    const periodId = periodOf(row.date, periods)?.id ?? ''
    const ofPeriod = sums.get(periodId) ?? new Map<string, Sum>()
    sums.set(periodId, ofPeriod)
    const sum = ofPeriod.get(row.currency) ?? { count: 0n, canceled: 0n, credits: 0n, charges: 0n }
    ofPeriod.set(row.currency, {
      count: sum.count + row.count,
      canceled: sum.canceled + row.canceled,
      credits: sum.credits + row.credits,
      charges: sum.charges + row.charges,
    })
  }
  const totals = [...sums].flatMap(([periodId, ofPeriod]) =>
    [...ofPeriod].map(([currency, sum]) => totalOf(periodId, currency, sum)),
  )
  totals.sort((one, other) => (one.currency < other.currency ? -1 : 1))
  known.set(ledger, { version, totals })
  return totals
}

function totalOf(
  periodId: string,
  currency: string,
  { count, canceled, credits, charges }: Sum,
): PeriodTotal {
  return {
    periodId,
    currency,
    count: Number(count),
    canceledCount: Number(canceled),
    credits: formatMinor(credits, currency),
    charges: formatMinor(charges, currency),
    net: formatMinor(charges - credits, currency),
  }
}
