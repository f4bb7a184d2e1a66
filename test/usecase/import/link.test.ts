import { beforeEach, expect, test } from 'vitest'
import type { Ledger } from '../../../main/ledger/database'
import { verifyLedger } from '../../../main/ledger/verify'
import { getAdjustment } from '../../../main/usecase/getAdjustment'
import { linkReversal } from '../../../main/usecase/link/linkReversal'
import { listLinkChoices } from '../../../main/usecase/link/listLinkChoices'
import { aCompany, anInvoice } from '../../support/aCompany'
import { tempLedger } from '../../support/tempLedger'
import { counts, importing, value, type Importing } from './importing'

// A link is a person's word on imported adjustments: what is imported later does not take it away.

const columns = [
  'Id',
  'AdjustmentNumber',
  'InvoiceId',
  'SourceType',
  'SourceId',
  'Type',
  'Amount',
  'AdjustmentDate',
  'ReferenceId',
  'Status',
  'CreatedDate',
  'CancelledDate',
  'UpdatedDate',
]

function row(
  n: number,
  type: string,
  amount: string,
  day: string,
  more: Partial<Record<string, string>> = {},
) {
  const given: Partial<Record<string, string>> = {
    Id: `J${n}`,
    AdjustmentNumber: `IIA-0000000${n}`,
    InvoiceId: 'I1',
    SourceType: 'InvoiceDetail',
    SourceId: 'IT1',
    Type: type,
    Amount: amount,
    AdjustmentDate: `2026-11-${day}`,
    Status: 'Processed',
    CreatedDate: `2026-11-${day}T10:00:00.000Z`,
    UpdatedDate: `2026-11-${day}T10:00:00.000Z`,
    ...more,
  }
  return columns.map((name) => given[name] ?? '').join(',')
}

const reversal = (more: Partial<Record<string, string>> = {}) =>
  row(3, 'Charge', '10.00', '06', { ReferenceId: 'IIA-00000002', ...more })
const file = (last = reversal()) =>
  [columns.join(','), row(1, 'Credit', '10.00', '03'), row(2, 'Credit', '10.00', '04'), last, ''].join('\n')

let ledger: Ledger
let into: Importing
const idOf = (n: number) =>
  ledger.sql<{ id: string }>('select id from adjustment where number = ?').get(`IIA-0000000${n}`)?.id ?? ''
const view = (n: number) => value(getAdjustment(into.context, { adjustmentId: idOf(n) }))

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  into = importing(ledger)
  into.take([into.text('iia.csv', file())])
})

const link = () =>
  value(
    linkReversal(into.context, {
      commandId: into.context.newId(),
      adjustmentId: idOf(3),
      originalId: idOf(2),
    }),
  )

test('what its reference names is the first choice, and nothing is linked in silence', () => {
  const { choices } = value(listLinkChoices(into.context, { adjustmentId: idOf(3) }))
  expect(choices.map(({ original, isNamed, isAssumed }) => [original.number, isNamed, isAssumed])).toEqual([
    ['IIA-00000002', true, false],
    ['IIA-00000001', false, true],
  ])
  expect(view(3).reversesNumber).toBe('')
})

test('the same file again keeps the link', () => {
  link()
  const again = into.take([into.text('again.csv', file())])
  expect(counts(again)).toEqual({ 'again.csv': '0/0/3/0/0' })
  expect(view(3)).toMatchObject({ reversesNumber: 'IIA-00000002', link: { can: 'unlink' } })
  expect([view(1).remainder, view(2).remainder]).toEqual(['10.00', '0.00'])
  expect(verifyLedger(ledger).faults).toEqual([])
})

test('a linked reversal that is canceled later gives back what it took', () => {
  link()
  const later = {
    Status: 'Canceled',
    CancelledDate: '2026-11-18T10:00:00.000Z',
    UpdatedDate: '2026-11-18T10:00:00.000Z',
  }
  into.take([into.text('later.csv', file(reversal(later)))])
  expect(view(3)).toMatchObject({ status: 'Canceled', reversesNumber: 'IIA-00000002' })
  expect([view(1).remainder, view(2).remainder]).toEqual(['10.00', '10.00'])
  expect(verifyLedger(ledger).faults).toEqual([])
})
