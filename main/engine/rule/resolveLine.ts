import type { ResolvedLine } from '../fact'
import { absolute } from '../money/amount'
import { accountsOf, type Accounts } from './account'
import type { LineReading } from './reading'

const noAccounts: Omit<Accounts, 'counterCode' | 'receivablesCode'> = {
  accountingCode: '',
  deferredRevenueAccount: '',
  recognizedRevenueAccount: '',
}

/** What posting writes for a line that no rule refuses; a delete moves nothing and books nothing. */
export function resolveLine(reading: LineReading): ResolvedLine | undefined {
  const { line, invoice, source, adjustment, reason, index, date } = reading
  const period = index.dayStanding(date).period
  const impactMinor = line.action === 'delete' ? 0n : reading.impactMinor
  if (invoice === undefined || period === undefined || impactMinor === undefined) return undefined
  const accounts =
    line.action === 'create'
      ? accountsOf({ line, source, original: adjustment, reason, settings: index.facts.settings })
      : noAccounts
  return {
    line,
    invoice,
    source,
    adjustment,
    currency: invoice.currency,
    amountMinor: line.action === 'create' ? absolute(impactMinor) : (adjustment?.amountMinor ?? 0n),
    impactMinor,
    date,
    periodId: period.id,
    reasonCode:
      line.action === 'create' ? (reason?.name ?? '') : line.reasonCode || (adjustment?.reasonCode ?? ''),
    accountingCode: accounts.accountingCode,
    deferredRevenueAccount: accounts.deferredRevenueAccount,
    recognizedRevenueAccount: accounts.recognizedRevenueAccount,
  }
}
