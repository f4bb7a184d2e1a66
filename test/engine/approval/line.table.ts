import { line, type Row } from './example'

const thousand = { lineUpTo: { USD: '1000.00' } }
const many = { lineUpTo: { USD: '1000.00', JPY: '100000', KWD: '300.000', CHF: '950.00' } }

export const lineRows: readonly Row[] = [
  ['just under', thousand, [line('999.99')], [], 'covered'],
  ['at', thousand, [line('1000.00')], [], 'covered'],
  ['one cent over', thousand, [line('1000.01')], [], 'line 1000.01 > 1000.00 USD'],
  ['without a limit, any amount', {}, [line('9999999999999.99')], [], 'covered'],
  ['yen just under', many, [line('99999', { currency: 'JPY' })], [], 'covered'],
  ['yen at', many, [line('100000', { currency: 'JPY' })], [], 'covered'],
  ['one yen over', many, [line('100001', { currency: 'JPY' })], [], 'line 100001 > 100000 JPY'],
  ['dinars just under', many, [line('299.999', { currency: 'KWD' })], [], 'covered'],
  ['dinars at', many, [line('300.000', { currency: 'KWD' })], [], 'covered'],
  ['one fils over', many, [line('300.001', { currency: 'KWD' })], [], 'line 300.001 > 300.000 KWD'],
  ['francs just under', many, [line('949.99', { currency: 'CHF' })], [], 'covered'],
  ['francs at', many, [line('950.00', { currency: 'CHF' })], [], 'covered'],
  ['one rappen over', many, [line('950.01', { currency: 'CHF' })], [], 'line 950.01 > 950.00 CHF'],
  ['a currency that is not named', thousand, [line('0.01', { currency: 'EUR' })], [], 'currency EUR'],
  [
    'a currency that is named in lower case',
    { lineUpTo: { usd: '9.00' } },
    [line('1.00')],
    [],
    'currency USD',
  ],
  ['each line by itself', thousand, [line('1000.00'), line('1000.00')], [], 'covered'],
  [
    'of several over it, the largest',
    thousand,
    [line('1000.01'), line('3000.00'), line('2000.00')],
    [],
    'line 3000.00 > 1000.00 USD',
  ],
  [
    'each currency by itself',
    many,
    [line('1000.01'), line('100001', { currency: 'JPY' })],
    [],
    'line 1000.01 > 1000.00 USD, line 100001 > 100000 JPY',
  ],
  ['a limit that names no currency at all', { lineUpTo: {} }, [line('1.00')], [], 'currency USD'],
]
