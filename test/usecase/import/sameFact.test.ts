import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { companyAsOf } from '../../support/company/company'
import { fileNames, namings } from '../../support/company/naming'
import { tempLedger } from '../../support/tempLedger'
import { importing } from './importing'

const fixture = (naming: string, name: string) =>
  readFileSync(new URL(`../../fixture/company/${naming}/${name}`, import.meta.url), 'utf8')

test('facts that a warehouse has written are the same facts in every other naming', () => {
  const into = importing(tempLedger('live'))
  const given = (naming: string) =>
    Object.values(fileNames).map((name) => into.text(name, fixture(naming, name)))
  into.take(given('warehouse'), companyAsOf)
  for (const naming of namings) {
    const view = into.preview(into.start(...given(naming)), companyAsOf)
    expect(into.rows(view, 'changed'), naming).toEqual([])
    expect(into.rows(view, 'new'), naming).toEqual([])
  }
})

test('of what has no column of its own, a preview shows the fields that differ', () => {
  const into = importing(tempLedger('live'))
  into.take([into.text('invoices.csv', fixture('api', 'invoices.csv'))], companyAsOf)
  const moved = fixture('api', 'invoices.csv').replace('2870.50', '2870.49')
  const view = into.preview(into.start(into.text('moved.csv', moved)), '2026-11-16T00:00:00.000Z')
  expect(into.rows(view, 'changed').map(({ changes }) => changes)).toEqual([
    [{ field: 'amountWithoutTax', was: '2870.50', is: '2870.49' }],
  ])
})
