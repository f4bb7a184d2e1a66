import { signText } from '../../platform/identityKey'
import { readIdentityCard } from '../identityCard/identityCard'
import type { BatchFileContent, FileApproval, FileRevision } from './batchFileContent'
import { sha256, spellingOf } from './canonical'
import { readContent, readFacts, readJournals, type ContentReading } from './contentText'
import { digestText } from './digest'
import { headerText, sealText } from './frame'
import { readBatchFile } from './readBatchFile'
import { wordsOf } from './statement'

/** Whose key seals a file. */
export interface Sealer {
  /** The fingerprint of the key. */
  readonly identityId: string
  /** 64 hexadecimal digits. */
  readonly privateKey: string
}

type NamedPart = readonly [name: string, text: string]

/**
 * The bytes of a batch file (docs/batch-file.md) and the hash that names it. What was written is read again before
 * it is handed out: throws (a defect) for a content that no reader would take.
 */
export function writeBatchFile(
  content: BatchFileContent,
  sealer: Sealer,
): { bytes: Buffer; fileHash: string } {
  const parts = partsOf(content, sealer).map(([name, text]) => ({ name, bytes: Buffer.from(text, 'utf8') }))
  const header = headerText(
    parts.map(({ name, bytes }) => ({ bytes: bytes.length, name, sha256: sha256(bytes) })),
  )
  const seal = sealText({ by: sealer.identityId, signature: signText(header, sealer.privateKey) })
  const end = Buffer.from('\n')
  const bytes = Buffer.concat([
    Buffer.from(header),
    end,
    ...parts.flatMap((part) => [part.bytes, end]),
    Buffer.from(seal),
    end,
  ])
  const read = readBatchFile(bytes)
  if (!read.ok) throw new Error(`Not a sound batch file: ${JSON.stringify(read.rejections.slice(0, 3))}`)
  return { bytes, fileHash: read.file.fileHash }
}

function partsOf(content: BatchFileContent, sealer: Sealer): NamedPart[] {
  const { about, statements, claims } = content
  const references = [...about.references].sort((left, right) => (left.id < right.id ? -1 : 1))
  const revisions = inOrder(content.revisions, about.batch.contentHash)
  const read = revisions.map((revision) => ({ revision, reading: contentOf(revision) }))
  const head = read.find(({ revision }) => revision.contentHash === about.batch.contentHash)?.reading
  return [
    ['batch', spellingOf({ ...about, references })],
    ...read.flatMap(({ revision, reading }) => revisionParts(revision, reading)),
    ...statements.map(({ text, signature }, index): NamedPart => [
      `statement/${index + 1}`,
      `${text}\n${signature}`,
    ]),
    ...cardParts(content, sealer),
    ['claims', spellingOf([...claims].sort((left, right) => (left.lineId < right.lineId ? -1 : 1)))],
    ...(content.approval === undefined || head === undefined ? [] : approvalParts(content.approval, head)),
  ]
}

/** By number; of one number the head and then the sender's own first, the others by hash. */
function inOrder(revisions: readonly FileRevision[], headHash: string): FileRevision[] {
  const numbers = [...new Set(revisions.map(({ revision }) => revision))].sort((left, right) => left - right)
  return numbers.flatMap((number) => {
    const [own, ...others] = revisions
      .filter(({ revision }) => revision === number)
      .sort((left, right) => Number(right.contentHash === headHash) - Number(left.contentHash === headHash))
    const byHash = others.sort((left, right) => (left.contentHash < right.contentHash ? -1 : 1))
    return own === undefined ? [] : [own, ...byHash]
  })
}

function contentOf({ revision, content }: FileRevision): ContentReading {
  const read = readContent(content)
  if ('place' in read) throw new Error(`Revision ${revision} is no content: ${read.place}`)
  return read.value
}

function revisionParts(
  { revision, contentHash, content: text }: FileRevision,
  { content, numberOf }: ContentReading,
): NamedPart[] {
  return [
    [`revision/${revision}/${contentHash}`, text],
    [`digest/${revision}/${contentHash}`, digestText('lines', content.lines, content.facts, numberOf)],
  ]
}

/** Of every key that signed, and of the one that seals. */
function cardParts({ cards, statements }: BatchFileContent, { identityId }: Sealer): NamedPart[] {
  const signers = new Set([identityId, ...statements.map(({ text }) => wordsOf(text).by)])
  const byFingerprint = new Map(
    cards.flatMap((text) => {
      const card = readIdentityCard(Buffer.from(text))
      return card !== undefined && signers.has(card.fingerprint) ? [[card.fingerprint, text] as const] : []
    }),
  )
  return [...byFingerprint]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([fingerprint, text]) => [`card/${fingerprint}`, text])
}

function approvalParts(approval: FileApproval, head: ContentReading): NamedPart[] {
  const { revision, contentHash, journal, facts } = approval
  const journals = readJournals(journal)
  const moved = facts === '' ? undefined : readFacts(facts, head.numberOf)
  if ('place' in journals) throw new Error(`No journal: ${journals.place}`)
  if (moved !== undefined && 'place' in moved) throw new Error(`No facts: ${moved.place}`)
  const digest = digestText('journal', journals.value, moved?.value ?? [], head.numberOf)
  const place = `${revision}/${contentHash}`
  return [
    [`journal/${place}`, journal],
    ...(moved === undefined ? [] : [[`facts/${place}`, facts] as const]),
    [`approval-digest/${place}`, digest],
  ]
}
