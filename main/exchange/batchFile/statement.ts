import { z } from 'zod'
import { Hash } from '@contract/text'
import { FileId, FileMoment, FileText } from './about'
import { isSpelling, parseJson } from './canonical'

// What people sign (docs/batch-file.md, "statement/I"). Format 1 is of versions before batches travelled.

const statementFormat = 2

const Confirmed = z.array(z.strictObject({ at: FileText, code: FileText }))
const Worker = z.strictObject({ by: z.union([Hash, z.literal('')]), name: FileText })
const Sample = z.strictObject({ seed: FileText, size: z.int().min(0) })

const signed = {
  at: FileMoment,
  batchId: FileId,
  birthLedgerId: FileId,
  by: Hash,
  contentHash: Hash,
  contra: z.literal('statement'),
  ledgerKind: z.enum(['live', 'sandbox']),
  name: FileText,
  revision: z.int().min(1),
}
const oldSubmit = { ...signed, act: z.literal('submit'), confirmed: Confirmed }
const oldReturn = { ...signed, act: z.literal('return'), comment: FileText }
const oldApprove = {
  ...signed,
  act: z.literal('approve'),
  comment: FileText,
  confirmed: Confirmed,
  factsHash: z.union([Hash, z.literal('')]),
  journalHash: Hash,
}

const FirstFormat = z.discriminatedUnion('act', [
  z.strictObject({ ...oldSubmit, format: z.literal(1) }),
  z.strictObject({ ...oldReturn, format: z.literal(1) }),
  z.strictObject({ ...oldApprove, format: z.literal(1) }),
])

const format = z.literal(statementFormat)
const SecondFormat = z.discriminatedUnion('act', [
  z.strictObject({ ...oldSubmit, format, workedOn: z.array(Worker) }),
  z.strictObject({
    ...oldReturn,
    format,
    accepted: z.array(z.tuple([FileId, Hash])),
    lineComments: z.array(z.strictObject({ comment: FileText, lineId: FileId })),
  }),
  z.strictObject({
    ...oldApprove,
    format,
    reviewed: z.strictObject({ accepted: z.int().min(0), sample: z.union([Sample, z.null()]) }),
  }),
])

/** What a statement says, told apart by `act`. What format 1 did not say is empty. */
export type Statement = Said<z.infer<typeof SecondFormat>>
type Said<Of> = Of extends unknown ? Omit<Of, 'format'> & { readonly format: 1 | 2 } : never

export type StatementReading =
  | { readonly is: 'read'; readonly says: Statement }
  | { readonly is: 'newer'; readonly format: number }
  | { readonly is: 'malformed'; readonly place: string }

/** Reads the text of a statement in its one spelling. Its signature is looked at elsewhere. */
export function readStatement(text: string): StatementReading {
  const json = parseJson(text)
  const { format: found } = z.object({ format: z.unknown() }).catch({ format: undefined }).parse(json)
  if (typeof found === 'number' && found > statementFormat) return { is: 'newer', format: found }
  const parsed = found === 1 ? FirstFormat.safeParse(json) : SecondFormat.safeParse(json)
  if (!parsed.success) return { is: 'malformed', place: placeOf(parsed.error) }
  if (!isSpelling(text, parsed.data)) return { is: 'malformed', place: '' }
  return { is: 'read', says: completed(parsed.data) }
}

export function placeOf({ issues: [issue] }: z.ZodError): string {
  return (issue?.path ?? []).map(String).join('/').slice(0, 200)
}

function completed(said: z.infer<typeof FirstFormat> | z.infer<typeof SecondFormat>): Statement {
  if (said.format === 2) return said
  if (said.act === 'submit') return { ...said, workedOn: [] }
  if (said.act === 'return') return { ...said, accepted: [], lineComments: [] }
  return { ...said, reviewed: { accepted: 0, sample: null } }
}

/** What a statement seems to say, to name it by, whatever is wrong with it. */
export function wordsOf(text: string): {
  readonly act: string
  readonly revision: number
  readonly name: string
  readonly by: string
} {
  const Words = z.object({
    act: z.string().max(40).catch(''),
    revision: z.int().catch(0),
    name: z.string().max(200).catch(''),
    by: z.string().max(100).catch(''),
  })
  const words = Words.safeParse(parseJson(text))
  return words.success ? words.data : { act: '', revision: 0, name: '', by: '' }
}
