import { createHash } from 'node:crypto'

// Batch files as somebody on the way might alter them. Nothing here comes from the app's own reader or writer: the
// format is taken from docs/batch-file.md alone, so that any checker of files can be tried with it.

export interface AlteredFile {
  readonly name: string
  readonly bytes: Buffer
}

export interface EditedFile extends AlteredFile {
  readonly expected: {
    /** One of these, first of all that is said. */
    readonly codes: readonly string[]
    /** Of the line that must be named, and its number in the revision. */
    readonly lineId?: string
    readonly line?: number
    /** `KIND ID` of the fact that must be named. */
    readonly fact?: string
    /** Of the part that must be named. */
    readonly part?: string
  }
}

// Bytes -----------------------------------------------------------------------------------------------------

/** One bit of every byte, a different one from byte to byte; all eight of every thirty-first. */
export function* everyByteFlipped(bytes: Buffer): Generator<AlteredFile> {
  for (let at = 0; at < bytes.length; at += 1) {
    const bits = at % 31 === 0 ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8]
    for (const bit of bits) yield { name: `bit ${bit} of byte ${at}`, bytes: flipped(bytes, at, bit) }
  }
}

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const altered = Buffer.from(bytes)
  altered[at] = (altered[at] ?? 0) ^ (1 << bit)
  return altered
}

/** So many alterations at random: bits flipped, bytes replaced, taken out, put in or doubled, the end cut off. */
export function* flippedBytes(bytes: Buffer, seed: number, count: number): Generator<AlteredFile> {
  const random = numbersFrom(seed)
  for (let made = 0; made < count;) {
    const kind = byteEdits[random(byteEdits.length)] ?? byteEdits[0]
    const at = random(bytes.length)
    const altered = kind(bytes, at, random)
    if (altered.equals(bytes)) continue
    made += 1
    yield { name: `${kind.name} at ${at} (seed ${seed}, number ${made})`, bytes: altered }
  }
}

type Random = (below: number) => number

const byteEdits = [
  function flip(bytes: Buffer, at: number, random: Random) {
    return flipped(bytes, at, random(8))
  },
  function flipTwo(bytes: Buffer, at: number, random: Random) {
    return flipped(flipped(bytes, at, random(8)), random(bytes.length), random(8))
  },
  function replace(bytes: Buffer, at: number, random: Random) {
    const letters = '0123456789abcdefX"\\{}[],:\n '
    const altered = Buffer.from(bytes)
    altered[at] = letters.charCodeAt(random(letters.length))
    return altered
  },
  function takeOut(bytes: Buffer, at: number, random: Random) {
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(40))])
  },
  function putIn(bytes: Buffer, at: number, random: Random) {
    const more = Buffer.from(Array.from({ length: 1 + random(5) }, () => random(256)))
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])
  },
  function double(bytes: Buffer, at: number, random: Random) {
    const piece = bytes.subarray(at, at + 1 + random(2000))
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
  },
  function cutOff(bytes: Buffer, at: number) {
    return bytes.subarray(0, at)
  },
  function move(bytes: Buffer, at: number, random: Random) {
    const [from, to] = [at, random(bytes.length)].sort((left, right) => left - right) as [number, number]
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to), bytes.subarray(from, to)])
  },
] as const

/** The same numbers for the same seed (mulberry32). */
function numbersFrom(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

// The file, taken apart and put together ---------------------------------------------------------------------

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type JsonRecord = Record<string, Json>

export interface OpenFile {
  readonly parts: readonly { readonly name: string; readonly bytes: Buffer }[]
  readonly header: JsonRecord
  readonly seal: Buffer
}

export const hashOf = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`)
  return `{${fields.join(',')}}`
}

export function takeApart(bytes: Buffer): OpenFile {
  const headerEnd = bytes.indexOf(0x0a)
  const header = JSON.parse(bytes.toString('utf8', 0, headerEnd)) as JsonRecord & {
    parts: { name: string; bytes: number }[]
  }
  let at = headerEnd + 1
  const parts = header.parts.map(({ name, bytes: size }) => {
    const part = { name, bytes: bytes.subarray(at, at + size) }
    at += size + 1
    return part
  })
  return { parts, header, seal: bytes.subarray(at) }
}

export function putTogether({ parts, header, seal }: OpenFile): Buffer {
  const end = Buffer.from('\n')
  return Buffer.concat([
    Buffer.from(canonical(header)),
    end,
    ...parts.flatMap(({ bytes }) => [bytes, end]),
    seal,
  ])
}

/** A header that fits the parts as they are now; its seal is of the old one. */
export function withHeaderOf(file: OpenFile): OpenFile {
  const parts = file.parts.map(({ name, bytes }) => ({ bytes: bytes.length, name, sha256: hashOf(bytes) }))
  return { ...file, header: { ...file.header, parts } }
}

function withPart(file: OpenFile, name: string, text: string): OpenFile {
  const parts = file.parts.map((part) => (part.name === name ? { name, bytes: Buffer.from(text) } : part))
  return { ...file, parts }
}

function textOf(file: OpenFile, name: string): string {
  return file.parts.find((part) => part.name === name)?.bytes.toString('utf8') ?? ''
}

// Values ------------------------------------------------------------------------------------------------------

interface Edit {
  readonly path: string
  readonly value: Json
}

/** The value with one of its leaves changed, one of its fields gone, one too many, one element gone or doubled. */
function* editsOf(value: Json): Generator<Edit> {
  if (typeof value === 'string') {
    yield { path: '', value: value === '' ? 'x' : `${value}1` }
    if (/^\d/.test(value))
      yield { path: ' (figure)', value: `${(Number(value[0]) + 1) % 10}${value.slice(1)}` }
    if (value !== '') yield { path: ' (empty)', value: '' }
    return
  }
  if (typeof value === 'number') yield { path: '', value: value + 1 }
  else if (typeof value === 'boolean') yield { path: '', value: !value }
  else if (value === null) yield { path: '', value: 0 }
  else if (Array.isArray(value)) yield* editsOfList(value)
  else yield* editsOfFields(value)
}

function* editsOfFields(value: JsonRecord): Generator<Edit> {
  for (const [name, inner] of Object.entries(value)) {
    for (const edit of editsOf(inner))
      yield { path: `/${name}${edit.path}`, value: { ...value, [name]: edit.value } }
    yield {
      path: `/${name} (gone)`,
      value: Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)),
    }
  }
  yield { path: '/zz (added)', value: { ...value, zz: '' } }
}

function* editsOfList(value: Json[]): Generator<Edit> {
  for (const [index, inner] of value.entries()) {
    const others = (...put: Json[]) => [...value.slice(0, index), ...put, ...value.slice(index + 1)]
    for (const edit of editsOf(inner)) yield { path: `/${index}${edit.path}`, value: others(edit.value) }
    yield { path: `/${index} (gone)`, value: others() }
    yield { path: `/${index} (twice)`, value: others(inner, inner) }
  }
  if (value.length === 0) yield { path: ' (added)', value: [0] }
}

// Every field of a file ---------------------------------------------------------------------------------------

/**
 * Every field of every line, fact, statement, card, claim, journal and event changed, and the part written again in
 * canonical JSON: the part alone; with a header that fits; and, where there is a digest, with digest and content hash
 * that fit as well.
 */
export function* editedFields(bytes: Buffer): Generator<EditedFile> {
  const file = takeApart(bytes)
  for (const { name } of file.parts) {
    const [kind = ''] = name.split('/')
    if (kind === 'revision') yield* editedContent(file, name)
    else if (kind === 'journal') yield* editedJournal(file, name)
    else if (kind === 'facts') yield* editedFacts(file, name)
    else if (kind === 'statement' || kind === 'card') yield* editedSigned(file, name)
    else yield* editedPlain(file, name)
  }
  yield* editedFrame(file)
}

const broken = ['file_damaged']
const unsigned = ['file_signature_wrong']

/** The part alone, and with a header that fits. */
function* inTwoWays(
  name: string,
  altered: OpenFile,
  expected: EditedFile['expected'],
): Generator<EditedFile> {
  yield { name: `${name}; the part`, bytes: putTogether(altered), expected }
  yield { name: `${name}; part and header`, bytes: putTogether(withHeaderOf(altered)), expected }
}

interface Content extends JsonRecord {
  lines: (JsonRecord & { lineId: string })[]
  facts: (JsonRecord & { kind: string; id: string })[]
}

function* editedContent(file: OpenFile, name: string): Generator<EditedFile> {
  const content = JSON.parse(textOf(file, name)) as Content
  for (const [index, line] of content.lines.entries()) {
    for (const { path, value } of editsOf(line)) {
      const lines = content.lines.map((other, at) =>
        at === index ? (value as Content['lines'][number]) : other,
      )
      const label = `${name} line ${index + 1}${path}`
      const expected = { codes: ['file_line_altered'], lineId: line.lineId, line: index + 1 }
      yield* contentInThreeWays(file, name, { ...content, lines }, label, expected)
    }
    const others = content.lines.filter((_, at) => at !== index)
    const expected = { codes: ['file_line_altered'], lineId: line.lineId, line: index + 1 }
    yield* contentInThreeWays(
      file,
      name,
      { ...content, lines: others },
      `${name} line ${index + 1} (gone)`,
      expected,
    )
  }
  for (const [index, fact] of content.facts.entries()) {
    const expected = { codes: ['file_fact_altered'], fact: `${fact.kind} ${fact.id}` }
    for (const { path, value } of editsOf(fact)) {
      const facts = content.facts.map((other, at) =>
        at === index ? (value as Content['facts'][number]) : other,
      )
      yield* contentInThreeWays(
        file,
        name,
        { ...content, facts },
        `${name} fact ${index + 1}${path}`,
        expected,
      )
    }
    const others = content.facts.filter((_, at) => at !== index)
    yield* contentInThreeWays(
      file,
      name,
      { ...content, facts: others },
      `${name} fact ${index + 1} (gone)`,
      expected,
    )
  }
  const turned = { ...content, lines: [...content.lines].reverse() }
  if (content.lines.length > 1)
    yield* contentInThreeWays(file, name, turned, `${name} turned round`, { codes: broken, part: name })
}

function* contentInThreeWays(
  file: OpenFile,
  name: string,
  content: Content,
  label: string,
  expected: EditedFile['expected'],
): Generator<EditedFile> {
  const text = canonical(content)
  const altered = withPart(file, name, text)
  yield* inTwoWays(label, altered, expected)
  const [, number = '', oldHash = ''] = name.split('/')
  const newHash = hashOf(text)
  const rename = (part: string) => part.replace(`/${number}/${oldHash}`, `/${number}/${newHash}`)
  const about = JSON.parse(textOf(file, 'batch')) as { batch: JsonRecord }
  if (about.batch['contentHash'] === oldHash && about.batch['revision'] === Number(number))
    about.batch['contentHash'] = newHash
  const fitting = withPart(
    withPart(altered, 'batch', canonical(about)),
    `digest/${number}/${oldHash}`,
    digestOf(content),
  )
  const parts = fitting.parts.map((part) => ({ ...part, name: rename(part.name) }))
  yield {
    name: `${label}; part, digest, content hash and header`,
    bytes: putTogether(withHeaderOf({ ...fitting, parts })),
    expected: { codes: unsigned },
  }
}

function factEntries(facts: readonly Json[], lineIds: readonly Json[]): Json[] {
  return facts.map((fact) => {
    const { kind = null, id = null, lineIds: of } = (fact ?? {}) as JsonRecord
    const numbers = Array.isArray(of) ? of.map((lineId) => lineIds.indexOf(lineId) + 1) : []
    return [kind, id, hashOf(canonical(fact)), numbers]
  })
}

function digestOf({ lines, facts }: Content): string {
  const entries = lines.map((line) => [line.lineId ?? null, hashOf(canonical(line))])
  return canonical({
    facts: factEntries(
      facts,
      lines.map(({ lineId }) => lineId),
    ),
    lines: entries,
  })
}

type Journals = (JsonRecord & { lineId: string })[]

function* editedJournal(file: OpenFile, name: string): Generator<EditedFile> {
  const journals = JSON.parse(textOf(file, name)) as Journals
  for (const [index, journal] of journals.entries()) {
    const expected = { codes: ['file_line_altered'], lineId: journal.lineId }
    for (const { path, value } of editsOf(journal)) {
      const altered = journals.map((other, at) => (at === index ? (value as Journals[number]) : other))
      yield* approvalInThreeWays(file, name, altered, `${name} ${index + 1}${path}`, expected)
    }
    const others = journals.filter((_, at) => at !== index)
    yield* approvalInThreeWays(file, name, others, `${name} ${index + 1} (gone)`, expected)
  }
}

function* editedFacts(file: OpenFile, name: string): Generator<EditedFile> {
  const facts = JSON.parse(textOf(file, name)) as Content['facts']
  for (const [index, fact] of facts.entries()) {
    const expected = { codes: ['file_fact_altered'], fact: `${fact.kind} ${fact.id}` }
    for (const { path, value } of editsOf(fact)) {
      const altered = facts.map((other, at) => (at === index ? (value as Content['facts'][number]) : other))
      yield* approvalInThreeWays(file, name, altered, `${name} ${index + 1}${path}`, expected)
    }
  }
}

function* approvalInThreeWays(
  file: OpenFile,
  name: string,
  value: Json[],
  label: string,
  expected: EditedFile['expected'],
): Generator<EditedFile> {
  const altered = withPart(file, name, canonical(value))
  yield* inTwoWays(label, altered, expected)
  const place = name.replace(/^\w+\//, '')
  const { lines } = JSON.parse(textOf(file, `revision/${place}`)) as Content
  const journals = JSON.parse(textOf(altered, `journal/${place}`)) as Journals
  const facts = JSON.parse(textOf(altered, `facts/${place}`) || '[]') as Json[]
  const digest = {
    facts: factEntries(
      facts,
      lines.map(({ lineId }) => lineId),
    ),
    journal: journals.map((journal) => [journal.lineId ?? null, hashOf(canonical(journal))]),
  }
  yield {
    name: `${label}; part, digest and header`,
    bytes: putTogether(withHeaderOf(withPart(altered, `approval-digest/${place}`, canonical(digest)))),
    expected: { codes: [...unsigned, ...broken] },
  }
}

/** Statements and cards: the text, and the signature under it. */
function* editedSigned(file: OpenFile, name: string): Generator<EditedFile> {
  const [text = '', signature = '', ...rest] = textOf(file, name).split('\n')
  const expected = { codes: unsigned, part: name }
  for (const { path, value } of editsOf(JSON.parse(text) as Json)) {
    const altered = withPart(file, name, [canonical(value), signature, ...rest].join('\n'))
    yield* inTwoWays(`${name}${path}`, altered, expected)
  }
  const other = (signature.startsWith('0') ? '1' : '0') + signature.slice(1)
  for (const [what, wrong] of [
    ['first digit', other],
    ['upper case', signature.toUpperCase()],
    ['none', ''],
  ] as const) {
    const altered = withPart(file, name, [text, wrong, ...rest].join('\n'))
    yield* inTwoWays(`${name} signature (${what})`, altered, expected)
  }
}

/** What only the seal covers: the part alone is damaged; with a header that fits, it may also be the seal that does not. */
function* editedPlain(file: OpenFile, name: string): Generator<EditedFile> {
  for (const { path, value } of editsOf(JSON.parse(textOf(file, name)) as Json)) {
    const altered = withPart(file, name, canonical(value))
    yield {
      name: `${name}${path}; the part`,
      bytes: putTogether(altered),
      expected: { codes: broken, part: name },
    }
    yield {
      name: `${name}${path}; part and header`,
      bytes: putTogether(withHeaderOf(altered)),
      expected: { codes: [...broken, ...unsigned, 'file_line_altered', 'file_fact_altered'] },
    }
  }
}

function* editedFrame(file: OpenFile): Generator<EditedFile> {
  const any = ['file_damaged', 'file_signature_wrong', 'file_newer_format', 'file_not_a_batch']
  for (const { path, value } of editsOf(file.header)) {
    const altered = { ...file, header: value as JsonRecord }
    yield { name: `header${path}`, bytes: putTogether(altered), expected: { codes: any } }
  }
  for (const { path, value } of editsOf(JSON.parse(file.seal.toString('utf8')) as Json)) {
    const seal = Buffer.from(`${canonical(value)}\n`)
    const expected = { codes: [...broken, ...unsigned], part: 'seal' }
    yield { name: `seal${path}`, bytes: putTogether({ ...file, seal }), expected }
  }
  for (const [index, { name }] of file.parts.entries()) {
    const without = file.parts.filter((_, at) => at !== index)
    const twice = [...file.parts.slice(0, index + 1), ...file.parts.slice(index)]
    const expected = { codes: [...broken, ...unsigned] }
    yield { name: `${name} (gone)`, bytes: putTogether(withHeaderOf({ ...file, parts: without })), expected }
    yield { name: `${name} (twice)`, bytes: putTogether(withHeaderOf({ ...file, parts: twice })), expected }
  }
}
