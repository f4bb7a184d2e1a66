import type { TotalKey } from '@contract/approval'
import { beside, line, type Row } from './example'

const limit = (of: TotalKey, upTo: Record<string, string> = { USD: '5000.00' }, days = 30) => ({
  running: [{ of, days, upTo }],
})
const keys: Readonly<Record<TotalKey, string>> = {
  invoice: 'I1',
  account: 'A1',
  preparer: 'P1',
  reason: 'Write-off',
}
const ofEach = (rows: (of: TotalKey, key: string) => readonly Row[]) =>
  (Object.keys(keys) as TotalKey[]).flatMap((of) => rows(of, keys[of]))

export const runningRows: readonly Row[] = [
  ...ofEach((of, key) => [
    [`${of}: nothing before, at`, limit(of), [line('5000.00')], [], 'covered'],
    [
      `${of}: nothing before, over`,
      limit(of),
      [line('5000.01')],
      [],
      `${of} ${key} 30 5000.01 > 5000.00 USD`,
    ],
    [`${of}: just under`, limit(of), [line('999.99')], [beside(of, key, '4000.00')], 'covered'],
    [`${of}: at`, limit(of), [line('1000.00')], [beside(of, key, '4000.00')], 'covered'],
    [
      `${of}: one cent over`,
      limit(of),
      [line('1000.01')],
      [beside(of, key, '4000.00')],
      `${of} ${key} 30 5000.01 > 5000.00 USD`,
    ],
    [
      `${of}: over before, and more`,
      limit(of),
      [line('0.01')],
      [beside(of, key, '6000.00')],
      `${of} ${key} 30 6000.01 > 5000.00 USD`,
    ],
    [
      `${of}: over two lines of one batch`,
      limit(of),
      [line('500.00'), line('500.01')],
      [beside(of, key, '4000.00')],
      `${of} ${key} 30 5000.01 > 5000.00 USD`,
    ],
    [
      `${of}: a charge does not make up for a credit`,
      limit(of),
      [line('600.00'), line('600.00', { kind: 'item_charge' })],
      [beside(of, key, '4000.00')],
      `${of} ${key} 30 5200.00 > 5000.00 USD`,
    ],
    [
      `${of}: what another one ran up`,
      limit(of),
      [line('1000.01')],
      [beside(of, 'another', '4000.00')],
      'covered',
    ],
    [
      `${of}: what ran up over other days`,
      limit(of),
      [line('1000.01')],
      [beside(of, key, '4000.00', { days: 365 })],
      'covered',
    ],
    [
      `${of}: what ran up in another currency`,
      limit(of),
      [line('1000.01')],
      [beside(of, key, '4000.00', { currency: 'EUR' })],
      'covered',
    ],
    [
      `${of}: a currency that is not named`,
      limit(of),
      [line('0.01', { currency: 'EUR' })],
      [],
      'currency EUR',
    ],
    [
      `${of}: one yen over`,
      limit(of, { JPY: '500000' }),
      [line('1', { currency: 'JPY' })],
      [beside(of, key, '500000', { currency: 'JPY' })],
      `${of} ${key} 30 500001 > 500000 JPY`,
    ],
    [
      `${of}: dinars at`,
      limit(of, { KWD: '1500.000' }),
      [line('0.001', { currency: 'KWD' })],
      [beside(of, key, '1499.999', { currency: 'KWD' })],
      'covered',
    ],
    [
      `${of}: one fils over`,
      limit(of, { KWD: '1500.000' }),
      [line('0.002', { currency: 'KWD' })],
      [beside(of, key, '1499.999', { currency: 'KWD' })],
      `${of} ${key} 30 1500.001 > 1500.000 KWD`,
    ],
    [
      `${of}: one rappen over`,
      limit(of, { CHF: '4500.00' }),
      [line('0.01', { currency: 'CHF' })],
      [beside(of, key, '4500.00', { currency: 'CHF' })],
      `${of} ${key} 30 4500.01 > 4500.00 CHF`,
    ],
  ]),
  [
    'two invoices of one account, each under its own limit',
    { running: [...limit('invoice').running, ...limit('account', { USD: '8000.00' }).running] },
    [line('4000.01'), line('4000.00', { invoiceId: 'I2' })],
    [],
    'account A1 30 8000.01 > 8000.00 USD',
  ],
  [
    'two accounts are two totals',
    limit('account'),
    [line('5000.00'), line('5000.00', { invoiceId: 'I2', accountId: 'A2' })],
    [],
    'covered',
  ],
  [
    'two reason codes are two totals, and the invoice is still one',
    { running: [...limit('reason').running, ...limit('invoice').running] },
    [line('3000.00'), line('3000.00', { reasonCode: 'Other' })],
    [],
    'invoice I1 30 6000.00 > 5000.00 USD',
  ],
  [
    'what another preparer ran up on the same invoice',
    { running: [...limit('preparer').running, ...limit('invoice').running] },
    [line('3000.00')],
    [beside('preparer', 'P2', '3000.00'), beside('invoice', 'I1', '3000.00')],
    'invoice I1 30 6000.00 > 5000.00 USD',
  ],
  [
    'a short window beside a long one',
    { running: [...limit('invoice', { USD: '1000.00' }, 1).running, ...limit('invoice').running] },
    [line('600.00')],
    [beside('invoice', 'I1', '500.00', { days: 1 }), beside('invoice', 'I1', '4300.00')],
    'invoice I1 1 1100.00 > 1000.00 USD',
  ],
  [
    'of several invoices over it, the farthest first',
    limit('invoice'),
    [line('5000.01'), line('9000.00', { invoiceId: 'I2' })],
    [],
    'invoice I2 30 9000.00 > 5000.00 USD, invoice I1 30 5000.01 > 5000.00 USD',
  ],
]
