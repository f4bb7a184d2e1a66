import type { Ledger } from '../database'
import type { Watch } from './fault'

// Only adjustments that are reversals: an index of those few drives. Refusals that say nothing of reversals are older
// than the rule.
const selectOfRefused = `
  select s.number, o.number as original from adjustment_state s indexed by adjustment_state_reversing
  join adjustment_state o on o.adjustment_id = s.reverses_id
  where s.reverses_id is not null and o.is_refused = 1
    and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0
    and exists (
      select 1 from adjustment_event e
      where e.adjustment_id = o.adjustment_id and e.event = 'refused' and e.effect = 'create'
        and json_type(e.detail, '$.reversals') is not null)
  limit 20`

/** What the billing system refused takes no part: no reversal of it stands alone. */
export function verifyRefusals(ledger: Ledger, watch: Watch): void {
  for (const { number, original } of ledger
    .sql<{ number: string; original: string }>(selectOfRefused)
    .all()) {
    watch.fault('reversal_of_refused', `adjustment ${number}`, `refused, as ${original} was`, 'standing')
  }
}
