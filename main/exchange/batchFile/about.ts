import { z } from 'zod'
import { Hash } from '@contract/text'
import { fileMoment } from './moment'

/** The ids of a batch file: 26 characters, as those of a ledger, a batch, a line or an adjustment are. */
export const FileId = z.string().regex(/^[0-9A-Z]{26}$/)
export const FileText = z.string().max(4000)
/** How many heads of its log that it sent out before a ledger tells of, the latest ones. */
export const mostHeadsInFile = 200
export const FileMoment = z.string().regex(fileMoment)
const Whole = z.int().min(0)

/** The part `batch` (docs/batch-file.md). */
export const About = z.strictObject({
  audit: z.strictObject({
    earlier: z.array(z.tuple([Whole, Hash])).max(mostHeadsInFile),
    head: Hash,
    length: Whole,
  }),
  batch: z.strictObject({
    birthLedgerCode: FileText,
    birthLedgerId: FileId,
    birthLedgerName: FileText,
    contentHash: Hash,
    createdAt: FileMoment,
    createdByName: FileText,
    id: FileId,
    name: FileText,
    revision: z.int().min(1),
    state: z.enum(['submitted', 'returned', 'approved']),
  }),
  events: z
    .array(
      z.strictObject({
        at: FileMoment,
        comment: FileText,
        event: z.enum([
          'created',
          'submitted',
          'recalled',
          'returned',
          'approved',
          'posted',
          'exported',
          'landed',
          'file_saved',
          'brought_in',
          'merged',
        ]),
        personName: FileText,
        revision: Whole,
      }),
    )
    .max(100_000),
  ledger: z.strictObject({
    code: FileText,
    id: FileId,
    kind: z.enum(['live', 'sandbox']),
    name: FileText,
  }),
  references: z.array(z.strictObject({ billingId: FileText, id: FileId, number: FileText })),
  writtenAt: FileMoment,
  writtenBy: FileText,
})

type AboutPart = z.infer<typeof About>

/** The place of what cannot be so, whatever the other parts say; undefined if all can. */
export function aboutProblem({ audit, batch, events, references }: AboutPart): string | undefined {
  const earlierOutOfOrder = audit.earlier.findIndex(([length], index) => {
    const before = audit.earlier[index - 1]?.[0] ?? -1
    return length <= before || length >= audit.length
  })
  if (earlierOutOfOrder >= 0) return `audit/earlier/${earlierOutOfOrder + 1}`
  const laterEvent = events.findIndex(({ revision }) => revision > batch.revision)
  if (laterEvent >= 0) return `events/${laterEvent + 1}/revision`
  const referenceOutOfOrder = references.findIndex(({ id }, index) => id <= (references[index - 1]?.id ?? ''))
  return referenceOutOfOrder >= 0 ? `references/${referenceOutOfOrder + 1}/id` : undefined
}
