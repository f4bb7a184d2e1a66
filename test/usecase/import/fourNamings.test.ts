import { describe, expect, test } from 'vitest'
import { verifyLedger } from '../../../main/ledger/verify'
import { tempLedger } from '../../support/tempLedger'
import { contentOf, counts, importing } from './importing'

const names = [
  'accounting-codes',
  'reason-codes',
  'periods',
  'accounts',
  'invoices',
  'items',
  'tax-lines',
  'invoice-adjustments',
  'item-adjustments',
]

describe.each(['api', 'export', 'label', 'warehouse', 'json'])('a sound set, %s', (naming) => {
  const end = naming === 'json' ? 'json' : 'csv'
  const files = (into: ReturnType<typeof importing>) =>
    names.map((name) => into.file(`sound/${naming}/${name}.${end}`))

  test('is taken in full, in any order of files', () => {
    const ledger = tempLedger('live')
    const into = importing(ledger)
    const view = into.take(files(into).reverse())
    expect(view.files.flatMap(({ rejections }) => rejections)).toEqual([])
    expect(into.rows(view, 'refused')).toEqual([])
    expect(view.warnings).toEqual([])
    expect(new Set(view.files.map((file) => file.naming))).toEqual(
      new Set([naming === 'json' ? 'api' : naming]),
    )
    const rows = (table: string) => ledger.sql(`select * from ${table}`).all().length
    expect(
      ['account', 'invoice', 'item', 'tax_line', 'accounting_code', 'period', 'adjustment'].map(rows),
    ).toEqual([4, 5, 8, 6, 3, 2, 3])
    expect(
      ledger
        .sql(
          'select number, amount_minor, balance_minor, current_balance_minor, adjustment_count from invoice order by number',
        )
        .all(),
    ).toEqual(
      [
        ['INV00090001', 158560n, 153560n, 153560n, 2n],
        ['INV00090002', 142800n, 0n, 0n, 0n],
        ['INV00090003', 56005n, 54005n, 54005n, 1n],
        ['INV00090004', 627946n, 627946n, 627946n, 0n],
        ['INV00090005', 12345n, 12345n, 12345n, 0n],
      ].map(([number, amount_minor, balance_minor, current_balance_minor, adjustment_count]) => ({
        number,
        amount_minor,
        balance_minor,
        current_balance_minor,
        adjustment_count,
      })),
    )
    expect(ledger.sql('select distinct history_as_of from invoice').all()).toEqual([
      { history_as_of: '2026-11-19T00:00:00.000Z' },
    ])
    expect(verifyLedger(ledger)).toMatchObject({ sound: true, faults: [] })
  })

  test('the same files again change nothing', () => {
    const ledger = tempLedger('live')
    const into = importing(ledger)
    into.take(files(into))
    const before = contentOf(ledger)
    const again = into.take(files(into))
    expect(contentOf(ledger)).toEqual(before)
    expect(again.counts.map((count) => [count.new, count.changed, count.refused])).toEqual(
      names.map(() => [0, 0, 0]),
    )
    expect(again.warnings.map(({ code }) => code)).toEqual(names.map(() => 'same_file_again'))
    expect(ledger.sql(`select count(*) as rows from audit where action = 'commitImport'`).get()).toEqual({
      rows: 2n,
    })
  })
})

test('all namings say the same', () => {
  const contents = ['api', 'export', 'label', 'warehouse', 'json'].map((naming) => {
    const ledger = tempLedger('live')
    const into = importing(ledger)
    into.take(names.map((name) => into.file(`sound/${naming}/${name}.${naming === 'json' ? 'json' : 'csv'}`)))
    return contentOf(ledger)
  })
  const plain = JSON.stringify(contents[0], withoutIds)
  for (const other of contents) expect(JSON.stringify(other, withoutIds)).toBe(plain)
})

/** Periods have no id in the files, and the number of the import counts up. */
function withoutIds(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'string' && value.startsWith('01TEST') ? 'id' : value
}

test('an answer about one invoice brings items and tax lines', () => {
  const ledger = tempLedger('live')
  const into = importing(ledger)
  into.take([into.file('sound/api/accounts.csv'), into.file('sound/api/invoices.csv')])
  const view = into.take([into.file('sound/json/INV00090001 items answer.json')])
  expect(counts(view)).toEqual({
    'INV00090001 items answer.json › invoiceItems': '3/0/0/0/0',
    'INV00090001 items answer.json › taxationItems': '2/0/0/0/0',
  })
  expect(view.warnings.map(({ code }) => code)).toEqual([])
})
