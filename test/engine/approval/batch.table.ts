import { line, type Row } from './example'

const tenThousand = { batchUpTo: { USD: '10000.00', JPY: '1000000', KWD: '3000.000', CHF: '9000.00' } }
const yen = (amount: string) => line(amount, { currency: 'JPY' })
const dinars = (amount: string) => line(amount, { currency: 'KWD' })
const francs = (amount: string) => line(amount, { currency: 'CHF' })

export const batchRows: readonly Row[] = [
  ['just under', tenThousand, [line('5000.00'), line('4999.99')], [], 'covered'],
  ['at', tenThousand, [line('5000.00'), line('5000.00')], [], 'covered'],
  ['one cent over', tenThousand, [line('5000.00'), line('5000.01')], [], 'batch 10000.01 > 10000.00 USD'],
  ['yen at', tenThousand, [yen('999999'), yen('1')], [], 'covered'],
  ['one yen over', tenThousand, [yen('999999'), yen('2')], [], 'batch 1000001 > 1000000 JPY'],
  ['dinars at', tenThousand, [dinars('2999.999'), dinars('0.001')], [], 'covered'],
  ['one fils over', tenThousand, [dinars('2999.999'), dinars('0.002')], [], 'batch 3000.001 > 3000.000 KWD'],
  ['francs at', tenThousand, [francs('8999.95'), francs('0.05')], [], 'covered'],
  ['one rappen over', tenThousand, [francs('8999.95'), francs('0.06')], [], 'batch 9000.01 > 9000.00 CHF'],
  [
    'gross: a charge does not make up for a credit',
    tenThousand,
    [line('5000.01'), line('5000.00', { kind: 'item_charge' })],
    [],
    'batch 10000.01 > 10000.00 USD',
  ],
  [
    'cancels and deletes count with what they act on',
    tenThousand,
    [line('4000.00', { kind: 'cancel' }), line('4000.00', { kind: 'delete' }), line('2000.01')],
    [],
    'batch 10000.01 > 10000.00 USD',
  ],
  [
    'one amount over two lines, which the limit of a line would miss',
    { lineUpTo: { USD: '1000.00' }, batchUpTo: { USD: '1000.00' } },
    [line('600.00'), line('600.00')],
    [],
    'batch 1200.00 > 1000.00 USD',
  ],
  [
    'no currency fills up another',
    tenThousand,
    [line('10000.00'), yen('1000000'), dinars('3000.000'), francs('9000.00')],
    [],
    'covered',
  ],
  ['a currency that is not named', tenThousand, [line('0.01', { currency: 'EUR' })], [], 'currency EUR'],
  [
    'neither line nor batch names it, which is said once',
    { ...tenThousand, lineUpTo: { USD: '1.00' } },
    [line('0.01', { currency: 'EUR' })],
    [],
    'currency EUR',
  ],
]
