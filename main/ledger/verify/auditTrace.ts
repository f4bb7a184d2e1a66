import { hashOfText } from '../../platform/textHash'
import type { Ledger } from '../database'
import { countOf } from './auditChain'
import type { Watch } from './fault'

// The log is held against what else the ledger keeps of the same commands: a tail that was cut off leaves
// revisions, commands and exports behind that the log no longer tells of.

interface RevisionRow {
  batch_id: string
  revision: bigint
  content_hash: string
  content: string
}

const selectRevisions = `
  select batch_id, revision, content_hash, content from revision
  union all select batch_id, revision, content_hash, content from branch_revision
  order by 1, 2, 3`

/** Every frozen revision, made here or elsewhere, is what its content hash was made of, and the log has that hash. */
export function verifyRevisions(ledger: Ledger, watch: Watch): void {
  const total =
    countOf(ledger, 'select count(*) as count from revision') +
    countOf(ledger, 'select count(*) as count from branch_revision')
  const logged = loggedRevisions(ledger)
  let done = 0
  for (const row of ledger.sql<RevisionRow>(selectRevisions).iterate()) {
    const place = `batch ${row.batch_id} revision ${row.revision}`
    watch.same('revision_hash', place, row.content_hash, hashOfText(row.content))
    const isLogged = logged.has(`batch ${row.batch_id} ${row.content_hash}`)
    if (!isLogged) watch.fault('audit_missing', place, `submitBatch ${row.content_hash}`, 'none')
    done += 1
    watch.step('revisions', done, total)
  }
}

function loggedRevisions(ledger: Ledger): ReadonlySet<string> {
  const rows = ledger
    .sql<{ revision: string }>(
      `select subject || ' ' || json_extract(detail, '$.contentHash') as revision from audit
       where action = 'submitBatch' and json_valid(detail)
       union all
       select u.subject || ' ' || v.value
       from audit u, json_each(case when json_valid(u.detail) then u.detail else '{}' end, '$.contentHashes') v
       where u.action = 'bringInBatch'`,
    )
    .all()
  return new Set(rows.map(({ revision }) => revision))
}

/** Commands that write one row of the log each time they are accepted. */
const loggedCommands = [
  'acceptIdentityCard',
  'addPerson',
  'approveBatch',
  'changeApprovalRules',
  'changePerson',
  'changeReason',
  'commitImport',
  'createBatch',
  'definePeriods',
  'deleteAdjustment',
  'discardBatch',
  'discardReversal',
  'drawSample',
  'exportBatch',
  'finishReversal',
  'grantException',
  'linkReversal',
  'lockPeriod',
  'markLanded',
  'movePeriod',
  'movePeriodEnd',
  'postBatch',
  'recallBatch',
  'renewIdentity',
  'returnBatch',
  'revokeException',
  'revokeIdentity',
  'saveBatchFile',
  'saveEvidence',
  'saveImportProfile',
  'setPassphrase',
  'startReversal',
  'submitBatch',
  'unlinkReversal',
]

interface CommandCount {
  name: string
  accepted: bigint
  logged: bigint
}

const selectCommandCounts = `
  select c.name, count(*) as accepted, (select count(*) from audit u where u.action = c.name) as logged
  from command c where c.name in (select value from json_each(?)) group by c.name order by c.name`

/** No command was accepted of which the log does not tell. */
export function verifyCommands(ledger: Ledger, watch: Watch): void {
  for (const row of ledger.sql<CommandCount>(selectCommandCounts).all(JSON.stringify(loggedCommands))) {
    if (row.logged < row.accepted) {
      watch.fault('audit_missing', `audit rows of ${row.name}`, row.accepted, row.logged)
    }
  }
}

interface HeadRow {
  sequence: bigint
  head: string
  is_known: bigint
}

const selectHeads = `
  select u.sequence, json_extract(u.detail, '$.auditHead') as head,
    exists (select 1 from audit e where e.hash = json_extract(u.detail, '$.auditHead')
      and e.sequence < u.sequence) as is_known
  from audit u where u.action in ('exportBatch', 'saveEvidence') and json_valid(u.detail)
    and json_extract(u.detail, '$.auditHead') <> ''`

/** The head that a file or a pack carried when it left is a row of this log: else the log was written anew before it. */
export function verifyHeads(ledger: Ledger, watch: Watch): void {
  for (const { sequence, head, is_known } of ledger.sql<HeadRow>(selectHeads).iterate()) {
    if (is_known !== 1n)
      watch.fault('audit_link', `audit ${sequence}, head of the exported file`, head, 'no such row')
  }
}
