import type { Person } from '@contract/setting'
import type { BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { hasTouchedLines, listEditors } from '../../ledger/draftEditTable'
import { listIdentities } from '../../ledger/identityTable'
import { readPeople } from '../../ledger/personTable'
import { hasSubmitted, listRevisionRows } from '../../ledger/revisionTable'
import { hasSignedWork, listStatements } from '../../ledger/statementTable'

/** Who has touched any line or has submitted any revision of the batch, here or elsewhere, does not approve it. */
export function hasWorkedOn(
  ledger: Ledger,
  batch: BatchRecord,
  person: Pick<Person, 'id' | 'name'>,
): boolean {
  return (
    batch.preparerId === person.id ||
    hasTouchedLines(ledger, batch.id, person.id) ||
    hasSubmitted(ledger, batch.id, person.id) ||
    hasSignedWork(ledger, batch.id, person)
  )
}

/** Somebody who worked on a batch, as it is signed: by their key, or by name while they have none. */
export interface Worker {
  readonly by: string
  readonly name: string
}

/**
 * Everybody who has worked on a batch so far, in every ledger that it has been in: signed with each submission, so
 * that they approve it nowhere. A person with several keys is there with each of them.
 */
export function workersOf(ledger: Ledger, batch: BatchRecord, submitter: Person): Worker[] {
  const ids = new Set([
    submitter.id,
    batch.preparerId,
    ...listEditors(ledger, batch.id),
    ...listRevisionRows(ledger, batch.id).map(({ submittedBy }) => submittedBy),
  ])
  const identities = listIdentities(ledger)
  const here = readPeople(ledger)
    .filter(({ id }) => ids.has(id))
    .flatMap(({ id, name }): Worker[] => {
      const own = identities.filter(({ personId }) => personId === id)
      return own.length === 0 ? [{ by: '', name }] : own.map((identity) => ({ by: identity.id, name }))
    })
  const workers = new Map<string, Worker>()
  for (const worker of [...elsewhere(ledger, batch.id), ...here])
    workers.set(worker.by === '' ? ` ${worker.name}` : worker.by, worker)
  return [...workers.values()].sort((left, right) =>
    `${left.by} ${left.name}` < `${right.by} ${right.name}` ? -1 : 1,
  )
}

function elsewhere(ledger: Ledger, batchId: string): Worker[] {
  return listStatements(ledger, batchId)
    .filter(({ act }) => act === 'submit')
    .flatMap(({ text, identityId, signerName }) => {
      const { workedOn = [] } = JSON.parse(text) as { workedOn?: Worker[] }
      return [{ by: identityId, name: signerName }, ...workedOn]
    })
}
