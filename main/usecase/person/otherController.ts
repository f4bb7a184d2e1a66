import type { Ledger } from '../../ledger/database'
import { ledgerPeople } from './ledgerPeople'

/** Whether somebody else may give rights and can act on this machine: a key elsewhere or revoked helps nobody. */
export function hasOtherController(ledger: Ledger, personId: string): boolean {
  return ledgerPeople(ledger).some(
    ({ id, rights, key }) =>
      id !== personId && rights.includes('control') && (key === 'none' || key === 'here'),
  )
}
