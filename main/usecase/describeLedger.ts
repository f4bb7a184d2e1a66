import type { LedgerPerson, LedgerView } from '@contract/ledger'
import type { Settings } from '@contract/setting'
import type { Ledger } from '../ledger/database'
import { readLedger } from '../ledger/ledgerTable'
import { ledgerPeople } from './person/ledgerPeople'
import { readSettings } from '../ledger/settingTable'
import type { Clock } from '../platform/clock'

interface LedgerDescription {
  readonly ledger: LedgerView
  readonly people: LedgerPerson[]
  readonly settings: Settings
  /** The calendar day that it is in the tenant's time zone. */
  readonly today: string
}

/** Which ledger this is, who may act in it, and how its tenant is set. */
export function describeLedger(ledger: Ledger, clock: Clock): LedgerDescription {
  const settings = readSettings(ledger)
  return {
    ledger: readLedger(ledger),
    people: ledgerPeople(ledger),
    settings,
    today: clock.today(settings.timeZone),
  }
}
