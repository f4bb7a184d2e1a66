import { accepted, refused, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { namedElse, type Digests } from './alteredPiece'
import type { BatchPart, ReadApproval } from './batchFileContent'
import { textOf } from './canonical'
import { readFacts, readJournals } from './contentText'
import type { Part } from './frame'
import { journalProblem } from './journalProblem'
import type { PartKind } from './partName'
import type { Head } from './readPart'
import { damaged, signatureWrong, type SignedWords } from './refusal'

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
  const digests = approvalDigests(parts)
  const journal = readJournalPart(journalPart, digests, head)
  if (!journal.ok) return journal
  const facts = readFactsPart(partOf('facts'), digests, head)
  if (!facts.ok) return facts
  const { text, journals } = journal.value
  return accepted({ revision, contentHash, journal: text, facts: facts.value, journals })
}

/** What tells which line of the journal, or which fact, was altered. */
function approvalDigests(parts: readonly Part[]): Digests {
  const digest = parts.find(({ name }) => name.kind === 'approval-digest')
  const ofRevision = parts.find(
    ({ name }) =>
      name.kind === 'digest' && name.number === digest?.name.number && name.hash === digest.name.hash,
  )
  return { digest, ofRevision }
}

/** Journal or facts that no approval has signed: by what was altered in them, else by the approval. */
export function unsignedApproval(parts: readonly Part[], approval: SignedWords): Rejection[] {
  const unsigned = parts.filter(({ name }) => name.kind === 'journal' || name.kind === 'facts')
  const part = unsigned[0]?.name.text ?? ''
  return namedElse(unsigned, approvalDigests(parts), signatureWrong(part, approval))
}

function readJournalPart(part: Part, digests: Digests, { content, numberOf }: Head) {
  const text = textOf(part.bytes) ?? ''
  const wrong = (place: string) => refused(...namedElse([part], digests, damaged(part.name.text, place)))
  const read = readJournals(text)
  if ('place' in read) return wrong(read.place)
  const journals = read.value
  const place = journalProblem(journals, (lineId) => content.lines[(numberOf.get(lineId) ?? 0) - 1])
  return place === undefined ? accepted({ text, journals }) : wrong(place)
}

function readFactsPart(part: Part | undefined, digests: Digests, { numberOf }: Head) {
  if (part === undefined) return accepted('')
  const text = textOf(part.bytes) ?? ''
  const read = readFacts(text, numberOf)
  return 'place' in read
    ? refused(...namedElse([part], digests, damaged(part.name.text, read.place)))
    : accepted(text)
}
