import type { FileRejectionCode } from '@contract/rejection'
import { FileRefused, refuse } from '../refusal'
import { checkColumnName } from '../table'

// JSON.parse would turn numbers into floats and let the last of two equal keys win in silence; its
// `context.source` is missing in Node 18. So this reads values one by one and keeps their text.

export type JsonValue = JsonLeaf | JsonList | JsonRecord
export interface JsonLeaf {
  /** s text, n number (exact text as in the file), b boolean, - null. */
  readonly type: 's' | 'n' | 'b' | '-'
  readonly text: string
}
export interface JsonList {
  readonly type: 'list'
  readonly values: readonly JsonValue[]
}
export interface JsonRecord {
  readonly type: 'record'
  readonly line: number
  readonly members: ReadonlyMap<string, JsonValue>
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const space = /[ \t\n\r]*/y
const plainText = /[^"\\\u0000-\u001f]*/y
const nothing: JsonLeaf = { type: '-', text: '' }

/** Reads one JSON text value by value. Throws FileRefused: json_malformed, json_duplicate_key, header_not_allowed. */
export class JsonReader {
  private at = 0
  private countedLine = 1
  private countedLineStart = 0
  /** The next line feed that is not counted yet, sought once: a large text may stand on a single line. */
  private nextFeed: number

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    this.nextFeed = this.feedFrom(0)
  }

  /** The next character that is not white space; empty at the end. */
  peek(): string {
    space.lastIndex = this.at
    space.test(this.text)
    this.at = space.lastIndex
    return this.text[this.at] ?? ''
  }

  /** Steps over `character` if it is next. */
  accept(character: string): boolean {
    if (this.peek() !== character) return false
    this.at += 1
    return true
  }

  expect(character: string, expected = character): void {
    if (!this.accept(character)) this.fail('json_malformed', expected, this.peek() || 'the end of the file')
  }

  /** Line of the next value. */
  line(): number {
    this.peek()
    return this.place().line
  }

  value(): JsonValue {
    const next = this.peek()
    if (next === '{') return this.record()
    if (next === '[') return { type: 'list', values: [...this.elements()] }
    if (next === '"') return { type: 's', text: this.string() }
    for (const [word, leaf] of words) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return leaf
      }
    }
    number.lastIndex = this.at
    const found = number.exec(this.text)
    if (found === null) return this.fail('json_malformed', 'a value', next || 'the end of the file')
    this.at = number.lastIndex
    return { type: 'n', text: found[0] }
  }

  *elements(): Generator<JsonValue> {
    this.expect('[')
    if (this.accept(']')) return
    do yield this.value()
    while (this.accept(','))
    this.expect(']', 'a comma or ]')
  }

  record(): JsonRecord {
    const line = this.line()
    const members = new Map<string, JsonValue>()
    for (const key of this.keys()) members.set(key, this.value())
    return { type: 'record', line, members }
  }

  /** The keys of an object; the caller reads the value after each. */
  *keys(): Generator<string> {
    this.expect('{')
    if (this.accept('}')) return
    const seen = new Set<string>()
    do {
      this.peek()
      const place = this.place()
      const key = this.string()
      checkColumnName(key, { file: this.file, ...place })
      if (seen.has(key)) {
        throw new FileRefused(
          refuse('json_duplicate_key', { file: this.file, ...place }, 'each key once', key),
        )
      }
      seen.add(key)
      this.expect(':', 'a colon')
      yield key
    } while (this.accept(','))
    this.expect('}', 'a comma or }')
  }

  private string(): string {
    if (this.peek() !== '"')
      this.fail('json_malformed', 'a text in quotes', this.peek() || 'the end of the file')
    const start = this.at
    plainText.lastIndex = start + 1
    plainText.test(this.text)
    if (this.text[plainText.lastIndex] === '"') {
      this.at = plainText.lastIndex + 1
      return this.text.slice(start + 1, plainText.lastIndex)
    }
    return this.escapedString(start)
  }

  private escapedString(start: number): string {
    let end = start + 1
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1
    try {
      const value: unknown = JSON.parse(this.text.slice(start, end + 1))
      if (typeof value === 'string') {
        this.at = end + 1
        return value
      }
    } catch {
      // Said below, with the place.
    }
    return this.fail(
      'json_malformed',
      'a text that ends, without control characters',
      this.text.slice(start, start + 40),
    )
  }

  fail(code: FileRejectionCode, expected: string, found: string): never {
    throw new FileRefused(refuse(code, { file: this.file, ...this.place() }, expected, found))
  }

  private place(): { line: number; column: number } {
    while (this.nextFeed < this.at) {
      this.countedLine += 1
      this.countedLineStart = this.nextFeed + 1
      this.nextFeed = this.feedFrom(this.countedLineStart)
    }
    return { line: this.countedLine, column: this.at - this.countedLineStart + 1 }
  }

  private feedFrom(start: number): number {
    const feed = this.text.indexOf('\n', start)
    return feed < 0 ? this.text.length : feed
  }
}

const words: readonly (readonly [string, JsonLeaf])[] = [
  ['true', { type: 'b', text: 'true' }],
  ['false', { type: 'b', text: 'false' }],
  ['null', nothing],
]
