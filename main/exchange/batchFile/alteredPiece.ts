import type { Rejection } from '@contract/rejection'
import { parseJson, textOf } from './canonical'
import type { Part } from './frame'
import { cutPieces, type Piece } from './pieceCut'
import { damaged, factAltered, lineAltered, namedAtMost } from './refusal'
import { fields, listOf, matching, textUpTo, tupleOf, whole } from './shape'

// Says which line or fact was altered, by the digest (docs/batch-file.md, "Naming what was altered").

type LineEntry = readonly [lineId: string, hash: string]
type FactEntry = readonly [kind: string, id: string, hash: string, lines: readonly number[]]

interface Digest {
  readonly lines: readonly LineEntry[]
  readonly facts: readonly FactEntry[]
}

const hash = matching(/^[0-9a-f]{64}$/)
const text = textUpTo(4000)
const lines = listOf(tupleOf(text, hash))
const facts = listOf(tupleOf(text, text, hash, listOf(whole)))
const contentDigest = fields({ facts, lines })
const approvalDigest = fields({ facts, journal: lines })

function readDigest({ bytes }: Part): Digest | undefined {
  const value = parseJson(textOf(bytes) ?? '')
  if (contentDigest(value) === undefined) return value as Digest
  if (approvalDigest(value) !== undefined) return undefined
  const said = value as { readonly facts: Digest['facts']; readonly journal: Digest['lines'] }
  return { facts: said.facts, lines: said.journal }
}

export interface Digests {
  /** Of the part itself. */
  readonly digest: Part | undefined
  /** Of the revision whose lines a journal names: it numbers them. */
  readonly ofRevision?: Part | undefined
}

/**
 * What of a revision, a journal or moved facts is not as its digest says, by name; the part as a whole where the digest
 * does not help. Never empty.
 */
export function nameAltered(part: Part, { digest: digestPart, ofRevision }: Digests): Rejection[] {
  const digest = digestPart && readDigest(digestPart)
  const numbered = (ofRevision === undefined ? digest : readDigest(ofRevision))?.lines ?? []
  const numberOf = new Map(numbered.map(([lineId], index) => [lineId, index + 1]))
  const cut = digest === undefined ? undefined : cutPieces(part)
  if (digest === undefined || cut === undefined) return [damaged(part.name.text)]
  const named = [
    ...(cut.lines === undefined ? [] : alteredLines(part, cut.lines, digest, numberOf)),
    ...(cut.facts === undefined ? [] : alteredFacts(part, cut.facts, digest)),
  ]
  return named.length === 0 ? [damaged(part.name.text)] : named
}

/** What has its hash and is wrong all the same: the digest may still tell which line or fact it is, else `other`. */
export function namedElse(parts: readonly Part[], digests: Digests, other: Rejection): Rejection[] {
  const named = parts
    .flatMap((part) => nameAltered(part, digests))
    .filter(({ code }) => code !== 'file_damaged')
  return named.length > 0 ? named : [other]
}

/** Lines that are not as they were, or gone; if there are none, lines that were put in. */
function alteredLines(
  part: Part,
  pieces: readonly Piece[],
  digest: Digest,
  numberOf: ReadonlyMap<string, number>,
): Rejection[] {
  const found = new Set(pieces.map((piece) => piece.hash))
  const gone = digest.lines.flatMap(([lineId, hashOfLine]) =>
    found.has(hashOfLine) ? [] : [lineAltered(part.name, numberOf.get(lineId) ?? 0, lineId)],
  )
  if (gone.length > 0) return gone.slice(0, namedAtMost)
  const known = new Set(digest.lines.map(([, hashOfLine]) => hashOfLine))
  return pieces
    .flatMap((piece, index) =>
      known.has(piece.hash) ? [] : [lineAltered(part.name, index + 1, lineIdIn(piece.text))],
    )
    .slice(0, namedAtMost)
}

function lineIdIn(piece: string): string {
  return /"lineId":"([0-9A-Z]{26})"/.exec(piece)?.[1] ?? ''
}

function alteredFacts(part: Part, pieces: readonly Piece[], digest: Digest): Rejection[] {
  const found = new Set(pieces.map((piece) => piece.hash))
  const gone = digest.facts.flatMap(([kind, id, hashOfFact, numbers]) =>
    found.has(hashOfFact) ? [] : [factAltered(part.name, `${kind} ${id}`, numberList(numbers))],
  )
  if (gone.length > 0) return gone.slice(0, namedAtMost)
  const known = new Set(digest.facts.map(([, , hashOfFact]) => hashOfFact))
  return pieces
    .filter((piece) => !known.has(piece.hash))
    .slice(0, namedAtMost)
    .map((piece) => factAltered(part.name, idIn(piece.text), ''))
}

function idIn(piece: string): string {
  const [, id = '', kind = ''] = /"id":"([^"\\]*)","kind":"(\w*)"/.exec(piece) ?? []
  return `${kind} ${id}`
}

const numbersAtMost = 20

function numberList(numbers: readonly number[]): string {
  const first = numbers.slice(0, numbersAtMost).join(', ')
  return numbers.length > numbersAtMost ? `${first}, …` : first
}
