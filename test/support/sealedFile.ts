import { checkFile } from '../../script/contra-verify.mjs'
import { readBatchFile } from '../../main/exchange/batchFile/batchFile'
import { writeIdentityCard } from '../../main/exchange/identityCard/identityCard'
import { fingerprintOf, signText } from '../../main/platform/identityKey'
import { aBatchFile, type BatchFileGiven } from './aBatchFile'
import { canonical, hashOf, putTogether, takeApart, withHeaderOf, type OpenFile } from './alteredFile'
import { keyOf } from './testSigner'

// Files whose sender sealed them, and which are wrong all the same: somebody with a key of their own, or another
// program. The seal fits in each of them.

export type Fields = Record<string, unknown>

export const preparerKey = keyOf('preparer')
export const reviewerKey = keyOf('reviewer')
export const strangerKey = keyOf('stranger')

const bytesOf = new Map<string, Buffer>()

/** Made once for each kind. */
export function anOpenFile(given: BatchFileGiven): OpenFile {
  const name = JSON.stringify(given)
  const bytes = bytesOf.get(name) ?? aBatchFile(given).bytes
  bytesOf.set(name, bytes)
  return takeApart(bytes)
}

export function sealedBy(file: OpenFile, key = preparerKey): Buffer {
  const withHeader = withHeaderOf(file)
  const signature = signText(canonical(withHeader.header), key.privateKey)
  const seal = Buffer.from(`${canonical({ seal: { by: fingerprintOf(key.publicKey), signature } })}\n`)
  return putTogether({ ...withHeader, seal })
}

function textOf(file: OpenFile, name: string): string {
  return file.parts.find((part) => part.name === name)?.bytes.toString('utf8') ?? ''
}

export const put = (file: OpenFile, name: string, text: string | Buffer): OpenFile => ({
  ...file,
  parts: file.parts.map((part) => (part.name === name ? { name, bytes: Buffer.from(text) } : part)),
})

/** One part with another value, everything that is hashed over it fitting. */
export function changed(name: string, change: (value: Fields) => unknown) {
  return (file: OpenFile) => {
    const value = JSON.parse(textOf(file, name)) as Fields
    return put(file, name, canonical(change(value) as never))
  }
}

export const about = (change: (value: Fields) => unknown) => changed('batch', change)
export const inBatch = (fields: Fields) =>
  about((value) => ({ ...value, batch: { ...(value['batch'] as Fields), ...fields } }))

/** A statement that says something else, signed by a key that has its card in the file. */
export function signedAnew(number: number, change: (says: Fields) => Fields, key = preparerKey) {
  return (file: OpenFile) => {
    const [text = ''] = textOf(file, `statement/${number}`).split('\n')
    const said = canonical(change(JSON.parse(text) as Fields) as never)
    return put(file, `statement/${number}`, `${said}\n${signText(said, key.privateKey)}`)
  }
}

export function withCard(kind: 'live' | 'sandbox') {
  return (file: OpenFile): OpenFile => {
    const text = writeIdentityCard({ kind, madeAt: '2026-11-01T08:00:00.000Z', name: 'Sam' }, strangerKey)
    const card = { name: `card/${fingerprintOf(strangerKey.publicKey)}`, bytes: Buffer.from(text) }
    const cards = [...file.parts.filter(({ name }) => name.startsWith('card/')), card]
    cards.sort((left, right) => (left.name < right.name ? -1 : 1))
    const at = file.parts.findIndex(({ name }) => name.startsWith('card/'))
    const others = file.parts.filter(({ name }) => !name.startsWith('card/'))
    return { ...file, parts: [...others.slice(0, at), ...cards, ...others.slice(at)] }
  }
}

export const submitted = { lineCount: 1, state: 'submitted', isPlain: true } as const
export const returned = { lineCount: 2, state: 'returned' } as const
export const approved = { lineCount: 1, state: 'approved', isPlain: true } as const
export const moved = { ...approved, withMovedFacts: true } as const

export const partNamed = (file: OpenFile, kind: string) =>
  file.parts.find(({ name }) => name.startsWith(`${kind}/`))?.name ?? ''
export const journal = (change: (journals: Fields[]) => unknown) => (file: OpenFile) =>
  changed(partNamed(file, 'journal'), (value) => change(value as unknown as Fields[]))(file)
export const inText = (name: string, change: (said: string) => string) => (file: OpenFile) =>
  put(file, name, change(textOf(file, name)))

export type Row = readonly [
  what: string,
  given: BatchFileGiven,
  change: (file: OpenFile) => OpenFile,
  verdict: readonly [code: string, part?: string, place?: string],
]

/** Another journal, and an approval that has signed it. */
export function approvedJournal(change: (journal: Fields) => Fields) {
  return (file: OpenFile): OpenFile => {
    const altered = journal((journals) => journals.map(change))(file)
    const journalHash = hashOf(textOf(altered, partNamed(file, 'journal')))
    return signedAnew(2, (says) => ({ ...says, journalHash }), reviewerKey)(altered)
  }
}

/** Another content, and a submission that has signed it. */
export function submittedContent(change: (content: Content) => unknown) {
  return (file: OpenFile): OpenFile => {
    const name = partNamed(file, 'revision')
    const altered = changed(name, (content) => change(content as unknown as Content))(file)
    const contentHash = hashOf(textOf(altered, name))
    const rename = (old: string) => old.replace(name.slice(-64), contentHash)
    const renamed = { ...altered, parts: altered.parts.map((part) => ({ ...part, name: rename(part.name) })) }
    return signedAnew(1, (says) => ({ ...says, contentHash }))(inBatch({ contentHash })(renamed))
  }
}

export interface Content {
  readonly facts: Fields[]
  readonly lines: Fields[]
}

/** Of the app's reader; contra-verify, which was written apart from it, must come to the same. */
export function verdictOf(bytes: Buffer): readonly unknown[] {
  const read = readBatchFile(bytes)
  const { ok, problems } = checkFile(bytes)
  if (read.ok !== ok) return [`contra-verify says: ${JSON.stringify(problems)}`]
  if (read.ok) return ['was taken']
  const [first] = read.rejections
  return [first?.code, first?.params['part'], first?.params['place']]
}
