import { invoice, source, type World } from '../example'
import type { Row } from './row'

const inCurrency = (currency: string, openMinor = 100_000_000_000_000_000n): World => ({
  invoices: [invoice({ currency, balanceMinor: openMinor, amountMinor: openMinor })],
  sources: [source({ amountMinor: openMinor })],
})

export const amountRows: readonly Row[] = [
  { what: 'one cent', lines: [{ amount: '0.01' }], verdict: 'ok' },
  { what: 'zeros after the scale lose nothing', lines: [{ amount: '10.500000000' }], verdict: 'ok' },
  { what: 'zero', lines: [{ amount: '0.00' }], verdict: 'amount_not_positive' },
  { what: 'below zero', lines: [{ amount: '-5.00' }], verdict: 'amount_not_positive' },
  {
    what: 'below zero on an unknown invoice',
    lines: [{ amount: '-5.00', invoiceId: 'inv9' }],
    verdict: 'invoice_unknown amount_not_positive',
  },
  { what: 'three decimals of dollars', lines: [{ amount: '1.234' }], verdict: 'amount_scale' },
  {
    what: 'three decimals of Kuwaiti dinars',
    lines: [{ amount: '1.234' }],
    world: inCurrency('KWD'),
    verdict: 'ok',
  },
  {
    what: 'four decimals of Kuwaiti dinars',
    lines: [{ amount: '1.2345' }],
    world: inCurrency('KWD'),
    verdict: 'amount_scale',
  },
  { what: 'yen', lines: [{ amount: '1500' }], world: inCurrency('JPY'), verdict: 'ok' },
  { what: 'half a yen', lines: [{ amount: '1500.5' }], world: inCurrency('JPY'), verdict: 'amount_scale' },
  {
    what: 'below zero and too fine',
    lines: [{ amount: '-1.234' }],
    verdict: 'amount_not_positive amount_scale',
  },
  { what: 'a Swiss five', lines: [{ amount: '1.05' }], world: inCurrency('CHF'), verdict: 'ok' },
  { what: 'a Swiss two', lines: [{ amount: '1.02' }], world: inCurrency('CHF'), verdict: 'amount_increment' },
  {
    what: 'no increment set',
    lines: [{ amount: '1.02' }],
    world: { ...inCurrency('CHF'), settings: { increment: {} } },
    verdict: 'ok',
  },
  {
    what: 'sixteen characters with the point',
    lines: [{ amount: '9999999999999.99' }],
    world: inCurrency('USD', 999_999_999_999_999n),
    verdict: 'ok',
  },
  {
    what: 'seventeen characters',
    lines: [{ amount: '10000000000000.00' }],
    world: inCurrency('USD'),
    verdict: 'amount_too_long',
  },
  {
    what: 'sixteen digits of yen',
    lines: [{ amount: '1000000000000000' }],
    world: inCurrency('JPY'),
    verdict: 'amount_too_long',
  },
  { what: 'more than any column holds', lines: [{ amount: '9'.repeat(40) }], verdict: 'amount_too_long' },
  { what: 'leading zeros are no length', lines: [{ amount: '00000000000000000010.00' }], verdict: 'ok' },
]
