import { parseAmount } from '../../engine/money/amount'
import { currencyDigits } from '../../engine/money/currency'
import { hasReferences, resolveReferences } from '../adjustmentReferenceTable'
import type { Ledger } from '../database'
import { countOf } from './auditChain'
import type { Watch } from './fault'
import { listIn, readObject, textIn } from './readText'

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

interface ActRow {
  adjustment_id: string
  line_id: string | null
  event: 'cancelled' | 'deleted'
}

const selectActs = `
  select adjustment_id, line_id, event from adjustment_event
  where batch_id = ? and import_id is null and event in ('cancelled', 'deleted')`

/**
 * What was posted is what was approved: every line of the frozen revision that creates an adjustment has made
 * exactly that, every one that cancels or deletes has done it to the one that it names, and nothing else was done.
 */
export function verifyPostings(ledger: Ledger, watch: Watch): void {
  const total = countOf(ledger, 'select count(*) as count from batch')
  let done = 0
  const namedElsewhere = hasReferences(ledger)
  for (const { batch_id, content } of ledger.sql<RevisionRow>(selectApproved).all()) {
    const lines = linesById(content)
    const idHere = namedElsewhere ? idsHere(ledger, lines, content) : (id: unknown) => id
    for (const row of ledger.sql<PostedRow>(selectPosted).iterate(batch_id)) {
      const line = lines.get(row.id)
      if (line?.action !== 'create')
        watch.fault('adjustment_content', `adjustment ${row.id}`, 'a line of its batch', 'none')
      else compare(row, line, idHere, watch)
      lines.delete(row.id)
    }
    for (const row of ledger.sql<ActRow>(selectActs).iterate(batch_id)) {
      const line = lines.get(row.line_id ?? '')
      const action = row.event === 'cancelled' ? 'cancel' : 'delete'
      if (line?.action !== action || idHere(line.adjustmentId) !== row.adjustment_id)
        watch.fault('adjustment_content', `adjustment ${row.adjustment_id}, ${row.event}`, 'a line', 'none')
      lines.delete(row.line_id ?? '')
    }
    for (const [id, { action }] of lines) {
      const expected = action === 'create' ? 'its adjustment' : `its ${textIn(action)}`
      watch.fault('adjustment_content', `line ${id}`, expected, 'none')
    }
    done += 1
    watch.step('postings', done, total)
  }
  verifyStrays(ledger, watch)
}

/** Adjustments of other ledgers go by other ids here: the one that was posted against is meant. */
function idsHere(
  ledger: Ledger,
  lines: ReadonlyMap<string, FrozenLine>,
  content: string,
): (id: unknown) => unknown {
  const named = new Set<string>()
  const numbers = new Map<string, string>()
  for (const { adjustmentId, reversesId } of lines.values())
    for (const id of [adjustmentId, reversesId]) numbers.set(textIn(id), '')
  for (const fact of listIn(readObject(content)?.facts)) {
    const { kind, id, label } = typeof fact === 'object' && fact !== null ? (fact as FrozenLine) : {}
    if (kind === 'adjustment') numbers.set(textIn(id), textIn(label))
  }
  for (const { adjustmentId, reversesId, replacesId } of lines.values())
    for (const id of [adjustmentId, reversesId, replacesId]) if (textIn(id) !== '') named.add(textIn(id))
  const here = resolveReferences(ledger, named, [], numbers)
  return (id) => here.get(textIn(id)) ?? id
}

function verifyStrays(ledger: Ledger, watch: Watch): void {
  const strays = ledger.sql<{ id: string }>(
    `select id from adjustment a where origin = 'local'
       and not exists (select 1 from batch b where b.id = a.batch_id and b.revision > 0) limit 20`,
  )
  for (const { id } of strays.all())
    watch.fault('adjustment_content', `adjustment ${id}`, 'an approved batch', 'none')
  // A delete of what never left is done at once, without a batch; a cancel is approved or imported.
  const cancels = ledger.sql<{ id: string }>(
    `select adjustment_id as id from adjustment_event e
     where event = 'cancelled' and import_id is null and not exists (
       select 1 from batch b where b.id = e.batch_id and b.state in ('approved', 'exported', 'landed')) limit 20`,
  )
  for (const { id } of cancels.all())
    watch.fault('adjustment_content', `adjustment ${id}, cancelled`, 'an approved batch', 'none')
}

function compare(row: PostedRow, line: FrozenLine, idHere: (id: unknown) => unknown, watch: Watch): void {
  const fields: [string, unknown, unknown][] = [
    ['amount', amountOf(line, row.currency), row.amount_minor],
    ['type', line.type, row.type],
    ['kind', line.kind, row.kind],
    ['date', line.date, row.adjustment_date],
    ['source type', line.sourceType, row.source_type],
    ['source', line.sourceId, row.source_id],
    ['reference', line.referenceId, row.reference_id],
    ['comment', line.comment, row.comment],
    ['reversed', idHere(line.reversesId), row.reverses_id ?? ''],
    ['replaced', idHere(line.replacesId), row.replaces_id ?? ''],
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
function linesById(content: string): Map<string, FrozenLine> {
  const lines = new Map<string, FrozenLine>()
  for (const line of listIn(readObject(content)?.lines)) {
    if (typeof line !== 'object' || line === null) continue
    const frozen = line as FrozenLine
    if (typeof frozen.lineId === 'string') lines.set(frozen.lineId, frozen)
  }
  return lines
}
