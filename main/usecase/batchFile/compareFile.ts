import type { FileRelation } from '@contract/batchFile'
import type { Line } from '@contract/line'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { BatchContent } from '../../engine/batch/content'
import { mergeLines, type LineMergeEntry } from '../../engine/batch/mergeLines'
import {
  adjustmentIdsOf,
  signedNumbersOf,
  withAdjustmentsOfHere,
} from '../../engine/batch/renamedAdjustments'
import type { FileRevision, ReadBatchFile, ReadStatement } from '../../exchange/batchFile/batchFile'
import { resolveReferences } from '../../ledger/adjustmentReferenceTable'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { listBatchLines } from '../../ledger/lineTable'
import { listBranchRevisions, listRevisionRows, type RevisionRecord } from '../../ledger/revisionTable'
import { listStatements, type SignedRow } from '../../ledger/statementTable'

/** How a batch file stands to what is here. Contents name adjustments by the ids that they have in this ledger. */
export interface FileComparison {
  readonly relation: FileRelation
  /** Undefined where the batch is new here. */
  readonly here: BatchRecord | undefined
  readonly head: BatchContent
  readonly newRevisions: readonly FileRevision[]
  readonly newStatements: readonly ReadStatement[]
  /** The file's head is what stands here, but for what was done to it. */
  readonly isSameHead: boolean
  readonly commonRevision: number
  /** Of a merge: what both sides come from, and what each has made of it. */
  readonly common: readonly Line[]
  readonly linesHere: readonly Line[]
  /** Lines that are not the same on both sides; only where both have changed. */
  readonly changes: readonly LineMergeEntry[]
  /** Why nothing of it can be brought in. */
  readonly obstacle: Rejection | undefined
}

export function compareFile(ledger: Ledger, file: ReadBatchFile): FileComparison {
  const { batch } = file.about
  const here = findBatch(ledger, batch.id)
  const isHead = ({ revision, contentHash }: { revision: number; contentHash: string }) =>
    revision === batch.revision && contentHash === batch.contentHash
  const headRevision = file.revisions.find(isHead)
  if (headRevision === undefined) throw new Error('A batch file without its head was read')
  const { frozen } = headRevision
  const ids = adjustmentIdsOf(frozen.lines)
  const hereById = resolveReferences(ledger, ids, file.about.references, signedNumbersOf(frozen))
  const head = withAdjustmentsOfHere(frozen, hereById)
  const known = here === undefined ? [] : knownRevisions(ledger, here.id)
  const signed = here === undefined ? [] : listStatements(ledger, here.id)
  const common = lastCommon(file.revisions, known)
  const linesHere = here === undefined ? [] : linesOfHere(ledger, here)
  const found = {
    here,
    head,
    newRevisions: file.revisions.filter((revision) => !known.some((other) => isSame(revision, other))),
    newStatements: file.statements.filter(
      ({ signature }) => !signed.some((other) => other.signature === signature),
    ),
    isSameHead: here !== undefined && isHead(here),
    commonRevision: common?.revision ?? 0,
    common: common === undefined ? [] : asKnownHere(ledger, common),
    linesHere,
    changes: [],
    obstacle: undefined,
  }
  if (here === undefined) return { ...found, relation: 'new' }
  const standing = standingOf(found, { here, file, known, signed })
  const isMerge = standing.relation === 'both' && standing.obstacle === undefined
  return {
    ...found,
    ...standing,
    changes: isMerge ? mergeLines(found.common, linesHere, head.lines) : [],
  }
}

interface Numbered {
  readonly revision: number
  readonly contentHash: string
}

const isSame = (left: Numbered, right: Numbered) =>
  left.revision === right.revision && left.contentHash === right.contentHash

function knownRevisions(ledger: Ledger, batchId: string): RevisionRecord[] {
  return [...listRevisionRows(ledger, batchId), ...listBranchRevisions(ledger, batchId)]
}

/** The one with the highest number; of several with that number always the same, from whichever side one looks. */
function lastCommon(
  ofFile: readonly Numbered[],
  known: readonly RevisionRecord[],
): RevisionRecord | undefined {
  return known
    .filter((revision) => ofFile.some((other) => isSame(revision, other)))
    .sort(
      (left, right) => right.revision - left.revision || (left.contentHash < right.contentHash ? -1 : 1),
    )[0]
}

function asKnownHere(ledger: Ledger, { content }: RevisionRecord): readonly Line[] {
  const frozen = JSON.parse(content) as BatchContent
  const ids = adjustmentIdsOf(frozen.lines)
  return withAdjustmentsOfHere(frozen, resolveReferences(ledger, ids, [], signedNumbersOf(frozen))).lines
}

/** As they stand: of a submitted batch they are those of its revision, as they were typed. */
function linesOfHere(ledger: Ledger, here: BatchRecord): readonly Line[] {
  return listBatchLines(ledger, here.id)
}

interface BothSides {
  readonly here: BatchRecord
  readonly file: ReadBatchFile
  readonly known: readonly RevisionRecord[]
  readonly signed: readonly SignedRow[]
}

type Found = Pick<
  FileComparison,
  'newRevisions' | 'newStatements' | 'isSameHead' | 'common' | 'commonRevision' | 'linesHere'
>

function standingOf(
  found: Found,
  sides: BothSides,
): { relation: FileRelation; obstacle: Rejection | undefined } {
  const { here, file, known, signed } = sides
  const { newRevisions, newStatements, isSameHead } = found
  const misses = known.some((revision) => !file.revisions.some((other) => isSame(revision, other)))
  const isApproved = file.about.batch.state === 'approved'
  const params = { name: here.name, revision: file.about.batch.revision, current: here.revision }
  const no = (code: Rejection['code']) => rejection(code, `batches/${here.id}`, params)
  if (newRevisions.length === 0 && newStatements.length === 0) {
    const isOlder = misses || signed.length > file.statements.length
    if (!isOlder && here.isApprovedElsewhere) return { relation: 'same', obstacle: undefined }
    return isOlder
      ? { relation: 'older', obstacle: no('file_older') }
      : { relation: 'same', obstacle: no('file_already_here') }
  }
  const isPosted = here.state !== 'draft' && here.state !== 'submitted'
  // What is approved was submitted: a submission that comes later would only say that its approvers had worked on it.
  const submitsAnew = newStatements.some(({ says }) => says.act === 'submit')
  if (newRevisions.length === 0 && submitsAnew && isPosted)
    return { relation: 'both', obstacle: no('batch_posted_here') }
  if (newRevisions.length === 0 && submitsAnew && here.isApprovedElsewhere)
    return { relation: 'both', obstacle: no('batch_approved_elsewhere') }
  if (newRevisions.length === 0) {
    const isTaken = isApproved && !isPosted && (!isSameHead || isChangedHere(found, here))
    return { relation: 'later', obstacle: isTaken ? no('file_approved_but_changed_here') : undefined }
  }
  if (isPosted) return { relation: 'both', obstacle: no('batch_posted_here') }
  if (here.isApprovedElsewhere) return { relation: 'both', obstacle: no('batch_approved_elsewhere') }
  if (!misses && !isChangedHere(found, here)) return { relation: 'later', obstacle: undefined }
  return { relation: 'both', obstacle: isApproved ? no('file_approved_but_changed_here') : undefined }
}

/** A draft here that is not what was submitted, returned or brought in last. */
function isChangedHere({ common, commonRevision, linesHere }: Found, here: BatchRecord): boolean {
  return (
    here.state === 'draft' &&
    (commonRevision < here.revision || mergeLines(common, linesHere, common).length > 0)
  )
}
