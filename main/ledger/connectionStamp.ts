import type { Ledger } from './database'

/**
 * Moves with every row that is written to the ledger: `changes` counts what this connection wrote (also what was
 * undone), `version` moves with the commits of others.
 */
export function readConnectionStamp(ledger: Ledger): { version: bigint; changes: bigint } {
  const stamp = ledger
    .sql<{ version: bigint; changes: bigint }>(
      'select data_version as version, total_changes() as changes from pragma_data_version',
    )
    .get()
  if (stamp === undefined) throw new Error('The connection has no data version')
  return stamp
}
