import type { Ledger, Value } from './database'

/** Conditions of one list, to be joined by AND, each with its bound values in place. */
export class Conditions {
  private readonly texts: string[] = []
  readonly values: Value[] = []

  add(text: string, ...values: Value[]): this {
    this.texts.push(text)
    this.values.push(...values)
    return this
  }

  /** As a WHERE clause; empty without conditions. */
  get where(): string {
    return this.texts.length === 0 ? '' : `where ${this.texts.join(' and ')}`
  }

  with(text: string, ...values: Value[]): Conditions {
    const both = new Conditions()
    both.texts.push(...this.texts, text)
    both.values.push(...this.values, ...values)
    return both
  }
}

/** A pattern for `like ? escape '\'` that finds the text anywhere. */
export function contains(text: string): string {
  return `%${escapeLike(text)}%`
}

/** The same at the start only. */
export function startsWith(text: string): string {
  return `${escapeLike(text)}%`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}

/** One sorted order that an index serves: its columns, the last of them unique. */
export interface SortedOrder {
  readonly name: string
  readonly columns: readonly string[]
  /** Tables to read, so that the index of the order drives. */
  readonly from: string
}

export interface PageRequest {
  readonly descending: boolean
  /** The `next` of the page before; empty for the first page. */
  readonly after: string
  readonly limit: number
}

export interface KeyPage {
  /** Values of the order's last column: the ids of the rows. */
  readonly ids: readonly string[]
  readonly next: string
  readonly total: number
}

/**
 * One page of ids, found by key: the columns of the last row seen are compared with the index of the
 * order, so that a late page costs what the first one costs. The rows are counted for the first page
 * only; its total travels in the key. Undefined when `after` is no key of this order.
 */
export function readKeyPage(
  ledger: Ledger,
  order: SortedOrder,
  conditions: Conditions,
  request: PageRequest,
  count: () => number,
): KeyPage | undefined {
  const position = request.after === '' ? undefined : readPageKey(request.after, order, request.descending)
  if (request.after !== '' && position === undefined) return undefined
  const { columns, from } = order
  const marks = columns.map(() => '?').join(', ')
  const comparison = `(${columns.join(', ')}) ${request.descending ? '<' : '>'} (${marks})`
  const bound = position === undefined ? conditions : conditions.with(comparison, ...position.values)
  const direction = request.descending ? ' desc' : ''
  const names = columns.map((column, index) => `${column} as c${index}`).join(', ')
  const rows = ledger
    .sql<Record<string, Value>>(
      `select ${names} from ${from} ${bound.where}
       order by ${columns.map((column) => column + direction).join(', ')} limit ?`,
    )
    .all(...bound.values, BigInt(request.limit + 1))
  const shown = rows.slice(0, request.limit)
  const last = shown.at(-1)
  const hasMore = rows.length > request.limit && last !== undefined
  const total = position?.total ?? (hasMore ? count() : shown.length)
  return {
    ids: shown.map((row) => String(row[`c${columns.length - 1}`])),
    next: hasMore
      ? pageKey(
          order,
          request.descending,
          total,
          columns.map((_, index) => last[`c${index}`] ?? ''),
        )
      : '',
    total,
  }
}

/** `count(*)` of the conditions over the given tables. */
export function countRows(ledger: Ledger, from: string, conditions: Conditions): number {
  const row = ledger
    .sql<{ count: bigint }>(`select count(*) as count from ${from} ${conditions.where}`)
    .get(...conditions.values)
  return Number(row?.count ?? 0n)
}

// A key is JSON: order, direction, total, then the values; integers as `{"n": "…"}`. The contract allows it
// 600 characters, far more than the longest sorted text that an import lets in together with its id.

function pageKey(order: SortedOrder, descending: boolean, total: number, values: readonly Value[]): string {
  const written = values.map((value) => (typeof value === 'bigint' ? { n: value.toString() } : value))
  return JSON.stringify([order.name, descending ? 1 : 0, total, ...written])
}

function readPageKey(
  text: string,
  order: SortedOrder,
  descending: boolean,
): { total: number; values: Value[] } | undefined {
  let parts: unknown
  try {
    parts = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!Array.isArray(parts) || parts.length !== order.columns.length + 3) return undefined
  const [name, direction, total, ...written] = parts as unknown[]
  if (name !== order.name || direction !== (descending ? 1 : 0)) return undefined
  if (typeof total !== 'number' || !Number.isSafeInteger(total) || total < 0) return undefined
  const values = written.map(readKeyValue)
  return values.every((value) => value !== undefined) ? { total, values } : undefined
}

function readKeyValue(written: unknown): Value | undefined {
  if (typeof written === 'string') return written
  if (typeof written !== 'object' || written === null || !('n' in written)) return undefined
  return typeof written.n === 'string' && /^-?\d{1,19}$/.test(written.n) ? BigInt(written.n) : undefined
}
