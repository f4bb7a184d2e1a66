import type { Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { readAccountingCodes } from '../ledger/accountingCodeTable'
import { readPeriods } from '../ledger/periodTable'
import { readReasons } from '../ledger/reasonCodeTable'
import type { Context } from './context'

export function getChoices({ ledger }: Context): Outcome<Output<'getChoices'>> {
  return accepted({
    reasons: readReasons(ledger),
    accountingCodes: readAccountingCodes(ledger),
    periods: readPeriods(ledger),
  })
}
