import type { AdjustmentEventName } from '../adjustmentEventTable'
import type { Ledger } from '../database'
import { countOf } from './auditChain'
import type { Watch } from './fault'

interface EventRow {
  id: string
  origin: 'local' | 'imported'
  number: string
  adjustment_date: string
  event: AdjustmentEventName | null
  effect: 'create' | 'cancel' | 'delete' | null
  import_id: string | null
  /** Of an import: what the adjustment was when it came. */
  imported_status: string | null
  status: string | null
  is_refused: bigint | null
  is_deleted: bigint | null
  is_exported: bigint | null
  is_cancel_exported: bigint | null
  has_landed: bigint | null
  /** Of a 'linked' event: what is reversed from then on. */
  original_id: string | null
  posted_reverses_id: string | null
  reverses_id: string | null
  create_journals: bigint
  cancel_journals: bigint
}

const selectEvents = `
  select a.id, a.origin, a.number, a.adjustment_date, e.event, e.effect, e.import_id,
    case e.event when 'imported' then json_extract(e.detail, '$.status') end as imported_status, s.status, s.is_refused,
    s.is_deleted, s.is_exported, s.is_cancel_exported, s.create_landed_at is not null as has_landed,
    e.original_id, a.reverses_id as posted_reverses_id, s.reverses_id,
    (select count(*) from journal j where j.adjustment_id = a.id and j.effect = 'create') as create_journals,
    (select count(*) from journal j where j.adjustment_id = a.id and j.effect = 'cancel') as cancel_journals
  from adjustment a
  left join adjustment_state s on s.adjustment_id = a.id
  left join adjustment_event e on e.adjustment_id = a.id
  order by a.id, e.sequence`

/** What the events of one adjustment add up to. */
interface Standing {
  status: 'Processed' | 'Canceled'
  isRefused: boolean
  isDeleted: boolean
  isExported: boolean
  isCancelExported: boolean
  hasLanded: boolean
  wasCancelledHere: boolean
  isKnownByImport: boolean
  /** By its last link. */
  reversesId: string | null
}

/** The state of every adjustment is what its events add up to, and it has the journals that they call for. */
export function verifyStates(ledger: Ledger, watch: Watch): number {
  const total = countOf(ledger, 'select count(*) as count from adjustment')
  let adjustments = 0
  let events: EventRow[] = []
  const finish = () => {
    const [head] = events
    if (head === undefined) return
    verifyAdjustment(head, events, watch)
    adjustments += 1
    watch.step('adjustments', adjustments, total)
  }
  for (const row of ledger.sql<EventRow>(selectEvents).iterate()) {
    if (events[0]?.id !== row.id) {
      finish()
      events = []
    }
    events.push(row)
  }
  finish()
  return adjustments
}

function verifyAdjustment(head: EventRow, events: readonly EventRow[], watch: Watch): void {
  const place = `adjustment ${head.number} (${head.id})`
  watch.same(
    'adjustment_events',
    place,
    head.origin === 'local' ? 'posted' : 'imported',
    head.event ?? 'none',
  )
  if (head.status === null) {
    watch.fault('adjustment_state', place, 'a state', 'none')
    return
  }
  const expected = standingOf(events)
  const flags: [string, boolean, bigint | null][] = [
    ['refused', expected.isRefused, head.is_refused],
    ['deleted', expected.isDeleted, head.is_deleted],
    ['exported', expected.isExported, head.is_exported],
    ['cancel exported', expected.isCancelExported, head.is_cancel_exported],
  ]
  // What an import knows of a landing stands in its facts, not in an event of ours.
  if (!expected.isKnownByImport) flags.push(['landed', expected.hasLanded, head.has_landed])
  watch.same('adjustment_state', `${place}, status`, expected.status, head.status)
  const reversesId = head.posted_reverses_id ?? expected.reversesId
  watch.same('adjustment_state', `${place}, reverses`, reversesId, head.reverses_id)
  for (const [name, isSet, found] of flags) {
    watch.same('adjustment_state', `${place}, ${name}`, isSet, found === 1n)
  }
  verifyJournalCount(head, expected, place, watch)
}

/** Local ones have a journal of their creation, and one of their cancel if it was ever cancelled here. */
function verifyJournalCount(head: EventRow, expected: Standing, place: string, watch: Watch): void {
  const isLocal = head.origin === 'local'
  watch.same('journal_missing', `${place}, creation`, isLocal ? 1n : 0n, head.create_journals)
  if (isLocal && expected.wasCancelledHere) {
    watch.same('journal_missing', `${place}, cancel`, 1n, head.cancel_journals)
  } else if (!isLocal || expected.status === 'Processed') {
    watch.same('journal_missing', `${place}, cancel`, 0n, head.cancel_journals)
  }
}

function standingOf(events: readonly EventRow[]): Standing {
  const standing: Standing = {
    status: 'Processed',
    isRefused: false,
    isDeleted: false,
    isExported: false,
    isCancelExported: false,
    hasLanded: false,
    wasCancelledHere: false,
    isKnownByImport: false,
    reversesId: null,
  }
  for (const row of events) addEvent(standing, row)
  return standing
}

function addEvent(
  standing: Standing,
  { event, effect, import_id, imported_status, original_id }: EventRow,
): void {
  if (import_id !== null) standing.isKnownByImport = true
  switch (event) {
    case 'cancelled':
      standing.status = 'Canceled'
      standing.isCancelExported = false
      if (import_id === null) standing.wasCancelledHere = true
      break
    case 'deleted':
      standing.isDeleted = true
      break
    case 'exported':
      if (effect === 'create') standing.isExported = true
      if (effect === 'cancel') standing.isCancelExported = true
      break
    case 'landed':
      if (effect === 'create') standing.hasLanded = true
      break
    case 'refused':
      takeBack(standing, effect)
      break
    case 'imported':
      if (imported_status === 'Canceled') standing.status = 'Canceled'
      break
    case null:
    case 'posted':
    case 'updated':
      break
    case 'linked':
      standing.reversesId = original_id
      break
  }
}

/** The billing system refused an effect: what it would have changed is as it was. */
function takeBack(standing: Standing, effect: EventRow['effect']): void {
  if (effect === 'create') standing.isRefused = true
  if (effect === 'delete') standing.isDeleted = false
  if (effect !== 'cancel') return
  standing.status = 'Processed'
  standing.isCancelExported = false
}
