import type { CurrencyTotal } from '@contract/batch'
import type { BatchRecord } from '../../ledger/batchTable'
import { listBatchLines } from '../../ledger/lineTable'
import type { Context } from '../context'
import { findTotals, keepTotals, summaryStamp } from './draftSummary'
import { judgeLines } from './judgeLines'
import { readRevision } from './revision'
import { currencyTotals } from './totals'

/**
 * What the lines of a draft or submitted batch come to that no rule refuses, as on its page. A list asks for
 * many batches at a time, so the totals are kept until something changes that the lines are judged on.
 */
export function openTotals(context: Context, batch: BatchRecord): readonly CurrencyTotal[] {
  const { ledger, person } = context
  const stamp = summaryStamp(ledger, person.id)
  const known = findTotals(ledger, batch, stamp)
  if (known !== undefined) return known
  const lines =
    batch.state === 'submitted'
      ? (readRevision(ledger, batch.id, batch.revision)?.frozen.lines ?? [])
      : listBatchLines(ledger, batch.id)
  const { verdict } = judgeLines(context, batch.id, lines)
  const totals = currencyTotals(
    verdict.lines.flatMap(({ resolved }) => (resolved === undefined ? [] : [resolved])),
  )
  keepTotals(ledger, batch, stamp, totals)
  return totals
}
