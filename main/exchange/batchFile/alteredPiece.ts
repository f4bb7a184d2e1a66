import type { Rejection } from '@contract/rejection'
import { parseJson, sha256, textOf } from './canonical'
import { fields, listOf, matching, textUpTo, whole, type Check } from './shape'
import type { Part } from './frame'
import { damaged, factAltered, lineAltered, namedAtMost } from './refusal'

// Says which line or fact was altered, by the digest (docs/batch-file.md, "Naming what was altered"). The text is
// cut where its pieces begin, not parsed: it may be no JSON any more.

type LineEntry = readonly [lineId: string, hash: string]
type FactEntry = readonly [kind: string, id: string, hash: string, lines: readonly number[]]

interface Digest {
  readonly lines: readonly LineEntry[]
  readonly facts: readonly FactEntry[]
}

const hash = matching(/^[0-9a-f]{64}$/)
const text = textUpTo(4000)

function tuple(...checks: readonly Check[]): Check {
  return (value) =>
    Array.isArray(value) &&
    value.length === checks.length &&
    checks.every((check, at) => check(value[at]) === undefined)
      ? undefined
      : ''
}

const lineEntries = listOf(tuple(text, hash))
const factEntries = listOf(tuple(text, text, hash, listOf(whole)))
const contentDigest = fields({ facts: factEntries, lines: lineEntries })
const approvalDigest = fields({ facts: factEntries, journal: lineEntries })

function readDigest({ bytes }: Part): Digest | undefined {
  const value = parseJson(textOf(bytes) ?? '')
  if (contentDigest(value) === undefined) return value as Digest
  if (approvalDigest(value) !== undefined) return undefined
  const { facts, journal } = value as { facts: Digest['facts']; journal: Digest['lines'] }
  return { facts, lines: journal }
}

/**
 * What of a revision, a journal or moved facts is not as its digest says, by name; the part as a whole where the digest
 * does not help. Never empty.
 */
export function nameAltered(part: Part, digestPart: Part | undefined): Rejection[] {
  const digest = digestPart === undefined ? undefined : readDigest(digestPart)
  // Nothing is replaced here that could make an altered piece fit: a hash is of bytes.
  const cut = cutPieces(part)
  if (digest === undefined || cut === undefined) return [damaged(part.name.text)]
  const named = [
    ...(cut.lines === undefined ? [] : alteredLines(part, cut.lines, digest)),
    ...(cut.facts === undefined ? [] : alteredFacts(part, cut.facts, digest)),
  ]
  return named.length === 0 ? [damaged(part.name.text)] : named
}

interface Cut {
  /** Undefined where a part has none. */
  readonly lines: readonly string[] | undefined
  readonly facts: readonly string[] | undefined
}

const factStart = '{"currency":'
const lineStart = '{"accountingCode":'
const betweenFactsAndLines = '],"lines":['

function cutPieces({ name, bytes }: Part): Cut | undefined {
  // Byte for byte: what is no UTF-8 any more must not be replaced.
  const all = bytes.toString('latin1')
  if (name.kind === 'journal') return { lines: piecesOf(all.slice(1, -1), factStart), facts: undefined }
  if (name.kind === 'facts') return { lines: undefined, facts: piecesOf(all.slice(1, -1), factStart) }
  const between = all.indexOf(betweenFactsAndLines)
  if (between < 0) return undefined
  return {
    facts: piecesOf(all.slice('{"facts":['.length, between), factStart),
    lines: piecesOf(all.slice(between + betweenFactsAndLines.length, -']}'.length), lineStart),
  }
}

/** From one beginning to the next; one comma stands between them. */
function piecesOf(list: string, start: string): string[] {
  const starts: number[] = []
  for (let at = list.indexOf(start); at >= 0; at = list.indexOf(start, at + start.length)) {
    if (at === 0 || list[at - 1] === ',') starts.push(at)
  }
  return starts.map((from, index) =>
    list.slice(from, starts[index + 1] === undefined ? undefined : Number(starts[index + 1]) - 1),
  )
}

const hashOfPiece = (piece: string) => sha256(Buffer.from(piece, 'latin1'))

function alteredLines(part: Part, pieces: readonly string[], { lines }: Digest): Rejection[] {
  const found = new Set(pieces.map(hashOfPiece))
  const gone = lines.flatMap(([lineId, hashOfLine], index) =>
    found.has(hashOfLine) ? [] : [lineAltered(part.name, index + 1, lineId)],
  )
  if (gone.length > 0) return gone.slice(0, namedAtMost)
  const known = new Set(lines.map(([, hashOfLine]) => hashOfLine))
  return pieces
    .flatMap((piece, index) =>
      known.has(hashOfPiece(piece)) ? [] : [lineAltered(part.name, index + 1, lineIdIn(piece))],
    )
    .slice(0, namedAtMost)
}

function lineIdIn(piece: string): string {
  return /"lineId":"([0-9A-Z]{26})"/.exec(piece)?.[1] ?? ''
}

function alteredFacts(part: Part, pieces: readonly string[], { facts }: Digest): Rejection[] {
  const found = new Set(pieces.map(hashOfPiece))
  const gone = facts.flatMap(([kind, id, hashOfFact, numbers]) =>
    found.has(hashOfFact) ? [] : [factAltered(part.name, `${kind} ${id}`, numberList(numbers))],
  )
  if (gone.length > 0) return gone.slice(0, namedAtMost)
  const known = new Set(facts.map(([, , hashOfFact]) => hashOfFact))
  return pieces
    .filter((piece) => !known.has(hashOfPiece(piece)))
    .slice(0, namedAtMost)
    .map((piece) => factAltered(part.name, idIn(piece), ''))
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
