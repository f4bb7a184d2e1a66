import { z } from 'zod'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { Hash } from '@contract/text'
import { parseJson, sha256, textOf } from './canonical'
import { firstOutOfOrder, readPartName, type PartKind, type PartName } from './partName'
import { damaged } from './refusal'

// The first row, the parts and the seal (docs/batch-file.md, "The frame"). Bytes are looked at here, not what
// they mean.

export const batchFileFormat = 1
const beginning = Buffer.from('{"contra":"batch","format":')
/** Some 150,000 lines. What is read is in memory several times over. */
export const largestFileBytes = 256 * 2 ** 20
const largestHeaderBytes = 4 * 2 ** 20
const largestSealBytes = 1000
const newline = 0x0a

const Header = z.strictObject({
  contra: z.literal('batch'),
  format: z.literal(batchFileFormat),
  parts: z
    .array(z.strictObject({ bytes: z.int().min(0), name: z.string().max(200), sha256: Hash }))
    .min(1)
    .max(20_000),
})
type Header = z.infer<typeof Header>

export interface Part {
  readonly name: PartName
  readonly bytes: Buffer
  /** SHA-256 of its bytes. */
  readonly sha256: string
  /** Whether the header says the same of it. */
  readonly isWhole: boolean
}

export interface Seal {
  readonly by: string
  readonly signature: string
}

export interface Frame {
  /** The first row without its end: what the seal signs. */
  readonly header: string
  readonly fileHash: string
  readonly parts: readonly Part[]
  readonly seal: Seal
}

/**
 * Cuts a file into its parts and hashes each byte once. Refused: `file_not_a_batch`, `file_too_large`,
 * `file_newer_format`, `file_damaged`. Where sizes do not fit any more, the parts are found by their rows, so that
 * what was altered can still be named: one of them is then not whole.
 */
export function readFrame(bytes: Buffer): Outcome<Frame> {
  if (!bytes.subarray(0, beginning.length).equals(beginning)) return refused(rejection('file_not_a_batch'))
  if (bytes.length > largestFileBytes)
    return refused(rejection('file_too_large', '', { limit: largestFileBytes }))
  if (formatOf(bytes) > batchFileFormat)
    return refused(rejection('file_newer_format', '', { found: formatOf(bytes), known: batchFileFormat }))
  const headerEnd = bytes.subarray(0, largestHeaderBytes).indexOf(newline)
  const header = headerEnd < 0 ? undefined : textOf(bytes.subarray(0, headerEnd))
  const read = header === undefined ? undefined : readHeader(header)
  if (header === undefined || read === undefined) return refused(damaged('header'))
  const names = read.parts.map(({ name }) => readPartName(name))
  const known = names.filter((name) => name !== undefined)
  const misplaced = known.length < names.length ? firstUnknown(read) : firstOutOfOrder(known)
  if (misplaced !== undefined) return refused(damaged('header', misplaced))
  return cut(bytes, header, read, known)
}

/** 0 where no number stands. */
function formatOf(bytes: Buffer): number {
  const [digits = '0'] = /^\d*/.exec(bytes.toString('latin1', beginning.length, beginning.length + 12)) ?? []
  return Number(digits)
}

function readHeader(text: string): Header | undefined {
  const parsed = Header.safeParse(parseJson(text))
  return parsed.success && headerText(parsed.data.parts) === text ? parsed.data : undefined
}

/** Canonical as it stands: its fields are in order, and none of its texts needs an escape. */
export function headerText(parts: Header['parts']): string {
  const ordered = parts.map(({ bytes, name, sha256: hash }) => ({ bytes, name, sha256: hash }))
  return JSON.stringify({ contra: 'batch', format: batchFileFormat, parts: ordered })
}

function firstUnknown({ parts }: Header): string {
  const found = parts.find(({ name }) => readPartName(name) === undefined)
  return found?.name ?? ''
}

function cut(bytes: Buffer, header: string, { parts }: Header, names: readonly PartName[]): Outcome<Frame> {
  const start = Buffer.byteLength(header) + 1
  const sizes = parts.map((part) => part.bytes)
  const bySize = cutBySize(bytes, start, sizes)
  const found = typeof bySize === 'number' ? cutByRow(bytes, start, names) : bySize
  if (found === undefined) {
    const part = typeof bySize === 'number' ? names[bySize] : undefined
    return refused(damaged(part?.text ?? 'end'))
  }
  const seal = readSeal(found.rest)
  if (seal === undefined) return refused(damaged('seal'))
  const read = names.flatMap((name, index): Part[] => {
    const piece = found.pieces[index]
    const hash = piece === undefined ? '' : sha256(piece)
    const isWhole = piece?.length === sizes[index] && hash === parts[index]?.sha256
    return piece === undefined ? [] : [{ name, bytes: piece, sha256: hash, isWhole }]
  })
  if (typeof bySize === 'number' && read.every(({ isWhole }) => isWhole))
    return refused(damaged(names[bySize]?.text ?? 'end'))
  return accepted({ header, fileHash: sha256(header), parts: read, seal })
}

interface Pieces {
  readonly pieces: readonly Buffer[]
  readonly rest: Buffer
}

/** By the sizes in the header; the number of the first part that does not end where it should. */
function cutBySize(bytes: Buffer, start: number, sizes: readonly number[]): Pieces | number {
  const pieces: Buffer[] = []
  let from = start
  for (const [index, size] of sizes.entries()) {
    if (bytes[from + size] !== newline) return index
    pieces.push(bytes.subarray(from, from + size))
    from += size + 1
  }
  const rest = bytes.subarray(from)
  return rest.length <= largestSealBytes && rest.indexOf(newline) === rest.length - 1
    ? { pieces, rest }
    : sizes.length
}

const rowsOf: Readonly<Record<PartKind, number>> = {
  batch: 1,
  revision: 1,
  digest: 1,
  statement: 2,
  card: 3,
  claims: 1,
  journal: 1,
  facts: 1,
  'approval-digest': 1,
}

/** By the rows that a part of each kind has; undefined where there are more rows, or fewer. */
function cutByRow(bytes: Buffer, start: number, names: readonly PartName[]): Pieces | undefined {
  const pieces: Buffer[] = []
  let from = start
  for (const { kind } of names) {
    let end = from - 1
    for (let row = 0; row < rowsOf[kind]; row += 1) {
      end = bytes.indexOf(newline, end + 1)
      if (end < 0) return undefined
    }
    pieces.push(bytes.subarray(from, end))
    from = end + 1
  }
  const rest = bytes.subarray(from)
  return rest.indexOf(newline) === rest.length - 1 ? { pieces, rest } : undefined
}

const sealRow = /^\{"seal":\{"by":"([0-9a-f]{64})","signature":"([0-9a-f]{128})"\}\}\n$/

function readSeal(row: Buffer): Seal | undefined {
  const found = row.length > largestSealBytes ? null : sealRow.exec(row.toString('latin1'))
  const [, by, signature] = found ?? []
  return by === undefined || signature === undefined ? undefined : { by, signature }
}

export function sealText({ by, signature }: Seal): string {
  return `{"seal":{"by":"${by}","signature":"${signature}"}}`
}
