import type { ResolvedLine } from '../fact'

/** Sums of one currency, in minor units; nothing is ever summed across currencies. */
export interface CurrencyTotal {
  readonly currency: string
  readonly creditCount: number
  readonly creditMinor: bigint
  readonly chargeCount: number
  readonly chargeMinor: bigint
  readonly cancelCount: number
  /** Signed effect of the cancels on the balances. */
  readonly cancelMinor: bigint
  readonly deleteCount: number
  /** Signed effect of all lines on the balances: charges − credits + cancels. */
  readonly netMinor: bigint
}

type Sum = { -readonly [Key in keyof CurrencyTotal]: CurrencyTotal[Key] }

/** Totals per currency, in the order of the codes. */
export function totalsOf(resolved: readonly ResolvedLine[]): readonly CurrencyTotal[] {
  const sums = new Map<string, Sum>()
  for (const line of resolved) {
    const sum = sums.get(line.currency) ?? emptySum(line.currency)
    sums.set(line.currency, sum)
    addTo(sum, line)
  }
  return [...sums.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1))
}

function addTo(sum: Sum, { line, impactMinor, amountMinor }: ResolvedLine): void {
  sum.netMinor += impactMinor
  if (line.action === 'delete') sum.deleteCount += 1
  else if (line.action === 'cancel') {
    sum.cancelCount += 1
    sum.cancelMinor += impactMinor
  } else if (impactMinor < 0n) {
    sum.creditCount += 1
    sum.creditMinor += amountMinor
  } else {
    sum.chargeCount += 1
    sum.chargeMinor += amountMinor
  }
}

function emptySum(currency: string): Sum {
  return {
    currency,
    creditCount: 0,
    creditMinor: 0n,
    chargeCount: 0,
    chargeMinor: 0n,
    cancelCount: 0,
    cancelMinor: 0n,
    deleteCount: 0,
    netMinor: 0n,
  }
}
