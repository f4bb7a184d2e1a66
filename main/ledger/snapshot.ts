import type { Ledger } from './database'

/** Reads one consistent view, whatever is committed meanwhile. Writes nothing. */
export function inSnapshot<Result>(ledger: Ledger, work: () => Result): Result {
  return ledger.database.transaction(work).deferred()
}
