import { drawSample } from '../../../main/usecase/review/drawSample'
import { markLines } from '../../../main/usecase/review/markLines'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { aDraft, cell, edit, submit, valueOf } from '../../support/aBatch'
import { anAccount, aCompany, anInvoice } from '../../support/aCompany'
import { preparer, reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

/** Texts that would be markup, a script or the end of a comment, and one that turns what follows around. */
export const hostile = {
  batch: '</script><img src=x onerror=alert(1)>',
  item: '--><!--contra-batch-file\n<b title="x\' y">'.replace('\n', ' '),
  account: '<svg/onload=alert(2)> & Söhne \u202e00.001',
  comment: '</td></tr><tr id="total-USD"><td class="figure">1.00</td></tr>',
  returned: '"><script>alert(3)</script>',
} as const

/**
 * A batch of three currencies whose every text is hostile: returned once with marks and a sample, corrected with one
 * line more, one less and one changed, and submitted again.
 */
export function hostileBatch(): { context: TestContext; batchId: string } {
  const ledger = tempLedger('sandbox', { name: `Ledger ${hostile.batch}` })
  aCompany(ledger)
  anAccount(ledger, 'A2', 'ACC-2', hostile.account)
  const items = (id: string, amount: number) => [
    { id: `IT${id}1`, amount, name: hostile.item },
    {
      id: `IT${id}2`,
      amount: amount * 3,
      name: 'Platform fee for a very long product name that goes on and on',
    },
  ]
  for (const [id, currency, amount] of [
    ['I1', 'USD', 1_234_500],
    ['I2', 'JPY', 98_000],
    ['I3', 'KWD', 7_654_321],
  ] as const) {
    anInvoice(ledger, { id, currency, accountId: 'A2', items: items(id, amount) })
  }
  const context = testContext(ledger, { ...preparer, name: `Pat ${hostile.batch}` })
  const { batchId } = aDraft(context, hostile.batch)
  edit(context, batchId, [
    cell('I1', 'ITI11', 'Credit', '12345.00', { comment: hostile.comment }),
    cell('I1', 'ITI12', 'Credit', '1000.00', { referenceId: '<REF>' }),
    cell('I2', 'ITI21', 'Credit', '97999'),
    cell('I3', 'ITI31', 'Credit', '7000.001'),
  ])
  submit(context, batchId)
  returned(context.as(reviewer), batchId)
  edit(context, batchId, [
    cell('I1', 'ITI11', 'Credit', '12344.99'),
    cell('I2', 'ITI21', 'Credit', ''),
    cell('I2', 'ITI22', 'Credit', '1000'),
  ])
  submit(context, batchId)
  return { context, batchId }
}

function returned(context: TestContext, batchId: string): void {
  const { revision, contentHash } = valueOf(getBatch(context, { batchId }))
  const commandId = () => context.newId()
  valueOf(drawSample(context, { commandId: commandId(), batchId, revision, size: 2 }))
  const { rows } = valueOf(listLines(context, { batchId, revision, invoiceId: '', from: 0, limit: 100 }))
  const [first = '', ...others] = rows.map(({ line }) => line.lineId)
  const marks = { batchId, revision, contentHash }
  valueOf(
    markLines(context, {
      ...marks,
      commandId: commandId(),
      lineIds: [first],
      mark: 'returned',
      comment: hostile.returned,
    }),
  )
  valueOf(
    markLines(context, { ...marks, commandId: commandId(), lineIds: others, mark: 'accepted', comment: '' }),
  )
  const comment = hostile.returned
  valueOf(returnBatch(context, { commandId: commandId(), batchId, revision, comment }))
}
