import { z } from 'zod'
import { BatchEvent, CurrencyTotal, LineView, MovedFact } from './batch'
import { Line } from './line'
import { Rejection } from './rejection'
import { Hash, Moment, Ulid } from './text'

// A batch that travels: what is shown of a batch file before anything of it is brought in.

export const BatchFileState = z.enum(['submitted', 'returned', 'approved'])
export type BatchFileState = z.infer<typeof BatchFileState>

/** One signature of a batch file; every one of them was checked before this is shown. */
export const FileSignature = z.object({
  act: z.enum(['submit', 'return', 'approve']),
  revision: z.number().int(),
  /** As this ledger knows the key; `nameInFile` as its card has it. */
  name: z.string(),
  nameInFile: z.string(),
  identityId: Hash,
  at: Moment,
  comment: z.string(),
})
export type FileSignature = z.infer<typeof FileSignature>

/**
 * How a file stands to what is here: a batch unknown here, a later revision or act of one that is here, changed on
 * both sides since the common revision, nothing new, or older than what is here.
 */
export const FileRelation = z.enum(['new', 'later', 'both', 'same', 'older'])
export type FileRelation = z.infer<typeof FileRelation>

/** What bringing it in does. `wait`: approved, but not posted here, because of the reasons. */
export const FileEffect = z.enum(['add', 'update', 'return', 'approve', 'post', 'wait', 'merge', 'nothing'])
export type FileEffect = z.infer<typeof FileEffect>

/** A line against the common revision: which side changed it. Both alike is no conflict. */
export const LineChangeSide = z.enum(['here', 'there', 'both_alike', 'conflict'])

/** One line that is not the same on both sides; null where a side does not have it. */
export const FileLineChange = z.object({
  lineId: Ulid,
  side: LineChangeSide,
  /** The fields that differ between the two sides. */
  fields: z.array(z.string()),
  common: z.union([Line, z.null()]),
  here: z.union([Line, z.null()]),
  there: z.union([Line, z.null()]),
  /** Who changed it last, as far as each side knows. */
  hereBy: z.string(),
  thereBy: z.string(),
  /** Empty for a conflict: a person chooses. */
  proposal: z.enum(['here', 'there', '']),
})
export type FileLineChange = z.infer<typeof FileLineChange>

/** Both machines act on the same adjustment: the file's line, and the batch here that holds it. */
export const ClaimConflict = z.object({
  lineId: Ulid,
  position: z.number().int(),
  adjustmentNumber: z.string(),
  kind: z.enum(['reverse', 'cancel', 'delete']),
  currency: z.string(),
  wanted: z.string(),
  left: z.string(),
  there: z.object({ by: z.string(), since: z.string() }),
  here: z.object({
    /** Empty where it has been posted or imported already. */
    batchId: z.string(),
    batchName: z.string(),
    by: z.string(),
    since: z.string(),
    isPosted: z.boolean(),
  }),
  first: z.enum(['here', 'there', 'unknown']),
})
export type ClaimConflict = z.infer<typeof ClaimConflict>

/** What this ledger knew of the sender's audit log before, and how the file's head agrees with it. */
export const FileWitness = z.object({
  length: z.number().int(),
  head: z.string(),
  earlierLength: z.number().int(),
  earlierSeenAt: z.string(),
  /** `contradicted`: the sender's log is not the one that this ledger has seen. */
  verdict: z.enum(['own', 'first', 'agrees', 'contradicted']),
})
export type FileWitness = z.infer<typeof FileWitness>

export const BatchFilePreview = z.object({
  fileName: z.string(),
  /** Of its first line, which its sender signed: what is brought in must be what was looked at. */
  fileHash: Hash,
  batchId: Ulid,
  name: z.string(),
  state: BatchFileState,
  revision: z.number().int(),
  contentHash: Hash,
  lineCount: z.number().int(),
  totals: z.array(CurrencyTotal),
  birthLedgerName: z.string(),
  isBornHere: z.boolean(),
  sender: z.object({ ledgerId: z.string(), ledgerName: z.string(), name: z.string(), at: Moment }),
  signatures: z.array(FileSignature),
  events: z.array(BatchEvent),
  relation: FileRelation,
  effect: FileEffect,
  /** The last revision that both sides have; 0 for none. */
  commonRevision: z.number().int(),
  /** Of the batch here, as it was compared; edit number and revision of what is brought into. */
  here: z.object({ state: z.string(), revision: z.number().int(), editNumber: z.number().int() }),
  /** The first lines of the head, in its order, as they were submitted: balances are those of the file. */
  lines: z.array(LineView).max(500),
  changes: z.array(FileLineChange),
  movedFacts: z.array(MovedFact),
  claimConflicts: z.array(ClaimConflict),
  witness: FileWitness,
  /** Why an approved batch would not be posted here; and what else stands in the way of acting on it. */
  reasons: z.array(Rejection),
  /** To be confirmed. */
  warnings: z.array(Rejection),
})
export type BatchFilePreview = z.infer<typeof BatchFilePreview>

export const LineDecision = z.object({ lineId: Ulid, take: z.enum(['here', 'there']) })
export type LineDecision = z.infer<typeof LineDecision>
