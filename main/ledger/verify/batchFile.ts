import type { Ledger } from '../database'
import type { Watch } from './fault'

interface FileRow {
  sequence: bigint
  batch_id: string
  direction: string
  ledger_id: string
  audit_length: bigint
  audit_head: string
  /** Of this ledger's own log, at that length. */
  own_head: string | null
  own_ledger_id: string
  is_told: bigint
  is_confirmed: bigint
}

const selectFiles = `
  select f.sequence, f.batch_id, f.direction, f.ledger_id, f.audit_length, f.audit_head, u.hash as own_head,
    l.id as own_ledger_id,
    exists (select 1 from audit t where t.action = case f.direction when 'out' then 'saveBatchFile' else 'bringInBatch' end
      and t.subject = 'batch ' || f.batch_id and json_valid(t.detail)
      and json_extract(t.detail, '$.fileHash') = f.hash) as is_told,
    exists (select 1 from audit t, json_each(case when json_valid(t.detail) then t.detail else '{}' end, '$.confirmed') c
      where t.action = 'bringInBatch' and t.subject = 'batch ' || f.batch_id
        and json_extract(t.detail, '$.fileHash') = f.hash
        and json_extract(c.value, '$.code') = 'audit_head_contradicted') as is_confirmed
  from batch_file f left join audit u on u.sequence = f.audit_length, ledger l
  order by f.sequence`

/**
 * The log of this ledger is the one that its files told of when they left: a row that was written anew since does not
 * lead to their heads. The logs of other ledgers are each one log, but for what somebody was warned of and confirmed.
 */
export function verifyBatchFiles(ledger: Ledger, watch: Watch): void {
  const heads = new Map<string, string>()
  for (const row of ledger.sql<FileRow>(selectFiles).iterate()) {
    const { direction, ledger_id, own_ledger_id, audit_head } = row
    const place = `batch file ${row.sequence} of batch ${row.batch_id}`
    if (row.is_told !== 1n) watch.fault('audit_missing', place, 'a row of the log', 'none')
    if (direction === 'out') {
      watch.same('batch_file', `${place}, ledger`, own_ledger_id, ledger_id)
      watch.same('batch_file', `${place}, head`, row.own_head ?? 'none', audit_head)
      continue
    }
    const key = `${ledger_id} ${row.audit_length}`
    const known = ledger_id === own_ledger_id ? (row.own_head ?? 'none') : (heads.get(key) ?? audit_head)
    if (row.is_confirmed !== 1n) watch.same('batch_file', `${place}, head`, known, audit_head)
    heads.set(key, audit_head)
  }
}
