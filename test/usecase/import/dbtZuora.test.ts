import { expect, test } from 'vitest'
import { tempLedger } from '../../support/tempLedger'
import { contentOf, counts, importing } from './importing'

const names = ['account', 'invoice', 'invoice_item', 'taxation_item', 'credit_balance_adjustment'].map(
  (name) => `zuora_${name}_data.csv`,
)

test('the five files of a warehouse: what is sound is taken, every other row is named', () => {
  const ledger = tempLedger('live')
  const into = importing(ledger)
  const started = into.start(...names.map((name) => into.file(`dbt_zuora/${name}`)))
  expect(
    started.files.map(({ kind, naming, rejections }) => [
      kind,
      naming,
      ...rejections.map(({ code }) => code),
    ]),
  ).toEqual([
    ['account', 'warehouse'],
    ['invoice', 'warehouse'],
    ['item', 'warehouse'],
    ['taxLine', 'warehouse'],
    ['', '', 'file_kind_not_imported'],
  ])
  expect(started.files[4]?.rejections[0]?.params).toMatchObject({ found: 'credit balance adjustments' })

  const view = into.preview(started)
  expect(counts(view)).toEqual({
    'zuora_account_data.csv': '4/0/0/1/0',
    'zuora_invoice_data.csv': '5/0/0/0/0',
    'zuora_invoice_item_data.csv': '0/0/0/6/0',
    'zuora_taxation_item_data.csv': '0/0/0/6/0',
  })
  const reasons = into
    .rows(view, 'refused')
    .map(({ fileName, line, rejections }) =>
      [fileName, line, ...rejections.map(({ code }) => code)].join(' '),
    )
  expect(reasons.slice(0, 8)).toEqual([
    expect.stringMatching(/^zuora_account_data.csv \d row_marked_deleted$/),
    'zuora_invoice_item_data.csv 2 row_currency_differs',
    'zuora_invoice_item_data.csv 3 row_currency_differs',
    'zuora_invoice_item_data.csv 4 row_currency_differs',
    'zuora_invoice_item_data.csv 5 row_currency_differs',
    expect.stringMatching(/^zuora_invoice_item_data.csv 6 row_/),
    expect.stringMatching(/^zuora_invoice_item_data.csv 7 row_/),
    'zuora_taxation_item_data.csv 2 row_marked_deleted',
  ])
  for (const reason of reasons.slice(8))
    expect(reason).toMatch(
      /^zuora_taxation_item_data.csv [3-7] (row_parent_unknown|row_parent_refused|field_required)$/,
    )
  expect(reasons).toHaveLength(13)
  expect(view.warnings.map(({ code }) => code)).toEqual(['placeholder_account'])
  expect(contentOf(ledger).account).toEqual([])

  into.commit(view)
  expect(ledger.sql('select count(*) as rows from account where is_placeholder = 0').get()).toEqual({
    rows: 4n,
  })
  expect(ledger.sql('select id, name, currency from account where is_placeholder = 1').all()).toEqual([
    { id: 'dff38ac00240057303623f9ba5542afa', name: 'dff38ac00240057303623f9ba5542afa', currency: 'USD' },
  ])
  expect(ledger.sql('select count(*) as rows from invoice').get()).toEqual({ rows: 5n })
  expect(ledger.sql('select count(*) as rows from item').get()).toEqual({ rows: 0n })
})
