import { toNumber, type Ledger } from './database'

export type StatementAct = 'submit' | 'return' | 'approve'

/** What a person signed of a revision; `text` byte for byte. */
export interface StatementRecord {
  readonly batchId: string
  readonly revision: number
  readonly act: StatementAct
  readonly text: string
  readonly signature: string
  readonly identityId: string
  readonly at: string
}

export function insertStatement(ledger: Ledger, statement: StatementRecord): void {
  const { batchId, revision, act, text, signature, identityId, at } = statement
  ledger
    .sql(
      `insert into statement (batch_id, revision, act, text, signature, identity_id, at)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(batchId, BigInt(revision), act, text, signature, identityId, at)
}

/** Whether a key has submitted any revision of the batch. */
export function hasSignedSubmission(ledger: Ledger, batchId: string, identityId: string): boolean {
  const found = ledger
    .sql(`select 1 as one from statement where batch_id = ? and act = 'submit' and identity_id = ? limit 1`)
    .get(batchId, identityId)
  return found !== undefined
}

export interface SignedRow extends StatementRecord {
  readonly signerName: string
}

/** All of a batch, in the order in which they were signed. */
export function listStatements(ledger: Ledger, batchId: string): SignedRow[] {
  return ledger
    .sql<Omit<SignedRow, 'revision'> & { revision: bigint }>(
      `select s.batch_id as batchId, s.revision, s.act, s.text, s.signature, s.identity_id as identityId, s.at,
         p.name as signerName
       from statement s join identity i on i.id = s.identity_id join person p on p.id = i.person_id
       where s.batch_id = ? order by s.sequence`,
    )
    .all(batchId)
    .map((row) => ({ ...row, revision: toNumber(row.revision) }))
}
