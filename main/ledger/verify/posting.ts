import { parseAmount } from '../../engine/money/amount'
import { currencyDigits } from '../../engine/money/currency'
import type { Ledger } from '../database'
import { countOf } from './auditChain'
import type { Watch } from './fault'

interface PostedRow {
  id: string
  kind: string
  currency: string
  amount_minor: bigint
  type: string
  adjustment_date: string
  source_type: string
  source_id: string
  reference_id: string
  comment: string
  reverses_id: string | null
  replaces_id: string | null
}

interface RevisionRow {
  batch_id: string
  content: string
}

/** Lines as they stand in a frozen revision; read with care, because the file may have been tampered with. */
type FrozenLine = Partial<Record<string, unknown>>

// The revision that was approved is the last one: an approved batch goes back to no draft.
const selectApproved = `
  select b.id as batch_id, r.content from batch b
  join revision r on r.batch_id = b.id and r.revision = b.revision
  where exists (select 1 from adjustment a where a.batch_id = b.id)
    or exists (select 1 from batch_event e where e.batch_id = b.id and e.event = 'posted')
  order by b.id`

const selectPosted = `
  select id, kind, currency, amount_minor, type, adjustment_date, source_type, source_id, reference_id,
    comment, reverses_id, replaces_id from adjustment where batch_id = ?`

/**
 * What was posted is what was approved: every line of the frozen revision that creates an adjustment has
 * made exactly that, and no local adjustment stands without its line.
 */
export function verifyPostings(ledger: Ledger, watch: Watch): void {
  const total = countOf(ledger, 'select count(*) as count from batch')
  let done = 0
  for (const { batch_id, content } of ledger.sql<RevisionRow>(selectApproved).all()) {
    const lines = createLines(content)
    for (const row of ledger.sql<PostedRow>(selectPosted).iterate(batch_id)) {
      const line = lines.get(row.id)
      if (line === undefined)
        watch.fault('adjustment_content', `adjustment ${row.id}`, 'a line of its batch', 'none')
      else compare(row, line, watch)
      lines.delete(row.id)
    }
    for (const id of lines.keys()) watch.fault('adjustment_content', `line ${id}`, 'its adjustment', 'none')
    done += 1
    watch.step('postings', done, total)
  }
  const strays = ledger.sql<{ id: string }>(
    `select id from adjustment a where origin = 'local'
       and not exists (select 1 from batch b where b.id = a.batch_id and b.revision > 0) limit 20`,
  )
  for (const { id } of strays.all())
    watch.fault('adjustment_content', `adjustment ${id}`, 'an approved batch', 'none')
}

function compare(row: PostedRow, line: FrozenLine, watch: Watch): void {
  const fields: [string, unknown, unknown][] = [
    ['amount', amountOf(line, row.currency), row.amount_minor],
    ['type', line.type, row.type],
    ['kind', line.kind, row.kind],
    ['date', line.date, row.adjustment_date],
    ['source type', line.sourceType, row.source_type],
    ['source', line.sourceId, row.source_id],
    ['reference', line.referenceId, row.reference_id],
    ['comment', line.comment, row.comment],
    ['reversed', line.reversesId, row.reverses_id ?? ''],
    ['replaced', line.replacesId, row.replaces_id ?? ''],
  ]
  for (const [name, expected, found] of fields) {
    watch.same('adjustment_content', `adjustment ${row.id}, ${name}`, expected, found)
  }
}

function amountOf(line: FrozenLine, currency: string): bigint | undefined {
  if (typeof line.amount !== 'string' || currencyDigits(currency) === undefined) return undefined
  const amount = parseAmount(line.amount, currency)
  return 'minor' in amount ? amount.minor : undefined
}

/** By line id, which is the id of the adjustment that the line makes. */
function createLines(content: string): Map<string, FrozenLine> {
  const lines = new Map<string, FrozenLine>()
  for (const line of linesOf(content)) {
    if (line.action === 'create' && typeof line.lineId === 'string') lines.set(line.lineId, line)
  }
  return lines
}

function linesOf(content: string): FrozenLine[] {
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value !== 'object' || value === null || !('lines' in value)) return []
    if (!Array.isArray(value.lines)) return []
    return value.lines.filter((line): line is FrozenLine => typeof line === 'object' && line !== null)
  } catch {
    return []
  }
}
