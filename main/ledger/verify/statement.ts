import { isSignedBy } from '../../platform/identityKey'
import type { Ledger } from '../database'
import { countOf } from './auditChain'
import type { Watch } from './fault'

interface StatementRow {
  batch_id: string
  revision: bigint
  act: string
  text: string
  signature: string
  identity_id: string
  public_key: string
  content_hash: string | null
}

const selectStatements = `
  select s.batch_id, s.revision, s.act, s.text, s.signature, s.identity_id, i.public_key, r.content_hash
  from statement s join identity i on i.id = s.identity_id
  left join revision r on r.batch_id = s.batch_id and r.revision = s.revision
  order by s.sequence`

/** Every statement is signed by its key, and says what its revision holds. */
export function verifyStatements(ledger: Ledger, watch: Watch): void {
  const total = countOf(ledger, 'select count(*) as count from statement')
  let done = 0
  for (const row of ledger.sql<StatementRow>(selectStatements).iterate()) {
    const place = `${row.act} of batch ${row.batch_id} revision ${row.revision}`
    if (!isSignedBy(row.text, row.signature, row.public_key))
      watch.fault('statement', place, `the signature of ${row.identity_id}`, 'another')
    watch.same('statement', place, said(row), saidBy(row.text))
    done += 1
    watch.step('statements', done, total)
  }
}

interface LoggedRow {
  place: string
  logged: string | null
  kept: string | null
}

const selectLogged = `
  with logged as (
    select sequence, json_extract(detail, '$.signature') as signature from audit
    where action in ('submitBatch', 'returnBatch', 'approveBatch') and json_valid(detail))
  select 'audit ' || l.sequence as place, l.signature as logged, s.signature as kept
  from logged l left join statement s on s.signature = l.signature
  where l.signature is not null and s.signature is null
  union all
  select s.act || ' of batch ' || s.batch_id || ' revision ' || s.revision, l.signature, s.signature
  from statement s left join logged l on l.signature = s.signature where l.signature is null`

/** The log has the signature of every statement, and no other: none was taken away or put in afterwards. */
export function verifySignaturesInLog(ledger: Ledger, watch: Watch): void {
  for (const { place, logged, kept } of ledger.sql<LoggedRow>(selectLogged).iterate())
    watch.fault('statement', place, logged ?? 'none', kept ?? 'none')
}

function said({ act, batch_id, revision, content_hash, identity_id }: StatementRow): string {
  return [act, batch_id, revision.toString(), content_hash ?? '', identity_id].join(' ')
}

function saidBy(text: string): string {
  const { act, batchId, revision, contentHash, by } = parsed(text)
  return [act, batchId, revision, contentHash, by]
    .map((part) => (part === undefined ? '' : typeof part === 'string' ? part : JSON.stringify(part)))
    .join(' ')
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
