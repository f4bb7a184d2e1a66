import { accepted, refused, type Outcome } from '@contract/outcome'
import { digestProblems, namedOrDamaged, type Digests } from './alteredPiece'
import type { BatchPart, ReadApproval } from './batchFileContent'
import { textOf } from './canonical'
import { readFacts, readJournals } from './contentText'
import { digestText } from './digest'
import type { Part } from './frame'
import { journalProblem } from './journalProblem'
import type { PartKind } from './partName'
import type { Head } from './readPart'
import { damaged } from './refusal'

/** Journals and moved facts of an approval; undefined where the file has none. */
export function readApproval(
  parts: readonly Part[],
  { batch: { revision, contentHash } }: BatchPart,
  head: Head,
): Outcome<ReadApproval | undefined> {
  const partOf = (kind: PartKind) => parts.find(({ name }) => name.kind === kind)
  const journalPart = partOf('journal')
  if (journalPart === undefined) return accepted(undefined)
  const { name } = journalPart
  if (name.number !== revision || name.hash !== contentHash) return refused(damaged(name.text))
  const ofRevision = parts.find((part) => part.name.text === `digest/${revision}/${contentHash}`)
  const digests = { digest: partOf('approval-digest'), ofRevision }
  const factsPart = partOf('facts')
  const journal = readJournalPart(journalPart, digests, head)
  if (!journal.ok) return journal
  const facts = readFactsPart(factsPart, digests, head)
  if (!facts.ok) return facts
  const { journals, journalTexts } = journal.value
  const pieces = { lines: journals, lineTexts: journalTexts, ...facts.value.pieces }
  const expected = digestText(pieces, 'journal', head.numberOf)
  const digested = [journalPart, ...(factsPart === undefined ? [] : [factsPart])]
  const problems = digestProblems(digested, digests, expected)
  if (problems.length > 0) return refused(...problems)
  return accepted({
    revision,
    contentHash,
    journal: journal.value.text,
    facts: facts.value.text,
    journals,
  })
}

function readJournalPart(part: Part, digests: Digests, { content, numberOf }: Head) {
  const text = textOf(part.bytes) ?? ''
  const read = readJournals(text)
  if ('place' in read) return refused(...namedOrDamaged(part, digests, read.place))
  const { journals, journalTexts } = read.value
  const place = journalProblem(journals, (lineId) => content.lines[(numberOf.get(lineId) ?? 0) - 1])
  return place === undefined
    ? accepted({ text, journals, journalTexts })
    : refused(...namedOrDamaged(part, digests, place))
}

function readFactsPart(part: Part | undefined, digests: Digests, { numberOf }: Head) {
  if (part === undefined) return accepted({ text: '', pieces: { facts: [], factTexts: [] } })
  const text = textOf(part.bytes) ?? ''
  const read = readFacts(text, numberOf)
  return 'place' in read
    ? refused(...namedOrDamaged(part, digests, read.place))
    : accepted({ text, pieces: read.value })
}
