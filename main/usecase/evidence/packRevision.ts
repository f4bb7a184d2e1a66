import type { BatchContent } from '../../engine/batch/content'
import type { BatchFileContent, FileRevision, Statement } from '../../exchange/batchFile/batchFile'
import { readStatement } from '../../exchange/batchFile/batchFile'
import type { PackRevision, PackSignature } from '../../exchange/evidence/evidencePack'
import { frozenTotals } from '../batch/batchBody'
import type { Confirmed } from '../batch/confirmedWarning'
import { frozenLines, togetherIn } from '../batch/frozenContent'
import { changesBetween } from './revisionChange'

/** A statement of the batch, its text read; what it says was checked before it was kept. */
export interface Signed {
  readonly text: string
  readonly signature: string
  readonly says: Statement
}

export function signedOf({ statements }: BatchFileContent): Signed[] {
  return statements.map(({ text, signature }) => {
    const read = readStatement(text)
    if (read.is !== 'read') throw new Error('A statement of the ledger cannot be read')
    return { text, signature, says: read.says }
  })
}

export function packSignature({ text, signature, says }: Signed): PackSignature {
  const { act, revision, contentHash, name, by, at } = says
  const comment = 'comment' in says ? says.comment : ''
  return { act, revision, contentHash, name, identityId: by, at, text, signature, comment }
}

/** A revision with its content read, once for all that is said of it. */
export interface KeptRevision extends FileRevision {
  readonly frozen: BatchContent
  readonly submission: Signed | undefined
}

export function keptRevisions({ revisions }: BatchFileContent, signed: readonly Signed[]): KeptRevision[] {
  return revisions.map((revision) => ({
    ...revision,
    frozen: JSON.parse(revision.content) as BatchContent,
    submission: signed.find(({ says }) => says.act === 'submit' && isOf(says, revision)),
  }))
}

export function isOf(
  says: Pick<Statement, 'revision' | 'contentHash'>,
  { revision, contentHash }: Pick<FileRevision, 'revision' | 'contentHash'>,
): boolean {
  return says.revision === revision && says.contentHash === contentHash
}

export function confirmedIn(signed: Signed | undefined): readonly Confirmed[] {
  return signed !== undefined && 'confirmed' in signed.says ? signed.says.confirmed : []
}

/** Each against the one before it in this ledger; of two with one number the first is this ledger's own. */
export function packRevisions(kept: readonly KeptRevision[]): PackRevision[] {
  let before: KeptRevision | undefined
  let own: KeptRevision | undefined
  return kept.map((revision) => {
    const isBranch = own?.revision === revision.revision
    if (!isBranch) {
      before = own
      own = revision
    }
    const confirmed = confirmedIn(revision.submission)
    return {
      revision: revision.revision,
      contentHash: revision.contentHash,
      isBranch,
      submittedByName: revision.submission?.says.name ?? '',
      submittedAt: revision.submission?.says.at ?? '',
      lineCount: revision.frozen.lines.length,
      totals: frozenTotals(frozenLines(revision.frozen, togetherIn(confirmed))),
      confirmed: countByCode(confirmed),
      changes: before === undefined ? undefined : changesBetween(before.frozen, revision.frozen),
    }
  })
}

function countByCode(confirmed: readonly Confirmed[]): PackRevision['confirmed'] {
  const counts = new Map<string, number>()
  for (const { code } of confirmed) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].map(([code, count]) => ({ code, count }))
}
