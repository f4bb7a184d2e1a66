import type { LineContent } from '@contract/line'
import type { WaitingLine } from '@contract/period'
import { parseAmount, formatMinor } from '../engine/money/amount'
import { currencyDigits } from '../engine/money/currency'
import type { InPeriod } from '../engine/period/step'
import { toNumber, type Ledger } from './database'

// Lines of batches by the period that they are dated in: those that keep it open, and those of drafts.

interface WaitingRow {
  id: string
  batch_id: string
  batch_name: string
  batch_state: WaitingLine['batchState']
  position: bigint
  provisional_number: string
  action: WaitingLine['action']
  content: string
  date: string
  invoice_number: string | null
  currency: string | null
  of_number: string | null
  of_type: WaitingLine['type'] | null
  of_amount_minor: bigint | null
}

const selectWaiting = `
  select w.id, w.batch_id, w.batch_name, w.batch_state, w.position, w.provisional_number, w.action, w.content, w.date,
    i.number as invoice_number, i.currency, s.number as of_number, t.type as of_type, t.amount_minor as of_amount_minor
  from waiting_line w
  left join adjustment t on t.id = w.adjustment_id and w.action <> 'create'
  left join adjustment_state s on s.adjustment_id = t.id
  left join invoice i on i.id = coalesce(t.invoice_id, json_extract(w.content, '$.invoiceId'))
  where w.date between ? and ?
  order by w.batch_name, w.batch_id, w.position, w.id limit ?`

/** The lines that keep a period from closing, by batch. */
export function listWaitingLines(
  ledger: Ledger,
  days: { readonly start: string; readonly end: string },
  limit: number,
): WaitingLine[] {
  return ledger
    .sql<WaitingRow>(selectWaiting)
    .all(days.start, days.end, BigInt(limit))
    .map((row) => {
      const content = JSON.parse(row.content) as LineContent
      const currency = row.currency ?? ''
      return {
        batchId: row.batch_id,
        batchName: row.batch_name,
        batchState: row.batch_state,
        lineId: row.id,
        position: toNumber(row.position),
        number: row.of_number ?? row.provisional_number,
        action: row.action,
        invoiceNumber: row.invoice_number ?? content.invoiceNumber,
        type: row.of_type ?? content.type,
        amount: amountOf(row, content, currency),
        currency,
        date: row.date,
      }
    })
}

function amountOf(row: WaitingRow, content: LineContent, currency: string): string {
  if (currencyDigits(currency) === undefined) return content.amount
  if (row.of_amount_minor !== null) return formatMinor(row.of_amount_minor, currency)
  const parsed = parseAmount(content.amount, currency)
  return 'minor' in parsed ? formatMinor(parsed.minor, currency) : content.amount
}

interface CountRow {
  period_id: string
  count: bigint
  batch: string
}

const countWaiting = `
  select p.id as period_id, count(*) as count, min(w.batch_name) as batch
  from waiting_line w join period p on w.date between p.start_date and p.end_date group by p.id`

const countDrafts = `
  select p.id as period_id, count(*) as count, min(d.name) as batch from (
    select b.name, case json_extract(l.content, '$.action')
      when 'create' then json_extract(l.content, '$.date') else t.adjustment_date end as date
    from batch b join line l on l.batch_id = b.id left join adjustment t on t.id = l.adjustment_id
    where b.state = 'draft') d
  join period p on d.date between p.start_date and p.end_date group by p.id`

const nothingInside: InPeriod = { waitingCount: 0, waitingBatch: '', draftCount: 0, draftBatch: '' }

/** What waits in every period, by its id. */
export function readInPeriods(ledger: Ledger): (periodId: string) => InPeriod {
  const found = new Map<string, InPeriod>()
  for (const { period_id, count, batch } of ledger.sql<CountRow>(countWaiting).all()) {
    found.set(period_id, { ...nothingInside, waitingCount: toNumber(count), waitingBatch: batch })
  }
  for (const { period_id, count, batch } of ledger.sql<CountRow>(countDrafts).all()) {
    const inside = found.get(period_id) ?? nothingInside
    found.set(period_id, { ...inside, draftCount: toNumber(count), draftBatch: batch })
  }
  return (periodId) => found.get(periodId) ?? nothingInside
}

const selectDrafts = `
  select b.id as batchId, b.name, count(*) as lineCount
  from batch b join line l on l.batch_id = b.id left join adjustment t on t.id = l.adjustment_id
  where b.state = 'draft' and case json_extract(l.content, '$.action')
    when 'create' then json_extract(l.content, '$.date') else t.adjustment_date end between ? and ?
  group by b.id order by b.name, b.id`

/** Drafts with lines that are dated in a period. */
export function listDraftsInPeriod(
  ledger: Ledger,
  days: { readonly start: string; readonly end: string },
): { batchId: string; name: string; lineCount: number }[] {
  return ledger
    .sql<{ batchId: string; name: string; lineCount: bigint }>(selectDrafts)
    .all(days.start, days.end)
    .map(({ batchId, name, lineCount }) => ({ batchId, name, lineCount: toNumber(lineCount) }))
}
