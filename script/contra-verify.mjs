#!/usr/bin/env node
// Checks batch files (`.contra`) and evidence packs (`.html`) of Contra, with Node 20 or later and nothing else:
//
//   node contra-verify.mjs FILE… [--trust FINGERPRINT…] [--json]
//
// Written from docs/batch-file.md and docs/evidence.md, and not from the app's own code: where the two
// disagree about a file, one of them is wrong. Ends with 0 if every file is sound, with 1 if one is refused,
// with 2 if one cannot be read or the call was not understood.

import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Why a file is refused: the code that the app has for it, the sentence, and the place. */
class Refusal extends Error {
  constructor(problems) {
    super(problems[0].text)
    this.problems = problems
  }
}

const refuse = (code, text, at = {}) => {
  throw new Refusal([{ code, text, at }])
}
const damaged = (text, at) => refuse('file_damaged', text, at)

// Text and JSON. ------------------------------------------------------------------------------------------

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** Nothing is replaced that is not UTF-8, and no mark at the beginning overlooked. */
function textOf(bytes, where) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return damaged(`${where} is not UTF-8`)
  }
}

const deepest = 64

/** The one spelling of a JSON value (RFC 8785): names sorted by UTF-16 unit, no space, no half of a pair. */
function canonical(value, depth = 0) {
  if (depth > deepest) throw new RangeError('too deep')
  if (typeof value === 'string' && !value.isWellFormed()) throw new RangeError('half of a surrogate pair')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, depth + 1)).join(',')}]`
  const fields = Object.keys(value)
    .sort()
    .map((name) => `${canonical(name)}:${canonical(value[name], depth + 1)}`)
  return `{${fields.join(',')}}`
}

/** The value of a text in its one spelling; undefined for anything else, a name given twice included. */
function exactly(text) {
  try {
    const value = JSON.parse(text)
    return canonical(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

// Shapes: each gives the path of what is wrong, or undefined. ------------------------------------------------

const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const when = (holds) => (value, path) => (holds(value) ? undefined : path)
/** No text of a file is longer, counted in UTF-16 code units. */
const longestText = 4000
const text = when((value) => typeof value === 'string' && value.length <= longestText)
/** Most texts of a line are shorter. */
const textUpTo = (length) => when((value) => typeof value === 'string' && value.length <= length)
const filledText = when((value) => typeof value === 'string' && value !== '' && value.length <= longestText)
const flag = when((value) => typeof value === 'boolean')
const count = when((value) => Number.isSafeInteger(value) && value >= 0)
const natural = when((value) => Number.isSafeInteger(value) && value >= 1)
const plain = (value, path) => (['number', 'boolean'].includes(typeof value) ? undefined : text(value, path))
const like = (pattern) => when((value) => typeof value === 'string' && pattern.test(value))
const oneOf = (...values) => when((value) => values.includes(value))
const hash = like(/^[0-9a-f]{64}$/)
const ulid = like(/^[0-9A-Z]{26}$/)
const moment = like(
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/,
)
const date = like(/^\d{4}-\d{2}-\d{2}$/)
const currency = like(/^[A-Z]{3}$/)
const orEmpty = (shape) => (value, path) => (value === '' ? undefined : shape(value, path))
const orNull = (shape) => (value, path) => (value === null ? undefined : shape(value, path))
const listOf = (shape) => (value, path) =>
  Array.isArray(value) ? firstWrong(value, (each, index) => shape(each, `${path}[${index}]`)) : path
const tuple =
  (...shapes) =>
  (value, path) =>
    Array.isArray(value) && value.length === shapes.length
      ? firstWrong(shapes, (shape, index) => shape(value[index], `${path}[${index}]`))
      : path
const recordOf = (shape) => (value, path) =>
  isRecord(value) ? firstWrong(Object.keys(value), (name) => shape(value[name], `${path}.${name}`)) : path

/** These fields and no other. */
const fields = (shapes) => {
  const names = Object.keys(shapes)
  return (value, path) => {
    if (!isRecord(value)) return path
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(shapes, name))
    if (unknown !== undefined) return `${path}.${unknown}`
    return firstWrong(names, (name) =>
      Object.hasOwn(value, name) ? shapes[name](value[name], `${path}.${name}`) : `${path}.${name}`,
    )
  }
}

function firstWrong(values, wrongOf) {
  for (let index = 0; index < values.length; index += 1) {
    const wrong = wrongOf(values[index], index)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function requireShape(value, shape, where) {
  const wrong = shape(value, '')
  if (wrong !== undefined)
    damaged(`${where}: ${wrong.replace(/^\./, '') || 'it'} is not as it must be`, { part: where })
  return value
}

// Keys and signatures: Ed25519, in lower-case hexadecimal of fixed length. ------------------------------------

const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** Points of small order, the sign aside: under such a "key" anybody can make signatures that fit. */
const smallOrderKeys = new Set([
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
])

function isSignedBy(bytes, signature, publicKey) {
  if (!/^[0-9a-f]{128}$/.test(signature) || !/^[0-9a-f]{64}$/.test(publicKey)) return false
  const raw = Buffer.from(publicKey, 'hex')
  const withoutSign = Buffer.from(raw)
  withoutSign[31] &= 0x7f
  if (smallOrderKeys.has(withoutSign.toString('hex'))) return false
  try {
    const key = createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' })
    return verify(null, bytes, key, Buffer.from(signature, 'hex'))
  } catch {
    return false
  }
}

// The frame of a batch file (docs/batch-file.md, "The frame"). -------------------------------------------------

const headerStart = '{"contra":"batch","format":'
const lineFeed = 0x0a
const largestHeader = 4 * 1024 * 1024
const largestFile = 256 * 1024 * 1024
const longestSealRow = 1000
const mostParts = 20_000
const largestCard = 4096

const headerShape = fields({
  contra: oneOf('batch'),
  format: oneOf(1),
  parts: listOf(fields({ bytes: count, name: text, sha256: hash })),
})
const sealShape = fields({ seal: fields({ by: hash, signature: like(/^[0-9a-f]{128}$/) }) })

function startsLikeABatchFile(bytes) {
  return bytes.subarray(0, headerStart.length).toString('latin1') === headerStart
}

function readFrame(bytes) {
  if (!startsLikeABatchFile(bytes)) {
    refuse(
      'file_not_a_batch',
      'this is neither a batch file nor an evidence pack, or its beginning is damaged',
    )
  }
  const format = /^\d+/.exec(bytes.subarray(headerStart.length, headerStart.length + 20).toString('latin1'))
  if (format !== null && Number(format[0]) > 1) {
    refuse(
      'file_newer_format',
      `this file has format ${format[0]}; this script knows format 1. Get a newer one`,
    )
  }
  if (bytes.length > largestFile) refuse('file_too_large', 'the file is larger than a batch file may be')
  const headerEnd = bytes.subarray(0, largestHeader).indexOf(lineFeed)
  if (headerEnd < 0) damaged('the header does not end', { part: 'header' })
  const headerRow = bytes.subarray(0, headerEnd)
  const header = exactly(textOf(headerRow, 'the header'))
  if (header === undefined) damaged('the header is not canonical JSON', { part: 'header' })
  requireShape(header, headerShape, 'header')
  if (header.parts.length > mostParts) damaged('the header names more than 20,000 parts', { part: 'header' })
  const named = header.parts.map((part) => ({ ...part, ...kindOfPart(part.name) }))
  requireOrder(named)
  const { cuts, rest, problem } =
    cutBySize(bytes, named, headerEnd + 1) ?? cutByRows(bytes, named, headerEnd + 1)
  const sealRow = exactly(textOf(bytes.subarray(rest, -1), 'the seal'))
  const isSeal = bytes.length - rest <= longestSealRow && bytes.at(-1) === lineFeed && sealRow !== undefined
  if (!isSeal || sealShape(sealRow, '') !== undefined) {
    damaged('the seal at the end is not as it must be', { part: 'seal', offset: rest })
  }
  const parts = named.map((part, index) => ({ ...part, wanted: part.sha256, ...cuts[index] }))
  return { headerRow, parts, seal: sealRow.seal, problem }
}

/** The parts as the header sizes them; undefined where they do not fit. */
function cutBySize(bytes, named, from) {
  let offset = from
  const cuts = []
  for (const { bytes: size } of named) {
    if (bytes[offset + size] !== lineFeed) return undefined
    cuts.push({ offset, bytes: bytes.subarray(offset, offset + size) })
    offset += size + 1
  }
  const isOneRow = bytes.length > offset && bytes.indexOf(lineFeed, offset) === bytes.length - 1
  return isOneRow ? { cuts, rest: offset } : undefined
}

/**
 * Where sizes do not fit any more, by the rows that each kind has, so that what was altered can be named. The file is
 * refused in any case: `problem` says so if nothing else does.
 */
function cutByRows(bytes, named, from) {
  let offset = from
  const cuts = named.map(({ kind, name }) => {
    let end = offset - 1
    for (let row = 0; row < (rowsOf[kind] ?? 1); row += 1) {
      end = bytes.indexOf(lineFeed, end + 1)
      if (end < 0) damaged(`the file ends in ${name}`, { part: name, offset })
    }
    const cut = { offset, bytes: bytes.subarray(offset, end) }
    offset = end + 1
    return cut
  })
  const isOneRow = bytes.length > offset && bytes.indexOf(lineFeed, offset) === bytes.length - 1
  if (!isOneRow) damaged('the parts do not come to the whole file', { part: 'end', offset })
  const text = 'the parts are not of the sizes in the header'
  return { cuts, rest: offset, problem: { code: 'file_damaged', text, at: { part: 'header' } } }
}
const rowsOf = { statement: 2, card: 3 }

const ofRevision = /^(revision|digest|journal|facts|approval-digest)\/([1-9]\d{0,14})\/([0-9a-f]{64})$/

function kindOfPart(name) {
  if (name === 'batch' || name === 'claims') return { kind: name }
  const numbered = ofRevision.exec(name)
  if (numbered !== null) {
    return { kind: numbered[1], revision: Number(numbered[2]), contentHash: numbered[3] }
  }
  const statement = /^statement\/([1-9]\d{0,14})$/.exec(name)
  if (statement !== null) return { kind: 'statement', number: Number(statement[1]) }
  const card = /^card\/([0-9a-f]{64})$/.exec(name)
  if (card !== null) return { kind: 'card', fingerprint: card[1] }
  return damaged(`there is no part ${shown(name)} in a batch file`, { part: name })
}

/** The kinds in their order; how often each is there; and the order within a kind. */
function requireOrder(parts) {
  const kinds = parts.map(({ kind }) => letterOf[kind]).join('')
  if (!/^b(rd)+s+c+l(jf?a)?$/.test(kinds))
    damaged('the parts are not those of a batch file, or not in order', { part: 'header' })
  const wrong = (part) => damaged(`part ${part.name} is not where it must be`, { part: part.name })
  const revisions = parts.filter(({ kind }) => kind === 'revision')
  revisions.forEach((part, index) => {
    const [before, beforeThat] = [revisions[index - 1], revisions[index - 2]]
    // None is left out.
    if (part.revision > (before?.revision ?? 0) + 1) wrong(part)
    if (before === undefined) return
    if (before.revision > part.revision) wrong(part)
    // Of those with one number the first is the sender's own, whatever its hash.
    const isOrdered = before.revision === part.revision && beforeThat?.revision === part.revision
    if (isOrdered && before.contentHash >= part.contentHash) wrong(part)
  })
  if (new Set(parts.map(({ name }) => name)).size !== parts.length)
    damaged('a part is there twice', { part: 'header' })
  parts.forEach((part, index) => {
    const before = parts[index - 1]
    if (
      part.kind === 'digest' &&
      (before.revision !== part.revision || before.contentHash !== part.contentHash)
    )
      wrong(part)
    if (part.kind === 'statement' && part.number !== (before.kind === 'statement' ? before.number + 1 : 1))
      wrong(part)
    if (part.kind === 'card' && before.kind === 'card' && before.fingerprint >= part.fingerprint) wrong(part)
  })
}

const letterOf = {
  batch: 'b',
  revision: 'r',
  digest: 'd',
  statement: 's',
  card: 'c',
  claims: 'l',
  journal: 'j',
  facts: 'f',
  'approval-digest': 'a',
}

// Naming what was altered (docs/batch-file.md, "Naming what was altered"). -------------------------------------

const digestShape = (second) =>
  fields({
    facts: listOf(tuple(text, text, hash, listOf(count))),
    [second]: listOf(tuple(text, hash)),
  })

/** Cuts the text of JSON that may be none any more; bytes stand as Latin letters, so that none is lost. */
function piecesOf(latin, start) {
  const starts = []
  for (let at = latin.indexOf(start); at !== -1; at = latin.indexOf(start, at + 1)) {
    if (at === 0 || latin[at - 1] === ',') starts.push(at)
  }
  if (starts[0] !== 0) return latin === '' ? [] : [latin]
  return starts.map((at, index) => latin.slice(at, (starts[index + 1] ?? latin.length + 1) - 1))
}

/** Each element as canonical JSON, while the text is JSON at all; else what the cut leaves of it. */
function factAndLinePieces(bytes) {
  const whole = spelledIn(bytes, (value) => ({ facts: spelled(value.facts), lines: spelled(value.lines) }))
  if (whole !== undefined) return whole
  const latin = bytes.toString('latin1')
  const [open, between, close] = ['{"facts":[', '],"lines":[', ']}']
  const middle = latin.indexOf(between)
  if (!latin.startsWith(open) || middle === -1 || !latin.endsWith(close)) return undefined
  return {
    facts: piecesOf(latin.slice(open.length, middle), '{"currency":'),
    lines: piecesOf(latin.slice(middle + between.length, -close.length), '{"accountingCode":'),
  }
}

function listPieces(bytes) {
  const whole = spelledIn(bytes, spelled)
  if (whole !== undefined) return whole
  const latin = bytes.toString('latin1')
  return latin.startsWith('[') && latin.endsWith(']')
    ? piecesOf(latin.slice(1, -1), '{"currency":')
    : undefined
}

/** Undefined for what is no JSON, has no such lists, or has no spelling. */
function spelledIn(bytes, piecesOfValue) {
  try {
    return piecesOfValue(JSON.parse(textOf(bytes, 'a part')))
  } catch {
    return undefined
  }
}

function spelled(values) {
  return values.map((value) => Buffer.from(canonical(value), 'utf8').toString('latin1'))
}

/** The digest's entries that have no piece, and the pieces that have no entry. */
function compared(pieces, entries, hashOfEntry) {
  const left = new Map()
  for (const piece of pieces) {
    const found = sha256(Buffer.from(piece, 'latin1'))
    left.set(found, [...(left.get(found) ?? []), piece])
  }
  const numbered = entries.map((entry, index) => ({ entry, place: index + 1 }))
  const altered = numbered.filter(({ entry }) => left.get(hashOfEntry(entry))?.pop() === undefined)
  return { altered, added: [...left.values()].flat() }
}

/** Lines of a journal have the numbers that they have in the revision. */
const nameLine = (part, numberOf) => ({
  hashOf: ([, entryHash]) => entryHash,
  altered: ([lineId], place) => ({
    code: 'file_line_altered',
    text: `${part.kind === 'journal' ? 'the journal of line' : 'line'} ${numberOf.get(lineId) ?? place} (${shown(lineId)}) of ${part.name} was altered or taken out`,
    at: { part: part.name, place: numberOf.get(lineId) ?? place, lineId },
  }),
  added: 'file_line_altered',
})
const nameFact = (part) => ({
  hashOf: ([, , entryHash]) => entryHash,
  altered: ([kind, id, , places]) => ({
    code: 'file_fact_altered',
    text:
      `the fact ${shown(kind)} ${shown(id)} of ${part.name} was altered or taken out` +
      (places.length === 0 ? '; all lines rest on it' : `; line ${places.join(', ')} rests on it`),
    at: { part: part.name, kind, id, lines: places },
  }),
  added: 'file_fact_altered',
})

function nameAltered(part, lists) {
  const found = lists.map(({ pieces, entries, names }) => ({
    ...compared(pieces, entries, names.hashOf),
    names,
  }))
  const altered = found.flatMap((list) =>
    list.altered.map(({ entry, place }) => list.names.altered(entry, place)),
  )
  if (altered.length > 0) return altered
  const added = found.flatMap(({ added: pieces, names }) =>
    pieces.map((piece) => ({
      code: names.added,
      text: `this was added to ${part.name}: ${shown(Buffer.from(piece, 'latin1').toString('utf8').slice(0, 200))}`,
      at: { part: part.name },
    })),
  )
  if (added.length > 0) return added
  return [{ code: 'file_damaged', text: `the order of ${part.name} was changed`, at: { part: part.name } }]
}

/** Of the same revision: one that was taken back and submitted again may have the same content. */
const isOfOne = (left, right) => left.revision === right.revision && left.contentHash === right.contentHash

function digestFor(parts, part, kind) {
  const found = parts.find((each) => each.kind === kind && isOfOne(each, part))
  const value = found?.isWhole ? exactly(found.bytes.toString('utf8')) : undefined
  const shape = digestShape(kind === 'digest' ? 'lines' : 'journal')
  return value === undefined || shape(value, '') !== undefined ? undefined : value
}

/** What is to be said of a part whose bytes do not have their hash. */
function nameDamage(parts, part) {
  const plainly = [
    { code: 'file_damaged', text: `${part.name} is damaged`, at: { part: part.name, offset: part.offset } },
  ]
  if (part.kind === 'statement') return nameStatement(part, parts) ?? plainly
  if (part.kind === 'card') return readCard(part) === undefined ? [cardWrong(part)] : plainly
  if (!['revision', 'journal', 'facts'].includes(part.kind)) return plainly
  const ofRevision = digestFor(parts, part, 'digest')
  const digest = part.kind === 'revision' ? ofRevision : digestFor(parts, part, 'approval-digest')
  const pieces = part.kind === 'revision' ? factAndLinePieces(part.bytes) : listPieces(part.bytes)
  if (digest === undefined || pieces === undefined) return plainly
  const numberOf = new Map((ofRevision?.lines ?? []).map(([lineId], index) => [lineId, index + 1]))
  const lines = { pieces: pieces.lines, entries: digest.lines, names: nameLine(part, numberOf) }
  const facts = { pieces: pieces.facts, entries: digest.facts, names: nameFact(part) }
  if (part.kind === 'revision') return nameAltered(part, [lines, facts])
  return part.kind === 'journal'
    ? nameAltered(part, [{ ...lines, pieces, entries: digest.journal }])
    : nameAltered(part, [{ ...facts, pieces }])
}

/** What has its hash and is malformed all the same: the digest may still tell which line or fact it is. */
function namedByDigest(parts, described, read) {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const named = described.flatMap((part) => nameDamage(parts, part))
    const telling = named.filter(({ code }) => code !== 'file_damaged')
    throw telling.length > 0 ? new Refusal(telling) : error
  }
}

function nameStatement(part, parts) {
  const [said = '', signature = ''] = part.bytes.toString('utf8').split('\n')
  let statement
  try {
    statement = JSON.parse(said)
  } catch {
    return undefined
  }
  if (!isRecord(statement)) return undefined
  const cardPart = parts.find(({ kind, fingerprint }) => kind === 'card' && fingerprint === statement.by)
  const card = cardPart === undefined ? undefined : readCard(cardPart)
  const isRight = card !== undefined && isSignedBy(Buffer.from(said), signature, card.publicKey)
  return isRight ? undefined : [statementWrong(part, statement)]
}

const statementWrong = (part, { act, revision, name }, why = 'its signature does not fit') => ({
  code: 'file_signature_wrong',
  text: `${part.name}, ${shown(act)} of revision ${shown(revision)} by ${shown(name)}: ${why}`,
  at: { part: part.name, act, revision, name },
})
const cardWrong = (part) => ({
  code: 'file_signature_wrong',
  text: `the identity card ${part.fingerprint} is not one, or not signed by its own key`,
  at: { part: part.name, act: 'card' },
})

function checkHashes(parts, problem) {
  for (const part of parts) {
    part.hash = sha256(part.bytes)
    part.isWhole = part.hash === part.wanted
  }
  const problems = parts.flatMap((part) => {
    const hasItsName = part.kind !== 'revision' || part.hash === part.contentHash
    return part.isWhole && hasItsName ? [] : nameDamage(parts, part)
  })
  if (problems.length > 0) throw new Refusal(problems)
  if (problem !== undefined) throw new Refusal([problem])
}

// Cards and statements. -------------------------------------------------------------------------------------

const cardShape = fields({
  contra: oneOf('identity-card'),
  format: oneOf(1),
  kind: oneOf('live', 'sandbox'),
  madeAt: moment,
  name: like(/^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,80}$/u),
  publicKey: hash,
})

function readCard(part) {
  if (part.bytes.length > largestCard) return undefined
  const both = part.bytes.toString('utf8')
  if (!Buffer.from(both, 'utf8').equals(part.bytes)) return undefined
  const [said = '', signature = ''] = both.split('\n')
  if (both !== `${said}\n${signature}\n`) return undefined
  const card = exactly(said)
  if (card === undefined || cardShape(card, '') !== undefined || card.name.length > 80) return undefined
  if (sha256(Buffer.from(card.publicKey, 'hex')) !== part.fingerprint) return undefined
  return isSignedBy(Buffer.from(said, 'utf8'), signature, card.publicKey) ? card : undefined
}

const confirmedShape = listOf(fields({ at: text, code: text }))
const statementBase = {
  act: text,
  at: moment,
  batchId: ulid,
  birthLedgerId: ulid,
  by: hash,
  contentHash: hash,
  contra: oneOf('statement'),
  format: oneOf(1, 2),
  ledgerKind: oneOf('live', 'sandbox'),
  name: text,
  revision: natural,
}
const ofAct = {
  submit: [{ confirmed: confirmedShape }, { workedOn: listOf(fields({ by: orEmpty(hash), name: text })) }],
  return: [
    { comment: text },
    {
      accepted: listOf(tuple(ulid, hash)),
      lineComments: listOf(fields({ comment: text, lineId: ulid })),
    },
  ],
  approve: [
    { comment: text, confirmed: confirmedShape, factsHash: orEmpty(hash), journalHash: hash },
    { reviewed: fields({ accepted: count, sample: orNull(fields({ seed: text, size: count })) }) },
  ],
}

function statementShape(act, format) {
  const [first, second] = ofAct[act]
  return fields({ ...statementBase, ...first, ...(format === 2 ? second : {}) })
}

function readStatement(part, cards) {
  const both = textOf(part.bytes, part.name)
  const [said = '', signature = ''] = both.split('\n')
  if (both !== `${said}\n${signature}`) damaged(`${part.name} is not two rows`, { part: part.name })
  let statement
  try {
    statement = JSON.parse(said)
  } catch {
    damaged(`${part.name} is no JSON`, { part: part.name })
  }
  if (!isRecord(statement)) damaged(`${part.name} is no statement`, { part: part.name })
  const card = typeof statement.by === 'string' ? cards.get(statement.by) : undefined
  const wrong = (why) => {
    throw new Refusal([statementWrong(part, statement, why)])
  }
  if (card === undefined) wrong('there is no card of whoever signed it')
  if (!isSignedBy(Buffer.from(said, 'utf8'), signature, card.publicKey)) wrong()
  if (Number.isSafeInteger(statement.format) && statement.format > 2) {
    refuse('file_newer_format', `${part.name} has format ${statement.format}; this script knows 1 and 2`)
  }
  if (!Object.hasOwn(ofAct, statement.act) || exactly(said) === undefined) {
    damaged(`${part.name} is not as a statement must be`, { part: part.name })
  }
  requireShape(statement, statementShape(statement.act, statement.format), part.name)
  return { ...statement, part, said, signature, cardName: card.name }
}

// Lines, facts and the other parts. ---------------------------------------------------------------------------

const lineFields = {
  ...Object.fromEntries(
    [
      'accountingCode',
      'deferredRevenueAccount',
      'integrationId',
      'integrationStatus',
      'reasonCode',
      'recognizedRevenueAccount',
      'referenceId',
      'syncDate',
    ].map((name) => [name, textUpTo(1000)]),
  ),
  ...Object.fromEntries(
    ['amount', 'invoiceId', 'invoiceNumber', 'sourceId'].map((name) => [name, textUpTo(64)]),
  ),
  comment: text,
  date: textUpTo(32),
  provisionalNumber: text,
  action: oneOf('create', 'cancel', 'delete'),
  adjustmentId: orEmpty(ulid),
  customFields: (value, path) => {
    if (!isRecord(value)) return path
    const wrong = Object.keys(value).find((name) => !/^[A-Za-z][A-Za-z0-9_]*__c$/.test(name))
    if (wrong !== undefined) return `${path}.${wrong}`
    return recordOf(orNull(plain))(value, path)
  },
  excludeFromRevenue: flag,
  kind: oneOf('IA', 'IIA'),
  lineId: ulid,
  position: when((value) => Number.isSafeInteger(value) && value >= 0 && value <= 999_999_999),
  replacesId: orEmpty(ulid),
  reversesId: orEmpty(ulid),
  sourceType: oneOf('InvoiceDetail', 'Tax', ''),
  type: oneOf('Credit', 'Charge', ''),
}
const { replacesId: _missingInFirstVersions, ...firstLineFields } = lineFields
const lineShape = fields(lineFields)
const firstLineShape = fields(firstLineFields)
const anyLineShape = (value, path) =>
  isRecord(value) && !Object.hasOwn(value, 'replacesId')
    ? firstLineShape(value, path)
    : lineShape(value, path)

const factKinds = ['invoice', 'source', 'adjustment', 'period', 'reason', 'accountingCode', 'setting']
const factFields = {
  currency: orEmpty(currency),
  id: text,
  kind: oneOf(...factKinds),
  label: text,
  lineIds: listOf(ulid),
  values: (value, path) => {
    if (!isRecord(value)) return path
    const wrong = Object.keys(value).find((name) => !/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    return wrong === undefined ? recordOf(plain)(value, path) : `${path}.${wrong}`
  },
}
const firstFactShape = fields(factFields)
const latestFactShape = fields({ ...factFields, factAsOf: orEmpty(moment) })
const factShape = (value, path) =>
  isRecord(value) && !Object.hasOwn(value, 'factAsOf')
    ? firstFactShape(value, path)
    : latestFactShape(value, path)
const contentShape = fields({ facts: listOf(factShape), lines: listOf(anyLineShape) })

const amount = like(/^\d{1,15}(\.\d{1,9})?$/)
const batchShape = fields({
  audit: fields({ earlier: listOf(tuple(count, hash)), head: hash, length: count }),
  batch: fields({
    birthLedgerCode: text,
    birthLedgerId: ulid,
    birthLedgerName: text,
    contentHash: hash,
    createdAt: moment,
    createdByName: text,
    id: ulid,
    name: text,
    revision: natural,
    state: oneOf('submitted', 'returned', 'approved'),
  }),
  events: listOf(fields({ at: moment, comment: text, event: text, personName: text, revision: count })),
  ledger: fields({ code: text, id: ulid, kind: oneOf('live', 'sandbox'), name: text }),
  references: listOf(fields({ billingId: text, id: ulid, number: text })),
  writtenAt: moment,
  writtenBy: text,
})
const claimsShape = listOf(
  fields({
    adjustmentId: ulid,
    amount: text,
    by: text,
    kind: oneOf('reverse', 'cancel', 'delete'),
    lineId: ulid,
    since: moment,
  }),
)
const journalsShape = listOf(
  fields({
    currency,
    date,
    effect: oneOf('create', 'cancel'),
    entries: listOf(fields({ account: filledText, credit: amount, debit: amount })),
    lineId: ulid,
    period: filledText,
  }),
)
const events = [
  ...['created', 'submitted', 'recalled', 'returned', 'approved', 'posted', 'exported', 'landed'],
  ...['file_saved', 'brought_in', 'merged'],
]

function readJson(part, shape) {
  const value = exactly(textOf(part.bytes, part.name))
  if (value === undefined) damaged(`${part.name} is not canonical JSON`, { part: part.name })
  return requireShape(value, shape, part.name)
}

function requireAscending(values, keyOf, where) {
  values.forEach((value, index) => {
    if (index > 0 && !(keyOf(values[index - 1]) < keyOf(value)))
      damaged(`${where}: entry ${index + 1} is out of order`, { part: where })
  })
}

function readContent(part) {
  const content = readJson(part, contentShape)
  const wrong = (why) => damaged(`${part.name}: ${why}`, { part: part.name })
  const { facts, lines } = content
  if (lines.length === 0) wrong('there is no line')
  const placeOf = new Map(lines.map(({ lineId }, index) => [lineId, index + 1]))
  if (placeOf.size !== lines.length) wrong('a line is there twice')
  lines.forEach((line, index) => {
    const before = lines[index - 1]
    if (before !== undefined && before.position >= line.position) wrong(`line ${index + 1} is out of order`)
  })
  requireFacts(facts, placeOf, part)
  return { part, revision: part.revision, contentHash: part.contentHash, facts, lines, placeOf }
}

const amountsByKind = {
  invoice: ['balance', 'amount'],
  source: ['open', 'amount'],
  adjustment: ['amount', 'remainder'],
}

/** Trailing zeros are no decimals. */
function isAmountIn(value, decimals) {
  const found = /^[+-]?(\d{0,15})(?:\.(\d*))?$/.exec(value)
  if (typeof value !== 'string' || found === null || !/\d/.test(value)) return false
  return (found[2] ?? '').replace(/0+$/, '').length <= decimals
}

function requireFacts(facts, placeOf, part) {
  const wrong = (why) => damaged(`${part.name}: ${why}`, { part: part.name })
  const known = new Set()
  for (const { kind, id, currency: code, lineIds, values } of facts) {
    const key = `${kind}:${id}`
    const amounts = amountsByKind[kind] ?? []
    if (code === '' ? amounts.length > 0 : !decimalsByCurrency.has(code))
      wrong(`the fact ${shown(key)} is in no currency`)
    if (!amounts.every((name) => isAmountIn(values[name], decimalsByCurrency.get(code))))
      wrong(`the fact ${shown(key)} lacks an amount`)
    if (known.has(key)) wrong(`the fact ${shown(key)} is there twice`)
    known.add(key)
    if ((kind === 'setting') !== (lineIds.length === 0))
      wrong(`the fact ${shown(key)} does not say rightly which lines rest on it`)
    const places = lineIds.map((lineId) => placeOf.get(lineId))
    const inOrder = places.every(
      (place, index) => place !== undefined && (index === 0 || places[index - 1] < place),
    )
    if (!inOrder) wrong(`the fact ${shown(key)} names lines that are not there, or not in order`)
  }
}

/** An amount as a whole number of billionths, whatever its decimals; undefined where it is no amount. */
function billionths(amountText) {
  const found = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(amountText)
  return found === null ? undefined : BigInt(found[1] + (found[2] ?? '').padEnd(9, '0'))
}
const decimalsOf = (amountText) => amountText.split('.')[1]?.length ?? 0

// A whole batch file. -----------------------------------------------------------------------------------------

/** In the order of docs/batch-file.md, "Checking a file"; throws a Refusal with all that one step finds. */
function readBatchFile(bytes) {
  const { headerRow, parts, seal, problem } = readFrame(bytes)
  checkHashes(parts, problem)
  const ofKind = (kind) => parts.filter((part) => part.kind === kind)
  const cards = readCards(ofKind('card'))
  const batchPart = ofKind('batch')[0]
  const head = peekAtBatch(batchPart)
  const revisionParts = ofKind('revision')
  const statements = readStatements(ofKind('statement'), cards, { ...head, revisionParts })
  const about = readJson(batchPart, batchShape)
  const contents = revisionParts.map((part) => namedByDigest(parts, [part], () => readContent(part)))
  const headContent = contents.find((content) => isOfOne(content, about.batch))
  requireBatch(about, contents, batchPart)
  requireNamedLines(statements, contents)
  const claims = readJson(ofKind('claims')[0], claimsShape)
  requireClaims(claims, about.batch, headContent)
  const approved = namedByDigest(parts, ofKind('journal').concat(ofKind('facts')), () =>
    readApproved(ofKind, headContent),
  )
  requireState(about, statements, approved, parts)
  requireOthersWork(statements, about.batch)
  const signers = new Set([...statements.map(({ by }) => by), seal.by])
  const idle = [...cards.keys()].find((fingerprint) => !signers.has(fingerprint))
  if (idle !== undefined) damaged(`nobody signed with the card ${idle}`, { part: `card/${idle}` })
  const sealCard = cards.get(seal.by)
  if (sealCard === undefined || !isSignedBy(headerRow, seal.signature, sealCard.publicKey)) {
    refuse(
      'file_signature_wrong',
      'the seal of the sender does not fit: something was changed after it was written',
      { act: 'seal', part: 'seal' },
    )
  }
  return { about, contents, headContent, statements, cards, claims, approved, seal, hash: sha256(headerRow) }
}

function readCards(parts) {
  const read = parts.map((part) => ({ part, card: readCard(part) }))
  const wrong = read.filter(({ card }) => card === undefined).map(({ part }) => cardWrong(part))
  if (wrong.length > 0) throw new Refusal(wrong)
  return new Map(read.map(({ part, card }) => [part.fingerprint, card]))
}

/** Statements are held against it before its own form is looked at. */
function peekAtBatch(part) {
  const value = exactly(textOf(part.bytes, 'batch'))
  if (!isRecord(value) || !isRecord(value.batch) || !isRecord(value.ledger)) {
    damaged('batch is not as it must be', { part: 'batch' })
  }
  return { batch: value.batch, kind: value.ledger.kind }
}

function readStatements(parts, cards, { batch, kind, revisionParts }) {
  const statements = []
  const problems = []
  for (const part of parts) {
    try {
      const statement = readStatement(part, cards)
      const why = disagreement(statement, { batch, kind, revisionParts })
      if (why !== undefined) problems.push(statementWrong(part, statement, why))
      statements.push(statement)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push(...error.problems)
    }
  }
  for (const [fingerprint, card] of cards) {
    if (card.kind !== kind)
      problems.push({
        code: 'file_signature_wrong',
        text: `the card ${fingerprint} is of another kind of ledger`,
        at: { act: 'card' },
      })
  }
  const isHeadSubmitted = statements.some(
    ({ act, format, contentHash }) => act === 'submit' && format === 2 && contentHash === batch.contentHash,
  )
  if (problems.length === 0 && !isHeadSubmitted) {
    problems.push({
      code: 'file_damaged',
      text: 'nobody has signed the submission of the head',
      at: { part: 'batch' },
    })
  }
  if (problems.length > 0) throw new Refusal(problems)
  return statements
}

function disagreement(
  { batchId, birthLedgerId, ledgerKind, revision, contentHash },
  { batch, kind, revisionParts },
) {
  if (batchId !== batch.id) return 'it speaks of another batch'
  if (birthLedgerId !== batch.birthLedgerId) return 'it speaks of a batch of another ledger'
  if (ledgerKind !== kind) return 'it is of another kind of ledger'
  const found = revisionParts.some((part) => part.revision === revision && part.contentHash === contentHash)
  return found ? undefined : 'what it signs is not in the file'
}

function requireNamedLines(statements, contents) {
  for (const statement of statements) {
    const content = contents.find(({ contentHash }) => contentHash === statement.contentHash)
    const named = [
      ...(statement.accepted ?? []).map(([lineId]) => lineId),
      ...(statement.lineComments ?? []).map(({ lineId }) => lineId),
    ]
    const missing = named.find((lineId) => !content.placeOf.has(lineId))
    if (missing !== undefined)
      damaged(`${statement.part.name} names the line ${missing}, which is not in its revision`, {
        part: statement.part.name,
      })
  }
}

function requireBatch({ audit, batch, events: happened, references }, contents, part) {
  const wrong = (why) => damaged(`batch: ${why}`, { part: part.name })
  const highest = contents.at(-1).revision
  const isHeadThere = contents.some(
    ({ revision, contentHash }) => revision === batch.revision && contentHash === batch.contentHash,
  )
  const [own] = contents.filter(({ revision }) => revision === batch.revision)
  if (!isHeadThere || batch.revision !== highest || !isOfOne(own, batch))
    wrong('its head is not the last revision of the file')
  requireAscending(audit.earlier, ([length]) => length, 'batch')
  if (audit.earlier.length > 200 || audit.earlier.some(([length]) => length >= audit.length))
    wrong('the earlier audit heads are not before the last')
  if (happened.some(({ event, revision }) => !events.includes(event) || revision > batch.revision))
    wrong('an event is not one of a batch')
  requireAscending(references, ({ id }) => id, 'batch')
  const used = new Set(
    contents.flatMap(({ lines }) =>
      lines.flatMap((line) => [line.adjustmentId, line.reversesId, line.replacesId]),
    ),
  )
  const unused = references.find(({ id }) => !used.has(id))
  if (unused !== undefined) wrong(`no line speaks of the adjustment ${unused.id}`)
}

/** While the batch waits, one for each line that takes something of an earlier adjustment; afterwards none. */
function requireClaims(claims, { state }, { lines }) {
  const holding = state === 'approved' ? [] : lines.filter((line) => heldBy(line) !== '')
  const wanted = holding.sort((left, right) => (left.lineId < right.lineId ? -1 : 1))
  const isOfLine = (claim, line) =>
    claim !== undefined &&
    claim.lineId === line.lineId &&
    claim.adjustmentId === heldBy(line) &&
    claim.kind === (line.action === 'create' ? 'reverse' : line.action) &&
    claim.amount === (line.action === 'create' ? line.amount : '')
  const wrong = wanted.find((line, index) => !isOfLine(claims[index], line))
  if (wrong !== undefined || claims.length !== wanted.length) {
    damaged('claims do not say what the lines hold of earlier adjustments', {
      part: 'claims',
      lineId: wrong?.lineId,
    })
  }
}
const heldBy = ({ action, adjustmentId, reversesId }) => (action === 'create' ? reversesId : adjustmentId)

/** The journal that an approval froze, and the facts that it was given on where they had moved. */
function readApproved(ofKind, headContent) {
  const [part] = ofKind('journal')
  if (part === undefined) return undefined
  const [factsPart] = ofKind('facts')
  for (const each of [part, factsPart, ...ofKind('approval-digest')]) {
    const isOfHead =
      each === undefined ||
      (each.revision === headContent.revision && each.contentHash === headContent.contentHash)
    if (!isOfHead) damaged(`${each.name} is not of the head`, { part: each.name })
  }
  const journals = readJson(part, journalsShape)
  requireJournals(journals, headContent, part.name)
  const facts = factsPart === undefined ? undefined : readJson(factsPart, listOf(factShape))
  if (facts !== undefined) requireFacts(facts, headContent.placeOf, factsPart)
  return { part, journals, factsPart, facts }
}

/** Decimals by currency, of ISO 4217 and of those that were withdrawn lately. */
const decimalsByCurrency = new Map(
  [
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    '',
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD ' +
      'CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL ' +
      'GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR ' +
      'LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB ' +
      'PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP ' +
      'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL',
    'BHD IQD JOD KWD LYD OMR TND',
    'CLF UYW',
  ].flatMap((codes, decimals) => codes.split(' ').map((code) => [code, decimals])),
)

function requireJournals(journals, { lines, placeOf }, where) {
  requireAscending(journals, ({ lineId }) => lineId, where)
  for (const journal of journals) {
    const place = placeOf.get(journal.lineId)
    const wrong = (why) =>
      damaged(`${where}: the journal of line ${place ?? shown(journal.lineId)} ${why}`, {
        part: where,
        place,
        lineId: journal.lineId,
      })
    if (place === undefined) wrong('is of no line of the head')
    const line = lines[place - 1]
    if (line.action !== journal.effect) wrong(`is of a ${journal.effect}, and the line does a ${line.action}`)
    const sums = { debit: 0n, credit: 0n }
    const decimals = decimalsByCurrency.get(journal.currency)
    if (decimals === undefined) wrong('is in no currency')
    for (const { debit, credit } of journal.entries) {
      if ((billionths(debit) === 0n) === (billionths(credit) === 0n))
        wrong('has an entry that is neither debit nor credit')
      if (decimalsOf(debit) !== decimals || decimalsOf(credit) !== decimals)
        wrong('has amounts with other decimals than its currency')
      sums.debit += billionths(debit)
      sums.credit += billionths(credit)
    }
    if (sums.debit === 0n || sums.debit !== sums.credit) wrong('does not balance')
    if (line.action === 'create' && billionths(line.amount) !== sums.debit)
      wrong('is not of the amount of the line')
    if (line.action === 'create' && line.date !== journal.date) wrong('is not of the date of the line')
  }
}

function requireState({ batch }, statements, approved, parts) {
  const ofHead = statements.filter(
    ({ contentHash, revision }) => contentHash === batch.contentHash && revision === batch.revision,
  )
  const approvals = ofHead.filter(({ act }) => act === 'approve')
  if (batch.state === 'returned' && ofHead.at(-1)?.act !== 'return')
    damaged('nobody has signed that it was returned', { part: 'batch' })
  if (batch.state === 'approved' && approvals.length === 0)
    damaged('nobody has signed that it was approved', { part: 'batch' })
  if (batch.state === 'approved' && approved === undefined)
    damaged('the journal of the approval is missing', { part: 'header' })
  if (approved === undefined) return
  const factsHash = approved.factsPart?.hash ?? ''
  if (approvals.some((each) => each.journalHash === approved.part.hash && each.factsHash === factsHash))
    return
  const named = [approved.part, approved.factsPart].flatMap((part) => (part ? nameDamage(parts, part) : []))
  const telling = named.filter(({ code }) => code !== 'file_damaged')
  if (telling.length > 0) throw new Refusal(telling)
  const [first] = approvals
  if (first === undefined)
    damaged('there is a journal, and nobody has approved', { part: approved.part.name })
  throw new Refusal([
    statementWrong(first.part, first, 'it signs another journal, or other facts, than those in the file'),
  ])
}

function requireOthersWork(statements, batch) {
  const submits = statements.filter(({ act }) => act === 'submit')
  const problems = statements.flatMap((approval) => {
    if (approval.act !== 'approve') return []
    const isOfHead = approval.revision === batch.revision && approval.contentHash === batch.contentHash
    const own = submits.find(
      ({ by, revision, contentHash, workedOn = [] }) =>
        (isOfHead || isOfOne({ revision, contentHash }, approval)) &&
        (by === approval.by || workedOn.some((worker) => worker.by === approval.by)),
    )
    if (own === undefined) return []
    return [
      {
        code: 'file_own_approval',
        text: `${shown(approval.name)} approved revision ${approval.revision}, and has worked on it (${own.part.name})`,
        at: { part: approval.part.name, name: approval.name, revision: approval.revision },
      },
    ]
  })
  if (problems.length > 0) throw new Refusal(problems)
}

// What is said of a sound file. -------------------------------------------------------------------------------

/** Credits, charges, cancels and their net per currency, in billionths; nothing is added across currencies. */
function totalsOf({ facts, lines }) {
  const currencyOf = new Map()
  for (const fact of facts)
    if (fact.kind === 'invoice') for (const lineId of fact.lineIds) currencyOf.set(lineId, fact.currency)
  const totals = new Map()
  for (const line of lines) {
    const code = currencyOf.get(line.lineId) ?? ''
    const sum = totals.get(code) ?? {
      currency: code,
      lines: 0,
      credits: 0n,
      charges: 0n,
      net: 0n,
      decimals: 0,
    }
    totals.set(code, sum)
    const impact = impactOf(line)
    sum.lines += 1
    sum.net += impact
    sum.decimals = Math.max(sum.decimals, decimalsOf(line.amount))
    if (line.action === 'create' && impact < 0n) sum.credits -= impact
    if (line.action === 'create' && impact > 0n) sum.charges += impact
  }
  return [...totals.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1))
}

/** A credit lowers the balance, a charge raises it, a cancel takes back, a delete does neither. */
function impactOf({ action, amount: given, type }) {
  const size = action === 'delete' ? 0n : (billionths(given) ?? 0n)
  const signed = type === 'Credit' ? -size : type === 'Charge' ? size : 0n
  return action === 'cancel' ? -signed : signed
}

/** Canonical decimal text. */
function decimalText(value, decimals) {
  const digits = String(value < 0n ? -value : value).padStart(10, '0')
  const fraction = digits.slice(-9).slice(0, decimals)
  return `${value < 0n ? '-' : ''}${digits.slice(0, -9)}${fraction === '' ? '' : `.${fraction}`}`
}

function reportOf(file) {
  const { about, contents, headContent, statements, cards, approved, seal } = file
  const { batch, ledger, audit } = about
  const approvals = statements.filter(
    (each) =>
      each.act === 'approve' &&
      approved !== undefined &&
      each.journalHash === approved.part.hash &&
      isOfOne(each, batch),
  )
  return {
    batch: { ...batch, revisions: contents.map(({ revision, contentHash }) => ({ revision, contentHash })) },
    ledger,
    written: {
      at: about.writtenAt,
      by: about.writtenBy,
      fingerprint: seal.by,
      nameOnCard: cards.get(seal.by).name,
    },
    fileHash: file.hash,
    lines: headContent.lines.length,
    totals: totalsOf(headContent).map(({ currency: code, lines, decimals, credits, charges, net }) => ({
      currency: code,
      lines,
      credits: decimalText(credits, decimals),
      charges: decimalText(charges, decimals),
      net: decimalText(net, decimals),
    })),
    journals: approved?.journals.length ?? 0,
    approvedBy: approvals.map(({ name }) => name),
    signatures: statements.map((each) => ({
      act: each.act,
      revision: each.revision,
      name: each.name,
      nameOnCard: each.cardName,
      fingerprint: each.by,
      at: each.at,
      comment: each.comment ?? '',
    })),
    audit: { length: audit.length, head: audit.head, earlierHeads: audit.earlier.length },
    notes: notesOf(file),
  }
}

function notesOf({ about, contents, statements }) {
  const notes = []
  if (about.ledger.kind === 'sandbox')
    notes.push(
      'TRAINING: written in a sandbox, where passphrases are shown. Its signatures are worth nothing',
    )
  const unsigned = contents.filter(
    ({ contentHash }) =>
      !statements.some((each) => each.act === 'submit' && each.contentHash === contentHash),
  )
  for (const { revision } of unsigned)
    notes.push(`revision ${revision} was submitted before submissions were signed`)
  return notes
}

// Evidence packs (docs/evidence.md). ---------------------------------------------------------------------------

const pageStart =
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
const fileOpen = '<!--contra-batch-file\n'
const fileClose = '-->\n'
const packSealRow = /^<!--contra-evidence (\{[^<>]*\}) ([0-9a-f]{128})-->\n$/
const packSealShape = fields({
  batchFile: fields({ bytes: count, sha256: hash }),
  by: hash,
  bytes: count,
  contra: oneOf('evidence'),
  format: oneOf(1),
  pageBytes: count,
  savedAt: moment,
  sha256: hash,
})

const looksLikeAPage = (bytes) => /^\s*<(!doctype|html|!--)/i.test(bytes.subarray(0, 64).toString('latin1'))

/** Seal, page and the batch file inside; throws a Refusal. */
function readPack(bytes) {
  const rowStart = bytes.lastIndexOf(lineFeed, bytes.length - 2) + 1
  const found = packSealRow.exec(bytes.subarray(rowStart, rowStart + 2000).toString('latin1'))
  if (found === null) refuse('pack_unsealed', 'this page does not end with the seal of an evidence pack')
  const [, said, signature] = found
  const format = /"format":(\d{1,9}),/.exec(said)
  if (format !== null && Number(format[1]) > 1)
    refuse('file_newer_format', `this pack has format ${format[1]}; this script knows format 1`)
  const seal = exactly(said)
  if (seal === undefined || packSealShape(seal, '') !== undefined)
    refuse('pack_unsealed', 'the seal of this page is not as it must be')
  if (seal.bytes !== rowStart || sha256(bytes.subarray(0, rowStart)) !== seal.sha256) {
    refuse('pack_altered', 'the page is not what was sealed: something in it was changed')
  }
  const page = bytes.subarray(0, seal.pageBytes)
  if (page.subarray(0, Buffer.byteLength(pageStart)).toString('latin1') !== pageStart) {
    refuse('pack_altered', 'the page does not begin as an evidence pack does')
  }
  const inside = embeddedFile(bytes.subarray(seal.pageBytes, rowStart), seal.batchFile)
  const file = readBatchFile(inside)
  const card = file.cards.get(seal.by)
  if (
    card === undefined ||
    seal.by !== file.seal.by ||
    !isSignedBy(Buffer.from(said, 'utf8'), signature, card.publicKey)
  ) {
    refuse(
      'file_signature_wrong',
      'the seal of the page does not fit its text, or is not of whoever wrote the batch file in it',
      { act: 'evidence' },
    )
  }
  requireShownFigures(textOf(page, 'the page'), file)
  return { seal, file, sealedBy: card.name }
}

function embeddedFile(block, { bytes: size, sha256: wanted }) {
  const whole = block.toString('latin1')
  const wrong = () => refuse('pack_altered', 'the batch file in the page is not what the seal says')
  if (!whole.startsWith(fileOpen) || !whole.endsWith(fileClose)) wrong()
  const rows = whole.slice(fileOpen.length, -fileClose.length)
  const inside = Buffer.from(rows, 'base64')
  if (inside.length !== size || sha256(inside) !== wanted) wrong()
  const spelled = inside.toString('base64').replace(/.{76}/g, '$&\n')
  if (rows !== (spelled.endsWith('\n') ? spelled : `${spelled}\n`)) wrong()
  return inside
}

/** What a figure of the page says, in billionths: thousands parted, a negative one in parentheses, zero a dash. */
function valueOfFigure(figure = '') {
  if (figure === '–') return 0n
  const [, isNegative, digits] = /^(\()?([\d,]+(?:\.\d+)?)\)?$/.exec(figure) ?? []
  const size = billionths((digits ?? '').replaceAll(',', ''))
  return isNegative !== undefined && size !== undefined ? -size : size
}

/** Totals and lines that a reader of the page sees are those of the file in it; the seal alone says who said so. */
function requireShownFigures(page, { headContent }) {
  const shownById = shownFigures(page)
  const requireFigures = (id, wanted) => {
    const found = shownById.get(id) ?? []
    shownById.delete(id)
    wanted.forEach((value, index) => {
      if (valueOfFigure(found[index]) === value) return
      const given = shown(found[index] ?? 'nothing')
      refuse(
        'pack_disagrees',
        `the page shows ${given} for ${id}, and the batch file in it has ${decimalText(value, 9)}`,
        { id },
      )
    })
  }
  for (const { currency: code, credits, charges, net } of totalsOf(headContent)) {
    requireFigures(`total-${code}`, [-credits, charges, net + credits - charges, net])
  }
  for (const line of headContent.lines) requireFigures(`line-${line.lineId}`, [impactOf(line)])
  const [stranger] = shownById.keys()
  if (stranger !== undefined) {
    refuse('pack_disagrees', `the page shows ${stranger}, which the batch file in it does not have`)
  }
}

/** The figures of each row that shows a total or a line, by the id of the row. */
function shownFigures(page) {
  const found = new Map()
  for (const [, id, row] of page.matchAll(/<tr id="((?:line|total)-[0-9A-Z]*)">(.*?)<\/tr>/gs)) {
    if (found.has(id)) refuse('pack_disagrees', `the page shows ${id} twice`, { id })
    const figures = row.matchAll(/<td class="figure(?: negative)?">([^<]*)<\/td>/g)
    found.set(
      id,
      [...figures].map(([, figure]) => figure),
    )
  }
  return found
}

// One file, and the command line. ------------------------------------------------------------------------------

/** Whatever came from a file, as one harmless row: no control characters, nothing that turns text around. */
function shown(value) {
  return String(value)
    .replace(/[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .slice(0, 300)
}

/**
 * Checks the bytes of one file. `trust`: fingerprints, of 64 digits or the first 40. Gives
 * `{ok, kind, report, problems}`, whatever the bytes are; problems are `{code, text, at}`.
 */
export function checkFile(given, { trust = [] } = {}) {
  const bytes = Buffer.isBuffer(given) ? given : Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const isPage = looksLikeAPage(bytes)
  const kind = isPage ? 'evidence pack' : 'batch file'
  try {
    const pack = isPage ? readPack(bytes) : undefined
    const file = pack?.file ?? readBatchFile(bytes)
    const report = {
      ...reportOf(file),
      ...(pack && { sealed: { at: pack.seal.savedAt, by: pack.sealedBy, fingerprint: pack.seal.by } }),
    }
    const keys = [...file.cards].map(([fingerprint, card]) => ({
      fingerprint,
      name: card.name,
      isTrusted: isTrusted(fingerprint, trust),
    }))
    const strangers = trust.length === 0 ? [] : keys.filter((key) => !key.isTrusted)
    const problems = strangers.map(({ fingerprint, name }) => ({
      code: 'file_signer_unknown',
      text: `the key ${fingerprint} (${shown(name)}) is none of those that you trust`,
      at: { fingerprint },
    }))
    return { ok: problems.length === 0, kind, problems, report: { ...report, keys } }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, kind, problems: error.problems }
    // Bytes that this script has no answer to, or a file that is larger than this machine can hold: refused in any case.
    return {
      ok: false,
      kind,
      problems: [{ code: 'file_damaged', text: `it could not be checked: ${shown(error?.message)}`, at: {} }],
    }
  }
}

const isTrusted = (fingerprint, trust) => trust.some((known) => fingerprint.startsWith(known))

const usage = `Usage: node contra-verify.mjs FILE… [--trust FINGERPRINT…] [--json]

Checks batch files (.contra) and evidence packs (.html) of Contra.
  --trust   whose keys these are was compared by you: 64 hexadecimal digits, or the first 40 (in groups, joined
            by - or in quotes). A file with another signer is refused.
  --json    the outcome as JSON, one line for each file

Ends with 0: all files are sound, 1: one is refused, 2: one cannot be read, or the call was not understood.`

/** Undefined where the call cannot be understood. */
function readWords(words) {
  const files = []
  const trust = []
  let isJson = false
  let isTrusting = false
  for (const word of words) {
    const digits = word.replace(/[\s:-]/g, '').toLowerCase()
    const isFingerprint = /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(digits)
    if (word === '--json') isJson = true
    else if (word === '--trust') isTrusting = true
    else if (isTrusting && isFingerprint) trust.push(digits)
    else if (word.startsWith('--')) return undefined
    else files.push(word)
    if (word === '--json') isTrusting = false
  }
  const isUnderstood = files.length > 0 && words.includes('--trust') === trust.length > 0
  return isUnderstood ? { files, trust, isJson } : undefined
}

const grouped = (fingerprint) => `${fingerprint.slice(0, 40).replace(/.{4}(?=.)/g, '$& ')} …`
const acts = { submit: 'submitted', return: 'returned', approve: 'approved' }
const moments = (at) => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`

function wordsOf(name, { ok, kind, problems, report }, trust) {
  const rows = [`${ok ? 'SOUND  ' : 'REFUSED'}  ${shown(name)}`, '']
  if (report !== undefined) rows.push(...describe(kind, report, trust), '')
  for (const { text: why } of problems) rows.push(`  Wrong: ${why}.`)
  if (!ok && report === undefined)
    rows.push('', '  Nothing in this file can be relied on. Ask for it again, and ask how this came about.')
  return `${rows.join('\n')}\n`
}

function describe(kind, report, trust) {
  const { batch, ledger, written, sealed, totals, signatures, audit, approvedBy } = report
  const rows = [
    `  ${kind === 'batch file' ? 'A batch file' : 'An evidence pack'}: batch “${shown(batch.name)}”, revision ${batch.revision}, ${batch.state}`,
    `  Batch        ${batch.id}, made ${moments(batch.createdAt)} in ledger “${shown(batch.birthLedgerName)}” (${batch.birthLedgerId})`,
    `  Written      ${moments(written.at)} by ${shown(written.nameOnCard)} in ${ledger.kind} ledger “${shown(ledger.name)}” (${ledger.id})`,
    ...(sealed === undefined ? [] : [`  Pack sealed  ${moments(sealed.at)} by ${shown(sealed.by)}`]),
    `  Content      ${batch.contentHash}`,
    '',
    `  ${report.lines} lines in the last revision`,
    ...totals.map(
      ({ currency: code, lines, credits, charges, net }) =>
        `    ${code || '???'}  ${lines} lines: credits ${credits}, charges ${charges}, net effect on balances ${net}`,
    ),
    ...(report.journals === 0
      ? []
      : [`  ${report.journals} journals, balanced, approved by ${approvedBy.map(shown).join(' and ')}`]),
    '',
    '  Signatures, each sound:',
    ...signatures.map(
      ({ act, revision, name, nameOnCard, fingerprint, at, comment }) =>
        `    revision ${revision} ${acts[act].padEnd(9)} ${moments(at)} by ${shown(name)}${name === nameOnCard ? '' : ` (card: ${shown(nameOnCard)})`}, key ${grouped(fingerprint)}${comment === '' ? '' : `\n      “${shown(comment)}”`}`,
    ),
    '',
    `  Audit log of the sender: ${audit.length} rows, head ${audit.head}`,
    '',
    '  Keys:',
    ...report.keys.map(
      ({ fingerprint, name, isTrusted: isKnown }) =>
        `    ${fingerprint}  ${shown(name)}${isKnown ? ', trusted' : ''}`,
    ),
  ]
  if (trust.length === 0) {
    rows.push(
      '  The signatures are sound. Whose keys these are, only people can say: compare each fingerprint with its',
    )
    rows.push('  owner, then run this again with --trust and the fingerprints.')
  }
  return [...rows, ...report.notes.map((note) => `  Note: ${note}.`)]
}

function main(words) {
  if (typeof ''.isWellFormed !== 'function') {
    process.stderr.write(`contra-verify needs Node 20 or later; this is ${process.versions.node}\n`)
    return 2
  }
  const asked = readWords(words)
  if (asked === undefined) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  let code = 0
  for (const name of asked.files) {
    let bytes
    try {
      bytes = readFileSync(name)
    } catch (error) {
      process.stderr.write(`${shown(name)} cannot be read: ${shown(error.message)}\n`)
      code = 2
      continue
    }
    const outcome = checkFile(bytes, asked)
    const { ok, kind, problems, report } = outcome
    process.stdout.write(
      asked.isJson
        ? `${JSON.stringify({ file: name, ok, kind, problems, ...report })}\n`
        : `${wordsOf(name, outcome, asked.trust)}\n`,
    )
    if (!ok && code === 0) code = 1
  }
  return code
}

const isProgram =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (isProgram) process.exitCode = main(process.argv.slice(2))
