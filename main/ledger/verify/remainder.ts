import type { Ledger } from '../database'
import type { Watch } from './fault'

interface OverReversed {
  number: string
  amount_minor: bigint
  reversed_minor: bigint
}

// Only adjustments that have linked reversals: an index of those few drives.
const selectOverReversed = `
  select o.number, o.amount_minor, sum(r.amount_minor) as reversed_minor
  from adjustment_state s indexed by adjustment_state_reversing
  join adjustment r on r.id = s.adjustment_id
  join adjustment o on o.id = s.reverses_id
  where s.reverses_id is not null and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0
  group by s.reverses_id having sum(r.amount_minor) > o.amount_minor limit 20`

/** No adjustment is reversed beyond its amount. */
export function verifyRemainders(ledger: Ledger, watch: Watch): void {
  for (const row of ledger.sql<OverReversed>(selectOverReversed).all()) {
    watch.fault(
      'reversal_remainder',
      `adjustment ${row.number}`,
      `at most ${row.amount_minor}`,
      row.reversed_minor,
    )
  }
}
