import { accepted, refused, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { isSignedBy } from '../../platform/identityKey'
import type { ReadCard } from '../identityCard/identityCard'
import { nameAltered } from './alteredPiece'
import { readFrame, type Frame, type Part } from './frame'
import type { BatchPart, ReadBatchFile, ReadStatement } from './batchFileContent'
import type { PartKind } from './partName'
import { readApproval, unsignedApproval } from './readApproval'
import { readAbout, readClaims, readRevisions } from './readPart'
import { damaged, namedAtMost, signatureWrong } from './refusal'
import { readCard, readSigned, soundCards, type CardsByFingerprint } from './signed'
import { approvalOfOthers, firstDisagreement, ownApprovals, stateProblems } from './wholeFile'

export type BatchFileReading =
  | { readonly ok: true; readonly file: ReadBatchFile }
  | { readonly ok: false; readonly rejections: Rejection[] }

/**
 * Reads a batch file and checks all of it that can be checked without a ledger, in the order of docs/batch-file.md,
 * "Checking a file". Each step says all that it finds, and the first that finds something is the last. Throws for no
 * bytes whatever.
 */
export function readBatchFile(bytes: Uint8Array): BatchFileReading {
  const framed = readFrame(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!framed.ok) return framed
  const read = readParts(framed.value)
  return read.ok ? { ok: true, file: read.value } : read
}

function readParts(frame: Frame): Outcome<ReadBatchFile> {
  const altered = alteredParts(frame.parts)
  if (altered.length > 0) return refused(...altered)
  const parts = (kind: PartKind) => frame.parts.filter(({ name }) => name.kind === kind)
  const about = readAbout(parts('batch'))
  if (!about.ok) return about
  const cards = readCards(parts('card'), about.value)
  if (!cards.ok) return cards
  const statements = readStatements(parts('statement'), parts('revision'), about.value, cards.value)
  if (!statements.ok) return statements
  const revisions = readRevisions(parts('revision'), parts('digest'), about.value)
  if (!revisions.ok) return revisions
  const { head } = revisions.value
  const claims = readClaims(parts('claims'), about.value, head)
  if (!claims.ok) return claims
  const approval = readApproval(frame.parts, about.value, head)
  if (!approval.ok) return approval
  const file: ReadBatchFile = {
    fileHash: frame.fileHash,
    sealedBy: frame.seal.by,
    about: about.value,
    revisions: revisions.value.revisions,
    statements: statements.value,
    cards: [...cards.value.values()],
    claims: claims.value,
    approval: approval.value,
  }
  const problems = stateProblems(file, head)
  if (problems.length > 0) return refused(...problems)
  const unsigned = approvalOfOthers(file)
  if (unsigned !== undefined) return refused(...unsignedApproval(frame.parts, unsigned))
  const own = ownApprovals(file)
  if (own.length > 0) return refused(...own)
  return sealProblem(frame, cards.value) ?? accepted(file)
}

/** Parts that do not have their hash, each named as closely as can be. */
function alteredParts(parts: readonly Part[]): Rejection[] {
  const altered = parts.filter(
    ({ name, sha256, isWhole }) => !isWhole || (name.kind === 'revision' && sha256 !== name.hash),
  )
  if (altered.length === 0) return []
  const cards = soundCards(parts)
  return altered.flatMap((part) => alteredPart(part, parts, cards)).slice(0, namedAtMost)
}

function alteredPart(part: Part, parts: readonly Part[], cards: CardsByFingerprint): Rejection[] {
  const { kind, number, hash } = part.name
  const digestOf = (name: string) =>
    parts.find((other) => other.isWhole && other.name.text === `${name}/${number}/${hash}`)
  if (kind === 'revision') return nameAltered(part, { digest: digestOf('digest') })
  if (kind === 'journal' || kind === 'facts')
    return nameAltered(part, { digest: digestOf('approval-digest'), ofRevision: digestOf('digest') })
  const read = kind === 'statement' ? readSigned(part, cards) : kind === 'card' ? readCard(part) : undefined
  return read === undefined || read.ok ? [damaged(part.name.text)] : read.rejections
}

function readCards(parts: readonly Part[], { ledger }: BatchPart): Outcome<ReadonlyMap<string, ReadCard>> {
  const cards = new Map<string, ReadCard>()
  const rejections: Rejection[] = []
  for (const part of parts) {
    const read = readCard(part)
    if (!read.ok) rejections.push(...read.rejections)
    else if (read.value.card.kind !== ledger.kind)
      rejections.push(
        signatureWrong(part.name.text, { act: 'card', revision: 0, name: read.value.card.name }),
      )
    else cards.set(read.value.fingerprint, read.value)
  }
  return rejections.length === 0 ? accepted(cards) : refused(...rejections.slice(0, namedAtMost))
}

function readStatements(
  parts: readonly Part[],
  revisions: readonly Part[],
  about: BatchPart,
  cards: CardsByFingerprint,
): Outcome<ReadStatement[]> {
  const statements: ReadStatement[] = []
  const rejections: Rejection[] = []
  const seen = new Set<string>()
  const known = new Set(revisions.map(({ name }) => `${name.number}/${name.hash}`))
  for (const part of parts) {
    const read = readSigned(part, cards)
    if (!read.ok) {
      rejections.push(...read.rejections)
      continue
    }
    const { says, signature } = read.value
    const isOfThis = firstDisagreement(says, about) === undefined
    if (!isOfThis || !known.has(`${says.revision}/${says.contentHash}`))
      rejections.push(signatureWrong(part.name.text, says))
    else if (seen.has(signature)) rejections.push(damaged(part.name.text))
    seen.add(signature)
    statements.push(read.value)
  }
  return rejections.length === 0 ? accepted(statements) : refused(...rejections.slice(0, namedAtMost))
}

/** The last step: the first line is as its sender sealed it, by a key whose card is there. */
function sealProblem({ header, seal }: Frame, cards: CardsByFingerprint) {
  const sender = cards.get(seal.by)?.card
  return sender !== undefined && isSignedBy(header, seal.signature, sender.publicKey)
    ? undefined
    : refused(signatureWrong('seal', { act: 'seal', revision: 0, name: sender?.name ?? '' }))
}
