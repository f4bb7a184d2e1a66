import type { LedgerKind, LedgerView } from '@contract/ledger'
import type { Ledger } from './database'

interface LedgerRow {
  id: string
  kind: LedgerKind
  name: string
  code: string
  created_at: string
}

export function insertLedger(ledger: Ledger, view: LedgerView): void {
  ledger
    .sql('insert into ledger (one, id, kind, name, code, created_at) values (1, ?, ?, ?, ?, ?)')
    .run(view.ledgerId, view.kind, view.name, view.code, view.createdAt)
}

export function readLedger(ledger: Ledger): LedgerView {
  const row = ledger.sql<LedgerRow>('select id, kind, name, code, created_at from ledger').get()
  if (row === undefined) throw new Error('The ledger has no identity row')
  return { ledgerId: row.id, kind: row.kind, name: row.name, code: row.code, createdAt: row.created_at }
}

/** Takes the next `count` numbers of this ledger and gives the first of them. Only within a transaction. */
export function takeNumbers(ledger: Ledger, count: number): bigint {
  const row = ledger
    .sql<{ last: bigint }>('update ledger set last_number = last_number + ? returning last_number as last')
    .get(BigInt(count))
  if (row === undefined) throw new Error('The ledger has no identity row')
  return row.last - BigInt(count) + 1n
}

/** The last provisional number that was given here. */
export function readLastNumber(ledger: Ledger): bigint {
  return ledger.sql<{ last: bigint }>('select last_number as last from ledger').get()?.last ?? 0n
}

/** Grows with every change of facts, periods, adjustments and reversals: what a preview was compared with. */
export function readFactVersion(ledger: Ledger): bigint {
  return ledger.sql<{ version: bigint }>('select fact_version as version from ledger').get()?.version ?? 0n
}

export function advanceFactVersion(ledger: Ledger): void {
  ledger.sql('update ledger set fact_version = fact_version + 1').run()
}
