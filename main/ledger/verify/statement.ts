import { isSignedBy } from '../../platform/identityKey'
import { canonicalText } from '../auditTable'
import type { Ledger } from '../database'
import { countOf } from './auditChain'
import type { Watch } from './fault'
import { readObject } from './readText'

interface StatementRow {
  batch_id: string
  revision: bigint
  content_hash: string
  act: string
  text: string
  signature: string
  identity_id: string
  at: string
  public_key: string
  birth_ledger_id: string
  kind: string
  is_known: bigint
}

// A revision that was made elsewhere under a number that another one has here is in a table of its own.
const selectStatements = `
  select s.batch_id, s.revision, s.content_hash, s.act, s.text, s.signature, s.identity_id, s.at, i.public_key,
    b.birth_ledger_id, l.kind,
    exists (select 1 from revision r
      where r.batch_id = s.batch_id and r.revision = s.revision and r.content_hash = s.content_hash)
    or exists (select 1 from branch_revision r
      where r.batch_id = s.batch_id and r.revision = s.revision and r.content_hash = s.content_hash) as is_known
  from statement s join identity i on i.id = s.identity_id join batch b on b.id = s.batch_id, ledger l
  order by s.sequence`

/**
 * Every statement is signed by its key, is written in the one spelling that it has, says what its row says, and is of
 * a revision that is here.
 */
export function verifyStatements(ledger: Ledger, watch: Watch): void {
  const total = countOf(ledger, 'select count(*) as count from statement')
  let done = 0
  for (const row of ledger.sql<StatementRow>(selectStatements).iterate()) {
    const place = `${row.act} of batch ${row.batch_id} revision ${row.revision}`
    if (!isSignedBy(row.text, row.signature, row.public_key))
      watch.fault('statement', place, `the signature of ${row.identity_id}`, 'another')
    const said = readObject(row.text)
    watch.same('statement', place, saidByRow(row), saidByText(said))
    if (said !== undefined && canonicalText(said) !== row.text)
      watch.fault('statement', place, 'canonical JSON', 'another spelling')
    if (row.is_known !== 1n)
      watch.fault('statement', place, `a revision with the content ${row.content_hash}`, 'none')
    done += 1
    watch.step('statements', done, total)
  }
}

function saidByRow(row: StatementRow): string {
  const { act, batch_id, revision, content_hash, identity_id, at, kind, birth_ledger_id } = row
  return textOf([
    'statement',
    act,
    batch_id,
    Number(revision),
    content_hash,
    identity_id,
    at,
    kind,
    birth_ledger_id,
  ])
}

function saidByText(said: Record<string, unknown> | undefined): string {
  if (said === undefined) return 'no JSON'
  const { contra, act, batchId, revision, contentHash, by, at, ledgerKind, birthLedgerId } = said
  return textOf([contra, act, batchId, revision, contentHash, by, at, ledgerKind, birthLedgerId])
}

/** As JSON: a number in quotation marks is not that number. */
function textOf(parts: readonly unknown[]): string {
  return JSON.stringify(parts)
}

interface LoggedRow {
  place: string
  logged: string | null
  kept: string | null
}

// What was signed here is in the row of its command, what came with a file in the row that brought it in.
const selectLogged = `
  with logged as (
    select sequence, json_extract(detail, '$.signature') as signature from audit
    where action in ('submitBatch', 'returnBatch', 'approveBatch') and json_valid(detail)
    union all
    select u.sequence, v.value
    from audit u, json_each(case when json_valid(u.detail) then u.detail else '{}' end, '$.signatures') v
    where u.action = 'bringInBatch')
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
