import { Settings } from '@contract/setting'
import type { Ledger } from './database'
import { readLedger } from './ledgerTable'

/** What a ledger starts with. The counter item is on in a sandbox only: a live tenant must confirm it. */
function startingSettings(kind: 'live' | 'sandbox'): Settings {
  return {
    apiVersion: 141,
    mode: 'legacy',
    entityId: '',
    timeZone: 'UTC',
    advancedAdjustment: false,
    counterItem: kind === 'sandbox',
    adjustOppositeSign: true,
    revenueAccounts: false,
    revenueExclusion: false,
    receivablesCode: 'Accounts Receivable',
    defaultAdjustmentCode: '',
    rounding: {},
    increment: {},
    signEachTime: false,
  }
}

/** The ledger's settings; one that was never changed has its starting value. */
export function readSettings(ledger: Ledger): Settings {
  const stored = ledger.sql<{ name: string; value: string }>('select name, value from setting').all()
  const changed = Object.fromEntries(stored.map(({ name, value }) => [name, JSON.parse(value) as unknown]))
  return Settings.parse({ ...startingSettings(readLedger(ledger).kind), ...changed })
}

/** Stores the named settings. Only within the transaction that also writes them to the audit log. */
export function writeSettings(ledger: Ledger, changed: Partial<Settings>): void {
  const write = ledger.sql(
    'insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  )
  for (const [name, value] of Object.entries(changed)) write.run(name, JSON.stringify(value))
}
