import type { Ledger } from '../database'
import { listIn, readObject, textIn } from './readText'

/** An approval as it was signed, of whatever content. */
export interface Approval {
  readonly revision: bigint
  readonly contentHash: string
  readonly journalHash: string
  readonly factsHash: string
  readonly signature: string
  readonly at: string
  readonly personId: string
  /** Empty while its key counts. */
  readonly revokedAt: string
  /** Its person has submitted the batch or touched a line of it, here or elsewhere, under whichever key. */
  readonly hasWorkedOn: boolean
}

interface SignedRow {
  revision: bigint
  content_hash: string
  act: string
  text: string
  signature: string
  at: string
  identity_id: string
  person_id: string
  revoked_at: string
}

const selectSigned = `
  select s.revision, s.content_hash, s.act, s.text, s.signature, s.at, s.identity_id, i.person_id, i.revoked_at
  from statement s join identity i on i.id = s.identity_id where s.batch_id = ? order by s.sequence`

// What this ledger itself knows of them: also of somebody who had no key yet.
const selectWorkedHere = `
  select submitted_by as id from revision where batch_id = ?
  union select submitted_by from branch_revision where batch_id = ?
  union select person_id from draft_edit where batch_id = ?`

/** All approvals of a batch in the order in which they were signed or came. */
export function approvalsOf(ledger: Ledger, batchId: string): Approval[] {
  const signed = ledger.sql<SignedRow>(selectSigned).all(batchId)
  if (!signed.some(({ act }) => act === 'approve')) return []
  const workers = workersOf(ledger, batchId, signed)
  return signed
    .filter(({ act }) => act === 'approve')
    .map((row) => {
      const { journalHash, factsHash } = readObject(row.text) ?? {}
      return {
        revision: row.revision,
        contentHash: row.content_hash,
        journalHash: textIn(journalHash),
        factsHash: textIn(factsHash),
        signature: row.signature,
        at: row.at,
        personId: row.person_id,
        revokedAt: row.revoked_at,
        hasWorkedOn: workers.has(row.person_id),
      }
    })
}

/** The people of this ledger who have worked on the batch. */
function workersOf(ledger: Ledger, batchId: string, signed: readonly SignedRow[]): ReadonlySet<string> {
  const here = ledger.sql<{ id: string }>(selectWorkedHere).all(batchId, batchId, batchId)
  const people = new Set(here.map(({ id }) => id))
  const personOf = ledger.sql<{ id: string }>('select person_id as id from identity where id = ?')
  for (const { act, text, person_id } of signed) {
    if (act !== 'submit') continue
    people.add(person_id)
    for (const key of workedOn(text)) {
      const person = personOf.get(key)
      if (person !== undefined) people.add(person.id)
    }
  }
  return people
}

/** The keys of all who have worked on a batch until its submission, as that says. */
function workedOn(text: string): string[] {
  return listIn(readObject(text)?.workedOn).map((worker) =>
    typeof worker === 'object' && worker !== null && 'by' in worker ? textIn(worker.by) : '',
  )
}
