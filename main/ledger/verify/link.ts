import type { Ledger } from '../database'
import type { Watch } from './fault'

interface Link {
  adjustment_id: string
  /** Null where the link was taken away. */
  original_id: string | null
  person_id: string
  at: string
}

const selectEvents = `
  select adjustment_id, original_id, person_id, at from adjustment_event where event = 'linked' order by sequence`

const selectLogged = `
  select json_extract(detail, '$.adjustmentId') as adjustment_id,
    case action when 'linkReversal' then json_extract(detail, '$.originalId') end as original_id, person_id, at
  from audit where action in ('linkReversal', 'unlinkReversal') and json_valid(detail) order by sequence`

// What a person linked takes back all or part of something earlier on the same source that is no reversal.
const selectUnfit = `
  select s.number, o.number as original
  from adjustment_state s indexed by adjustment_state_reversing
  join adjustment r on r.id = s.adjustment_id
  join adjustment o on o.id = s.reverses_id
  join adjustment_state os on os.adjustment_id = o.id
  where s.reverses_id is not null and r.reverses_id is null and not (
    r.origin = 'imported' and o.type <> r.type and o.kind = r.kind and o.invoice_id = r.invoice_id
    and o.source_type = r.source_type and o.source_id = r.source_id
    and o.adjustment_date <= r.adjustment_date
    and (os.reverses_id is null or s.is_refused = 1 or s.is_deleted = 1))
  limit 20`

/** Links are those of which the log tells, in its order, and each joins two that can belong together. */
export function verifyLinks(ledger: Ledger, watch: Watch): void {
  const events = ledger.sql<Link>(selectEvents).all()
  const logged = ledger.sql<Link>(selectLogged).all()
  for (let index = 0; index < Math.max(events.length, logged.length); index += 1) {
    watch.same('reversal_link', `link ${index + 1}`, textOf(logged[index]), textOf(events[index]))
  }
  for (const { number, original } of ledger.sql<{ number: string; original: string }>(selectUnfit).all()) {
    watch.fault('reversal_link', `adjustment ${number}`, 'an opposite on the same source', original)
  }
}

function textOf(link: Link | undefined): string {
  if (link === undefined) return 'none'
  return `${link.adjustment_id} to ${link.original_id ?? 'nothing'}, ${link.person_id}, ${link.at}`
}
