import { toNumber, type Ledger } from './database'

export type StatementAct = 'submit' | 'return' | 'approve'

/** What a person signed of a revision; `text` byte for byte. */
export interface StatementRecord {
  readonly batchId: string
  readonly revision: number
  readonly contentHash: string
  readonly act: StatementAct
  readonly text: string
  readonly signature: string
  readonly identityId: string
  readonly at: string
}

export function insertStatement(ledger: Ledger, statement: StatementRecord): void {
  const { batchId, revision, contentHash, act, text, signature, identityId, at } = statement
  ledger
    .sql(
      `insert into statement (batch_id, revision, content_hash, act, text, signature, identity_id, at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(batchId, BigInt(revision), contentHash, act, text, signature, identityId, at)
}

/**
 * Whether a person has submitted the batch in any revision or touched a line of it, here or elsewhere: by any of
 * their keys, or by name where somebody worked on it who had no key yet.
 */
export function hasSignedWork(
  ledger: Ledger,
  batchId: string,
  person: { readonly id: string; readonly name: string },
): boolean {
  const found = ledger
    .sql(
      `select 1 as one from batch_worker w join identity i on i.id = w.identity_id
         where w.batch_id = ? and i.person_id = ?
       union all
       select 1 from statement s, json_each(s.text, '$.workedOn') w
         where s.batch_id = ? and s.act = 'submit' and json_extract(w.value, '$.by') = ''
           and lower(json_extract(w.value, '$.name')) = lower(?)
       limit 1`,
    )
    .get(batchId, person.id, batchId, person.name)
  return found !== undefined
}

export interface SignedRow extends StatementRecord {
  readonly signerName: string
  readonly personId: string
  readonly publicKey: string
  /** Empty while the key counts. */
  readonly revokedAt: string
}

const selectSigned = `select s.batch_id as batchId, s.revision, s.content_hash as contentHash, s.act, s.text, s.signature,
    s.identity_id as identityId, s.at, p.name as signerName, p.id as personId, i.public_key as publicKey,
    i.revoked_at as revokedAt
  from statement s join identity i on i.id = s.identity_id join person p on p.id = i.person_id`

/** All of a batch, in the order in which they were signed or came. */
export function listStatements(ledger: Ledger, batchId: string): SignedRow[] {
  return ledger
    .sql<Omit<SignedRow, 'revision'> & { revision: bigint }>(
      `${selectSigned} where s.batch_id = ? order by s.sequence`,
    )
    .all(batchId)
    .map((row) => ({ ...row, revision: toNumber(row.revision) }))
}

/**
 * The approvals of one revision by keys that still count, the first one first. A later revision with the same content
 * is approved anew: who approved the earlier one may have worked on the batch since. Nobody is among them who worked on
 * it, whichever of the two came first, as in the view `approver`.
 */
export function listApprovals(
  ledger: Ledger,
  batchId: string,
  { revision, contentHash }: Pick<StatementRecord, 'revision' | 'contentHash'>,
): SignedRow[] {
  const workers = new Set(
    ledger
      .sql<{ id: string }>('select person_id as id from person_who_worked where batch_id = ?')
      .all(batchId)
      .map(({ id }) => id),
  )
  return listStatements(ledger, batchId).filter(
    (row) =>
      !workers.has(row.personId) &&
      row.act === 'approve' &&
      row.revision === revision &&
      row.contentHash === contentHash &&
      row.revokedAt === '',
  )
}
