import type { CurrencyTotal, InvoiceEffect } from '@contract/batch'
import type { ResolvedLine } from '../../engine/fact'
import { totalsOf } from '../../engine/batch/totals'
import { formatMinor } from '../../engine/money/amount'

/** Credits, charges and net per currency of the lines that no rule refuses; the net counts cancels too. */
export function currencyTotals(resolved: readonly ResolvedLine[]): CurrencyTotal[] {
  return totalsOf(resolved).map((total) => ({
    currency: total.currency,
    creditCount: total.creditCount,
    chargeCount: total.chargeCount,
    credits: formatMinor(total.creditMinor, total.currency),
    charges: formatMinor(total.chargeMinor, total.currency),
    net: formatMinor(total.netMinor, total.currency),
  }))
}

/** One invoice before, change and after, as screens show it. */
export function invoiceEffect(given: {
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly accountName: string
  readonly currency: string
  readonly lineCount: number
  readonly beforeMinor: bigint
  readonly changeMinor: bigint
}): InvoiceEffect {
  const { currency, beforeMinor, changeMinor } = given
  return {
    invoiceId: given.invoiceId,
    invoiceNumber: given.invoiceNumber,
    accountName: given.accountName,
    currency,
    lineCount: given.lineCount,
    balanceBefore: formatMinor(beforeMinor, currency),
    change: formatMinor(changeMinor, currency),
    balanceAfter: formatMinor(beforeMinor + changeMinor, currency),
  }
}
