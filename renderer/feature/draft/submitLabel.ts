import type { CurrencyTotal } from '@contract/batch'

export interface SubmitWords {
  t: (key: string, named: Record<string, unknown>, count?: number) => string
  amounts: (list: readonly { amount: string; currency: string }[]) => string
  count: (count: number) => string
}

/** Beyond this many currencies a button that names them all cannot be read. */
const mostCurrencies = 3

/**
 * `Submit 14 credits, 2,130.30 EUR and 412.00 USD`: what the button will do, in counts and amounts.
 * Refused lines are in neither: `soundCount` counts the others.
 */
export function submitLabel(
  totals: readonly CurrencyTotal[],
  soundCount: number,
  { t, amounts, count }: SubmitWords,
): string {
  const sides = [
    {
      key: 'draft.submit.credits',
      size: (one: CurrencyTotal) => one.creditCount,
      sum: (one: CurrencyTotal) => one.credits,
    },
    {
      key: 'draft.submit.charges',
      size: (one: CurrencyTotal) => one.chargeCount,
      sum: (one: CurrencyTotal) => one.charges,
    },
  ]
  const parts: string[] = []
  let named = 0
  for (const { key, size, sum } of sides) {
    const counted = totals.reduce((all, one) => all + size(one), 0)
    if (counted === 0) continue
    named += counted
    const list = totals
      .filter((one) => size(one) > 0)
      .map((one) => ({ amount: sum(one), currency: one.currency }))
    const said =
      list.length > mostCurrencies ? t('draft.submit.currencies', { count: list.length }) : amounts(list)
    parts.push(t(key, { count: count(counted), amounts: said }, counted))
  }
  const others = soundCount - named
  if (others > 0) parts.push(t('draft.submit.others', { count: count(others) }, others))
  if (parts.length === 0) return t('draft.submit.nothing', {})
  return t('draft.submit.label', { what: parts.join(`, ${t('draft.submit.and', {})} `) })
}
