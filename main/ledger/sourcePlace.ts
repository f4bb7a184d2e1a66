import type { Ledger } from './database'
import { readFactVersion } from './ledgerTable'

// Where the items and tax lines of an invoice stand in their order: items by id, each followed by its tax
// lines. The page asks by position, the ledger is read by key; every 500th item is remembered in between.

export interface SourcePlace {
  readonly item_id: string
  readonly is_tax: bigint
  /** Empty for the item itself. */
  readonly tax_id: string
}

export interface PlacedSlice {
  readonly places: readonly SourcePlace[]
  /** How many items stand before the first place; its own item counts if the slice begins with a tax line. */
  readonly itemsBefore: number
  /** Items and tax lines of the whole invoice. */
  readonly total: number
}

interface Anchor {
  readonly itemId: string
  readonly position: number
  readonly itemsBefore: number
}

interface Course {
  readonly anchors: readonly Anchor[]
  readonly total: number
}

const itemsPerAnchor = 500

// A merge of two indexes: nothing is sorted but the few rows of one item.
const selectSlice = `
  select id as item_id, 0 as is_tax, '' as tax_id from item where invoice_id = ? and id >= ?
  union all
  select item_id, 1, id from tax_line where invoice_id = ? and item_id >= ?
  order by 1, 2, 3 limit ? offset ?`

/** The places from a position on. */
export function placesFrom(ledger: Ledger, invoiceId: string, from: number, limit: number): PlacedSlice {
  const { anchors, total } = courseOf(ledger, invoiceId)
  const anchor = anchorBefore(anchors, from)
  if (anchor === undefined || from >= total) return { places: [], itemsBefore: 0, total }
  const { itemId, position } = anchor
  const places = ledger
    .sql<SourcePlace>(selectSlice)
    .all(invoiceId, itemId, invoiceId, itemId, BigInt(limit), BigInt(from - position))
  const [first] = places
  const skipped = first === undefined ? 0 : countItemsBetween(ledger, invoiceId, itemId, first)
  return { places, itemsBefore: anchor.itemsBefore + skipped, total }
}

function countItemsBetween(ledger: Ledger, invoiceId: string, itemId: string, first: SourcePlace): number {
  const row = ledger
    .sql<{ count: bigint }>('select count(*) as count from item where invoice_id = ? and id >= ? and id < ?')
    .get(invoiceId, itemId, first.item_id)
  return Number((row?.count ?? 0n) + first.is_tax)
}

function anchorBefore(anchors: readonly Anchor[], from: number): Anchor | undefined {
  let [low, high] = [0, anchors.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((anchors[middle]?.position ?? 0) <= from) low = middle
    else high = middle - 1
  }
  return anchors[low]
}

// Walking along 100,000 items takes a moment, so the course of an invoice is kept until a fact changes.
const known = new WeakMap<Ledger, { version: bigint; courses: Map<string, Course> }>()
const mostCourses = 50

function courseOf(ledger: Ledger, invoiceId: string): Course {
  const version = readFactVersion(ledger)
  let kept = known.get(ledger)
  if (kept?.version !== version || kept.courses.size >= mostCourses) {
    kept = { version, courses: new Map() }
    known.set(ledger, kept)
  }
  const course = kept.courses.get(invoiceId) ?? readCourse(ledger, invoiceId)
  kept.courses.set(invoiceId, course)
  return course
}

function readCourse(ledger: Ledger, invoiceId: string): Course {
  const taxCounts = ledger
    .sql<{ item_id: string; count: bigint }>(
      'select item_id, count(*) as count from tax_line where invoice_id = ? group by item_id order by item_id',
    )
    .iterate(invoiceId)
  const anchors: Anchor[] = []
  let [position, itemsBefore] = [0, 0]
  try {
    let tax = taxCounts.next()
    for (const { id } of ledger
      .sql<{ id: string }>('select id from item where invoice_id = ? order by id')
      .iterate(invoiceId)) {
      if (itemsBefore % itemsPerAnchor === 0) anchors.push({ itemId: id, position, itemsBefore })
      itemsBefore += 1
      position += 1
      if (tax.done !== true && tax.value.item_id === id) {
        position += Number(tax.value.count)
        tax = taxCounts.next()
      }
    }
  } finally {
    taxCounts.return?.()
  }
  return { anchors, total: position }
}
