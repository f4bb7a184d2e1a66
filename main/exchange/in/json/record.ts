import { FileRefused, refuse } from '../refusal'
import type { JsonLeaf, JsonReader, JsonRecord, JsonValue } from './parse'

/** A record with its nested objects laid flat: `{"Account": {"Name": …}}` becomes `Account.Name`. */
export interface FlatRecord {
  readonly part: string
  readonly line: number
  readonly cells: ReadonlyMap<string, JsonLeaf>
}

/** Names under which query results and answers hold their list of records. */
const lists = new Set([
  'records',
  'data',
  'results',
  'rows',
  'invoiceItems',
  'invoices',
  'accounts',
  'accountingCodes',
  'accountingPeriods',
  'chartOfAccounts',
])

/** Lists inside a record that are records of their own, and the column that names what they belong to. */
const nestedLists = new Map([['taxationItems', 'InvoiceItemId']])

const empty: JsonLeaf = { type: '-', text: '' }

/**
 * All records of a JSON text: of a list, of a list inside an object, of several objects one after the
 * other (JSON lines), or of a single object.
 */
export function* readRecords(reader: JsonReader, file: string): Generator<FlatRecord> {
  if (reader.peek() === '[') {
    yield* listed(reader, '', file)
    if (reader.peek() !== '') reader.fail('json_malformed', 'the end of the file', reader.peek())
    return
  }
  let wrapped = false
  do {
    const line = reader.line()
    const members = new Map<string, JsonValue>()
    for (const key of reader.keys()) {
      if (lists.has(key) && reader.peek() === '[') {
        wrapped = true
        yield* listed(reader, key === 'records' || key === 'data' ? '' : key, file)
      } else members.set(key, reader.value())
    }
    if (!wrapped) yield* flatten({ type: 'record', line, members }, '')
    if (wrapped && reader.peek() !== '') reader.fail('json_malformed', 'the end of the file', reader.peek())
  } while (reader.peek() !== '')
}

function* listed(reader: JsonReader, part: string, file: string): Generator<FlatRecord> {
  for (const value of reader.elements()) {
    if (value.type !== 'record') {
      throw new FileRefused(
        refuse('json_malformed', { file, line: reader.line() }, 'a list of objects', value.type),
      )
    }
    yield* flatten(value, part)
  }
}

function* flatten(record: JsonRecord, part: string): Generator<FlatRecord> {
  const cells = new Map<string, JsonLeaf>()
  const nested: FlatRecord[] = []
  lay(record, '', cells, nested)
  yield { part, line: record.line, cells }
  yield* nested
}

function lay(record: JsonRecord, path: string, cells: Map<string, JsonLeaf>, nested: FlatRecord[]): void {
  for (const [key, value] of record.members) {
    const name = path === '' ? key : `${path}.${key}`
    const parentColumn = nestedLists.get(key)
    if (parentColumn !== undefined && path === '') {
      const parent = record.members.get('id') ?? record.members.get('Id') ?? empty
      for (const child of recordsIn(value))
        nested.push(...childRecords(child, key, parentColumn, leafOf(parent)))
    } else if (value.type === 'record') lay(value, name, cells, nested)
    else cells.set(name, leafOf(value))
  }
}

function* childRecords(
  record: JsonRecord,
  part: string,
  parentColumn: string,
  parent: JsonLeaf,
): Generator<FlatRecord> {
  const cells = new Map<string, JsonLeaf>([[parentColumn, parent]])
  lay(record, '', cells, [])
  yield { part, line: record.line, cells }
}

/** `[…]` itself, or the list in `{"data": […], "nextPage": …}`. */
function recordsIn(value: JsonValue): JsonRecord[] {
  if (value.type === 'list')
    return value.values.filter((entry): entry is JsonRecord => entry.type === 'record')
  if (value.type !== 'record') return []
  const data = value.members.get('data')
  return data === undefined ? [] : recordsIn(data)
}

/** A list has no place in a cell; its column is still listed. */
function leafOf(value: JsonValue): JsonLeaf {
  return value.type === 'list' || value.type === 'record' ? empty : value
}
