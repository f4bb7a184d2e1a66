import type { PeriodView } from '@contract/invoice'
import { inTransaction, type Ledger } from '../../main/ledger/database'

/**
 * Gives a period a state that the ledger's own guard would not let it have now: as on a ledger that came to
 * it another way, or that somebody has tampered with. The guard stands again afterwards.
 */
export function forcePeriod(ledger: Ledger, periodId: string, state: PeriodView['state']): void {
  inTransaction(ledger, () => {
    const guard = ledger
      .sql<{ sql: string }>("select sql from sqlite_schema where name = 'period_moves_in_order'")
      .get()?.sql
    if (guard === undefined) throw new Error('No guard of the order of periods')
    ledger.database.exec('drop trigger period_moves_in_order')
    ledger.sql('update period set state = ? where id = ?').run(state, periodId)
    ledger.database.exec(guard)
  })
}
