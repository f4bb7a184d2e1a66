import { expect, test } from 'vitest'
import { effectOf } from '../../../main/engine/effect/effectOf'
import { check, header } from '../example'

test('before, change and after of every balance and open amount touched', () => {
  const lines = [
    { amount: '30.00' },
    { amount: '20.00' },
    { sourceId: 'item2', amount: '5.00' },
    { ...header, amount: '1.00' },
  ]
  const resolved = check(lines).lines.flatMap((verdict) => verdict.resolved ?? [])
  expect(effectOf(resolved)).toEqual({
    invoices: [
      {
        invoiceId: 'inv1',
        invoiceNumber: 'INV-1',
        currency: 'USD',
        beforeMinor: 11000n,
        impactMinor: -5600n,
        afterMinor: 5400n,
      },
    ],
    sources: [
      {
        invoiceId: 'inv1',
        sourceKey: 'InvoiceDetail:item1',
        name: 'Seats',
        currency: 'USD',
        beforeMinor: 10000n,
        impactMinor: -5000n,
        afterMinor: 5000n,
      },
      {
        invoiceId: 'inv1',
        sourceKey: 'InvoiceDetail:item2',
        name: 'Support',
        currency: 'USD',
        beforeMinor: 2000n,
        impactMinor: -500n,
        afterMinor: 1500n,
      },
    ],
  })
})

test('nothing touched, nothing shown', () => {
  expect(effectOf([])).toEqual({ invoices: [], sources: [] })
})
