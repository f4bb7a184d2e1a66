import { readFileSync } from 'node:fs'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Person } from '@contract/setting'
import { largestFileBytes, readBatchFile, type ReadBatchFile } from '../../exchange/batchFile/batchFile'
import { findBatch } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { findIdentity } from '../../ledger/identityTable'
import { readLedger } from '../../ledger/ledgerTable'
import { readPeople } from '../../ledger/personTable'
import { listStatements } from '../../ledger/statementTable'
import { hasWorkedOn } from '../batch/workedOn'
import type { Context } from '../context'
import { isSameName } from '../person/sameName'
import { strangeIds } from './strangeId'

/** A batch file that is whole, and whose signers this ledger knows. */
export interface OpenedBatchFile {
  readonly fileName: string
  readonly file: ReadBatchFile
  /** Who signed, as they are known here, by fingerprint. */
  readonly signers: ReadonlyMap<string, Person>
}

/**
 * Reads and checks all of a batch file before anything of it is shown. Refused besides what the format refuses:
 * `not_found`, `file_is_folder`, `file_too_large`, `file_of_other_kind`, `file_ids_taken`, `file_signer_unknown`, `file_signer_revoked`,
 * `file_own_approval` (as this ledger knows people and what they have done).
 */
export function openBatchFile({ ledger, file: find }: Context, handle: string): Outcome<OpenedBatchFile> {
  const picked = find(handle)
  if (picked === undefined) return refused(rejection('not_found', 'file'))
  const { name: fileName } = picked
  if (picked.isFolder) return refused(rejection('file_is_folder', 'file', { file: fileName }))
  if (picked.bytes > largestFileBytes)
    return refused(rejection('file_too_large', 'file', { file: fileName, limit: largestFileBytes }))
  const read = readBatchFile(readFileSync(picked.path))
  if (!read.ok) return refused(...read.rejections)
  const { file } = read
  const { kind } = readLedger(ledger)
  if (file.about.ledger.kind !== kind)
    return refused(rejection('file_of_other_kind', 'file', { file: fileName, kind: file.about.ledger.kind }))
  const unknown = untrusted(ledger, file)
  if (unknown.length > 0) return refused(...unknown)
  const strange = strangeIds(ledger, file)
  if (strange !== undefined) return refused(strange)
  const signers = signersOf(ledger, file)
  const own = ownApproval(ledger, file)
  return own === undefined ? accepted({ fileName, file, signers }) : refused(own)
}

/** Statements that are here already were looked at when they came; all others are by keys that count now. */
function untrusted(ledger: Ledger, file: ReadBatchFile): Rejection[] {
  const known = new Set(listStatements(ledger, file.about.batch.id).map(({ signature }) => signature))
  const by = new Set(
    file.statements.filter(({ signature }) => !known.has(signature)).map(({ says }) => says.by),
  )
  const nameByKey = new Map(file.cards.map(({ fingerprint, card }) => [fingerprint, card.name]))
  return [...by.add(file.sealedBy)].flatMap((fingerprint) => {
    const identity = findIdentity(ledger, fingerprint)
    const params = { name: nameByKey.get(fingerprint) ?? '', fingerprint }
    if (identity === undefined) return [rejection('file_signer_unknown', 'file', params)]
    if (identity.revokedAt === '') return []
    return [rejection('file_signer_revoked', 'file', { ...params, because: identity.revokedBecause })]
  })
}

function signersOf(ledger: Ledger, file: ReadBatchFile): ReadonlyMap<string, Person> {
  const personById = new Map(readPeople(ledger).map((person) => [person.id, person]))
  return new Map(
    file.cards.flatMap(({ fingerprint }) => {
      const person = personById.get(findIdentity(ledger, fingerprint)?.personId ?? '')
      return person === undefined ? [] : [[fingerprint, person] as const]
    }),
  )
}

/**
 * Two keys may be one person's, and somebody may have worked on the batch here who had no key yet: the file cannot know
 * it, this ledger may. Only approvals of the head count, and new ones of another revision with its number; who approved an
 * earlier revision may have worked on it since.
 */
function ownApproval(ledger: Ledger, { about, statements }: ReadBatchFile): Rejection | undefined {
  const { id, revision, contentHash } = about.batch
  const here = findBatch(ledger, id)
  const people = new Map(readPeople(ledger).map((person) => [person.id, person]))
  const personOf = (fingerprint: string) => findIdentity(ledger, fingerprint)?.personId ?? fingerprint
  const workers = statements.flatMap(({ says }) =>
    says.act === 'submit' ? [{ by: says.by, name: says.name }, ...says.workedOn] : [],
  )
  const workerIds = new Set(workers.flatMap(({ by }) => (by === '' ? [] : [personOf(by)])))
  const hasWorked = (person: Person) =>
    workerIds.has(person.id) ||
    workers.some(({ by, name }) => by === '' && isSameName(name, person.name)) ||
    (here !== undefined && hasWorkedOn(ledger, here, person))
  const known = new Set(listStatements(ledger, id).map((row) => row.signature))
  const own = statements.find(({ says, signature }) => {
    if (says.act !== 'approve' || says.revision !== revision) return false
    if (says.contentHash !== contentHash && known.has(signature)) return false
    const person = people.get(personOf(says.by))
    return person !== undefined && hasWorked(person)
  })
  return own && rejection('file_own_approval', 'file', { name: own.says.name, revision: own.says.revision })
}
