import { accepted, refused, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Line } from '@contract/line'
import { About, aboutProblem } from './about'
import { namedElse } from './alteredPiece'
import type { BatchPart, FileClaim, ReadRevision } from './batchFileContent'
import { isSpelling, parseJson, textOf } from './canonical'
import { claimsShape } from './contentShape'
import { readContent, type ContentReading } from './contentText'
import type { Part } from './frame'
import { damaged } from './refusal'
import { placeOf } from './statement'

// The forms of the parts, one by one, and what refers from one to another.

export function readAbout([part]: readonly Part[]): Outcome<BatchPart> {
  const text = part && textOf(part.bytes)
  const parsed = About.safeParse(parseJson(text ?? ''))
  if (!parsed.success) return refused(damaged('batch', placeOf(parsed.error)))
  const place = isSpelling(text ?? '', parsed.data) ? aboutProblem(parsed.data) : ''
  return place === undefined ? accepted(parsed.data) : refused(damaged('batch', place))
}

/** The revision that the state of the file speaks of. */
export type Head = ContentReading

export function readRevisions(
  parts: readonly Part[],
  digests: readonly Part[],
  { batch, references }: BatchPart,
): Outcome<{ readonly revisions: readonly ReadRevision[]; readonly head: Head }> {
  const revisions: ReadRevision[] = []
  let head: Head | undefined
  const rejections: Rejection[] = []
  for (const [index, part] of parts.entries()) {
    const { number: revision, hash: contentHash } = part.name
    const content = textOf(part.bytes)
    const read = content === undefined ? { place: '' } : readContent(content)
    if ('place' in read || content === undefined) {
      const place = 'place' in read ? read.place : ''
      rejections.push(...namedElse([part], { digest: digests[index] }, damaged(part.name.text, place)))
      continue
    }
    revisions.push({ revision, contentHash, content, frozen: read.value.content })
    const isFirstOfNumber = parts[index - 1]?.name.number !== revision
    if (revision === batch.revision && contentHash === batch.contentHash && isFirstOfNumber) head = read.value
  }
  if (rejections.length > 0) return refused(...rejections)
  if (head === undefined || parts.at(-1)?.name.number !== batch.revision)
    return refused(damaged('batch', 'batch/contentHash'))
  const unused = references.length === 0 ? undefined : firstUnused(references, revisions)
  return unused === undefined
    ? accepted({ revisions, head })
    : refused(damaged('batch', `references/${unused}`))
}

function firstUnused(
  references: BatchPart['references'],
  revisions: readonly ReadRevision[],
): number | undefined {
  const used = new Set<string>()
  for (const { frozen } of revisions) {
    for (const { adjustmentId, reversesId, replacesId } of frozen.lines) {
      used.add(adjustmentId).add(reversesId).add(replacesId)
    }
  }
  const unused = references.findIndex(({ id }) => !used.has(id))
  return unused < 0 ? undefined : unused + 1
}

/** What the lines of the head hold while they wait: given by the lines, but for who has held it since when. */
export function readClaims(
  [part]: readonly Part[],
  { batch }: BatchPart,
  { content }: Head,
): Outcome<FileClaim[]> {
  const text = part && textOf(part.bytes)
  const json = parseJson(text ?? '')
  const place = claimsShape(json)
  if (text === undefined || place !== undefined) return refused(damaged('claims', place))
  if (!isSpelling(text, json)) return refused(damaged('claims'))
  const claims = json as FileClaim[]
  const holding = batch.state === 'approved' ? [] : content.lines.filter((line) => heldBy(line) !== '')
  const expected = [...holding].sort((left, right) => (left.lineId < right.lineId ? -1 : 1))
  const length = Math.max(expected.length, claims.length)
  for (let index = 0; index < length; index += 1) {
    const line = expected[index]
    const claim = claims[index]
    if (line === undefined || claim === undefined || !isClaimOf(claim, line))
      return refused(damaged('claims', `${index + 1}`))
  }
  return accepted(claims)
}

function heldBy({ action, adjustmentId, reversesId }: Line): string {
  return action === 'create' ? reversesId : adjustmentId
}

function isClaimOf({ adjustmentId, amount, kind, lineId }: FileClaim, line: Line): boolean {
  return (
    lineId === line.lineId &&
    adjustmentId === heldBy(line) &&
    kind === (line.action === 'create' ? 'reverse' : line.action) &&
    amount === (line.action === 'create' ? line.amount : '')
  )
}
