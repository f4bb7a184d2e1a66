import { expect, it } from 'vitest'
import type { AdjustmentFilter } from '@contract/adjustment'
import { finishReversal } from '../../main/usecase/reversal/finishReversal'
import { editReversal } from '../../main/usecase/reversal/editReversal'
import { startReversal } from '../../main/usecase/reversal/startReversal'
import { listAdjustments } from '../../main/usecase/listAdjustments'
import { anyAdjustment } from './anyAdjustment'
import { aPostedBatch, cell, post, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { tempLedger, testContext } from '../support/tempLedger'

it('folds away what is fully reversed, and nothing that is reversed in part', () => {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: ['IT1', 'IT2', 'IT3'].map((id) => ({ id, amount: 10000 })) })
  const context = testContext(ledger)
  aPostedBatch(
    context,
    ['IT1', 'IT2', 'IT3'].map((id) => cell('I1', id, 'Credit', '30.00')),
  )
  const view = valueOf(
    startReversal(context, { commandId: context.newId(), from: { of: 'invoice', invoiceId: 'I1' } }),
  )
  const [, second, third] = view.candidates.map(({ row }) => row.adjustmentId)
  const edited = valueOf(
    editReversal(context, {
      commandId: context.newId(),
      reversalId: view.reversalId,
      editNumber: 0,
      edit: {
        lines: [
          { adjustmentId: second!, amount: '10.00' },
          { adjustmentId: third!, chosen: false },
        ],
      },
    }),
  )
  const { batchId } = valueOf(
    finishReversal(context, {
      commandId: context.newId(),
      reversalId: view.reversalId,
      editNumber: edited.editNumber,
      target: { into: 'new', name: 'Reversals' },
      label: 'Reverse',
    }),
  )
  post(context, batchId)
  const amounts = (filter: AdjustmentFilter) =>
    valueOf(
      listAdjustments(context, { filter, sort: 'recorded', descending: false, after: '', limit: 10 }),
    ).rows.map(({ impact }) => impact)
  expect(amounts(anyAdjustment)).toEqual(['-30.00', '-30.00', '-30.00', '30.00', '10.00'])
  expect(amounts({ ...anyAdjustment, reversed: 'hide' })).toEqual(['-30.00', '-30.00', '10.00'])
})
