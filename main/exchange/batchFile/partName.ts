// The names of the parts of a batch file, and their order (docs/batch-file.md, "The parts, in this order").

export type PartKind =
  'batch' | 'revision' | 'digest' | 'statement' | 'card' | 'claims' | 'journal' | 'facts' | 'approval-digest'

export interface PartName {
  readonly kind: PartKind
  readonly text: string
  /** Of a revision, or the number of a statement; 0 for the others. */
  readonly number: number
  /** A content hash, or the fingerprint of a card; empty for the others. */
  readonly hash: string
}

const ofRevision = /^(revision|digest|journal|facts|approval-digest)\/([1-9]\d{0,8})\/([0-9a-f]{64})$/
const ofStatement = /^statement\/([1-9]\d{0,8})$/
const ofCard = /^card\/([0-9a-f]{64})$/

/** Undefined for a name that this format does not have. */
export function readPartName(text: string): PartName | undefined {
  if (text === 'batch' || text === 'claims') return { kind: text, text, number: 0, hash: '' }
  const [, kind, revision = '', contentHash = ''] = ofRevision.exec(text) ?? []
  if (kind !== undefined) return { kind: kind as PartKind, text, number: Number(revision), hash: contentHash }
  const [, statement] = ofStatement.exec(text) ?? []
  if (statement !== undefined) return { kind: 'statement', text, number: Number(statement), hash: '' }
  const [, fingerprint] = ofCard.exec(text) ?? []
  return fingerprint === undefined ? undefined : { kind: 'card', text, number: 0, hash: fingerprint }
}

/** The first name that is not where it belongs, or that is missing; undefined if all are in order. */
export function firstOutOfOrder(names: readonly PartName[]): string | undefined {
  const expected = inOrder(names)
  const length = Math.max(expected.length, names.length)
  for (let index = 0; index < length; index += 1) {
    const name = names[index]?.text
    if (name !== expected[index]) return name ?? expected[index]
  }
  return revisionOutOfOrder(names.filter(({ kind }) => kind === 'revision'))
}

function inOrder(names: readonly PartName[]): string[] {
  const of = (kind: PartKind) => names.filter((name) => name.kind === kind)
  const journals = of('journal').slice(0, 1)
  return [
    'batch',
    ...of('revision').flatMap(({ text, number, hash }) => [text, `digest/${number}/${hash}`]),
    ...of('statement').map((_, index) => `statement/${index + 1}`),
    ...[...new Set(of('card').map(({ text }) => text))].sort(),
    'claims',
    ...journals.flatMap(({ text, number, hash }) => [
      text,
      ...(of('facts').length === 0 ? [] : [`facts/${number}/${hash}`]),
      `approval-digest/${number}/${hash}`,
    ]),
  ]
}

/** Numbers ascend from 1, none is left out; of one number the sender's own comes first, then the others by hash. */
function revisionOutOfOrder(revisions: readonly PartName[]): string | undefined {
  const seen = new Set<string>()
  for (const [index, { text, number, hash }] of revisions.entries()) {
    const before = revisions[index - 1]
    const beforeThat = revisions[index - 2]
    const isThirdOfNumber = before?.number === number && beforeThat?.number === number
    if (seen.has(text) || (before !== undefined && before.number > number)) return text
    if (number > (before?.number ?? 0) + 1) return text
    if (isThirdOfNumber && before.hash >= hash) return text
    seen.add(text)
  }
  return undefined
}
