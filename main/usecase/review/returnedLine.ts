import { z } from 'zod'
import type { BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { listMarks } from '../../ledger/reviewTable'
import { listStatements } from '../../ledger/statementTable'
import { readRevision } from '../batch/revision'
import type { Context } from '../context'
import { lineDigests, signedContent } from './lineDigest'

/** What a return says of single lines; those of format 1 say nothing of them. */
const ReturnedLines = z.object({
  accepted: z.array(z.tuple([z.string(), z.string()])).optional(),
  lineComments: z.array(z.object({ lineId: z.string(), comment: z.string() })).optional(),
})

export interface ReturnedRevision {
  readonly revision: number
  readonly personId: string
  readonly personName: string
  readonly at: string
  /** Digests of accepted lines by line id. */
  readonly accepted: ReadonlyMap<string, string>
  readonly lineComments: readonly { readonly lineId: string; readonly comment: string }[]
}

/** Every return of a batch, here or elsewhere, read from what was signed, the last one first. */
export function returnedRevisions(ledger: Ledger, batchId: string): ReturnedRevision[] {
  return listStatements(ledger, batchId)
    .filter(({ act }) => act === 'return')
    .reverse()
    .map(({ revision, personId, signerName: personName, at, text }) => {
      const { accepted = [], lineComments = [] } = ReturnedLines.parse(JSON.parse(text))
      return { revision, personId, personName, at, accepted: new Map(accepted), lineComments }
    })
}

/**
 * In which earlier revision a person accepted each line, where its content and facts are still those: the latest
 * that agrees. Digests are made only where there is one to compare.
 */
export function stillAccepted(
  returned: readonly ReturnedRevision[],
  personId: string,
  digestsNow: () => ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  const own = returned.filter((one) => one.personId === personId && one.accepted.size > 0)
  const found = new Map<string, number>()
  if (own.length === 0) return found
  const digests = digestsNow()
  for (const { accepted, revision } of own) {
    for (const [lineId, digest] of accepted) {
      if (!found.has(lineId) && digests.get(lineId) === digest) found.set(lineId, revision)
    }
  }
  return found
}

/**
 * The marks of the acting person as a return signs them: accepted lines with their digests, and what is said of the
 * others, both in order of the line ids.
 */
export function returnedLines(
  { ledger, person }: Context,
  { id: batchId, contentHash, revision }: BatchRecord,
) {
  const marks = listMarks(ledger, { batchId, contentHash, personId: person.id })
  const acceptedIds = marks.filter(({ mark }) => mark === 'accepted').map(({ lineId }) => lineId)
  const submitted = acceptedIds.length === 0 ? undefined : readRevision(ledger, batchId, revision)
  const digests = submitted === undefined ? new Map<string, string>() : lineDigests(signedContent(submitted))
  return {
    accepted: acceptedIds.map((lineId): [string, string] => [lineId, digests.get(lineId) ?? '']),
    lineComments: marks
      .filter(({ mark }) => mark === 'returned')
      .map(({ lineId, comment }) => ({ lineId, comment })),
  }
}
