import { describe, expect, it } from 'vitest'
import type { BatchState } from '@contract/batch'
import { batchStates } from '@contract/batch'
import type { Outcome } from '@contract/outcome'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { bulkEdit } from '../../../main/usecase/batch/bulkEdit'
import { discardBatch } from '../../../main/usecase/batch/discardBatch'
import { editDraft } from '../../../main/usecase/batch/editDraft'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { pasteCorrections } from '../../../main/usecase/batch/pasteCorrections'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { redoEdit } from '../../../main/usecase/batch/redoEdit'
import { renameBatch } from '../../../main/usecase/batch/renameBatch'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import { undoEdit } from '../../../main/usecase/batch/undoEdit'
import { setBatchState } from '../../../main/ledger/batchTable'
import { listBatchLines } from '../../../main/ledger/lineTable'
import { aDraft, approveInput, cell, edit, submitInput, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

const landedAt = '2026-11-21T00:00:00.000Z'

function marks(context: TestContext, batchId: string) {
  return listBatchLines(context.ledger, batchId).map(({ lineId }) => ({
    lineId,
    outcome: 'landed' as const,
    moment: landedAt,
    billingId: '',
    number: '',
  }))
}

const commands: Record<string, (context: TestContext, batchId: string) => Outcome<unknown>> = {
  editDraft: (context, batchId) =>
    editDraft(context, {
      ...based(context, batchId),
      label: '',
      changes: [cell('I1', 'IT1', 'Credit', '7')],
    }),
  bulkEdit: (context, batchId) =>
    bulkEdit(context, {
      ...based(context, batchId),
      invoiceId: 'I1',
      sources: [],
      edit: { how: 'amount', amount: '3', type: 'Credit' },
      fields: {},
    }),
  pasteCorrections: (context, batchId) =>
    pasteCorrections(context, {
      ...based(context, batchId),
      text: 'INV-I1\tIT1\tCredit\t5',
      numberFormat: 'auto',
    }),
  undoEdit: (context, batchId) => undoEdit(context, based(context, batchId)),
  redoEdit: (context, batchId) => redoEdit(context, based(context, batchId)),
  submitBatch: (context, batchId) => submitBatch(context, submitInput(context, view(context, batchId))),
  recallBatch: (context, batchId) =>
    recallBatch(context, { commandId: context.newId(), batchId, revision: 1 }),
  returnBatch: (context, batchId) =>
    returnBatch(context.as(reviewer), { commandId: context.newId(), batchId, revision: 1, comment: 'No' }),
  approveBatch: (context, batchId) =>
    approveBatch(context.as(reviewer), approveInput(context, view(context, batchId))),
  markLanded: (context, batchId) =>
    markLanded(context, { commandId: context.newId(), batchId, marks: marks(context, batchId) }),
  renameBatch: (context, batchId) =>
    renameBatch(context, { commandId: context.newId(), batchId, name: 'New name' }),
  discardBatch: (context, batchId) => discardBatch(context, { commandId: context.newId(), batchId }),
}

const view = (context: TestContext, batchId: string) => valueOf(getBatch(context, { batchId }))
const based = (context: TestContext, batchId: string) => ({
  commandId: context.newId(),
  batchId,
  editNumber: view(context, batchId).editNumber,
})

/** Brings a new batch into a state by the commands that lead there. */
function batchIn(state: BatchState): { context: TestContext; batchId: string } {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  const context = testContext(ledger)
  const { batchId } = aDraft(context)
  edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
  edit(context, batchId, [cell('I1', 'IT1', 'Credit', '6')])
  valueOf(undoEdit(context, based(context, batchId)))
  const steps = batchStates.slice(0, batchStates.indexOf(state) + 1)
  const run = (name: string) => valueOf(commands[name]!(context, batchId))
  if (steps.includes('submitted')) run('submitBatch')
  if (steps.includes('approved')) run('approveBatch')
  if (state === 'exported') setBatchState(ledger, batchId, 'exported', context.clock.now())
  if (state === 'landed') run('markLanded')
  return { context, batchId }
}

const draftEdits = {
  draft: 'draft',
  submitted: 'batch_state',
  approved: 'batch_state',
  exported: 'batch_state',
  landed: 'batch_state',
} as const
const onSubmittedOnly = { ...draftEdits, draft: 'batch_state', submitted: 'draft' } as const

// The verdict is the state afterwards, or the code of the refusal; '' where the batch is gone.
const table: Record<string, Record<BatchState, string>> = {
  editDraft: draftEdits,
  bulkEdit: draftEdits,
  pasteCorrections: draftEdits,
  undoEdit: draftEdits,
  redoEdit: draftEdits,
  submitBatch: { ...draftEdits, draft: 'submitted' },
  recallBatch: onSubmittedOnly,
  returnBatch: onSubmittedOnly,
  approveBatch: { ...onSubmittedOnly, submitted: 'approved' },
  markLanded: {
    draft: 'landing_before_approval',
    submitted: 'landing_before_approval',
    approved: 'landed',
    exported: 'landed',
    landed: 'landing_already_known',
  },
  renameBatch: {
    draft: 'draft',
    submitted: 'submitted',
    approved: 'approved',
    exported: 'exported',
    landed: 'landed',
  },
  discardBatch: { ...draftEdits, draft: '' },
}

describe('every state with every command', () => {
  const pairs = Object.entries(table).flatMap(([name, row]) =>
    batchStates.map((state) => [name, state, row[state]] as const),
  )
  it.each(pairs)('%s on %s comes to "%s"', (name, state, verdict) => {
    const { context, batchId } = batchIn(state)
    expect(view(context, batchId).state).toBe(state)
    const outcome = commands[name]!(context, batchId)
    const after = getBatch(context, { batchId })
    const found = outcome.ok ? (after.ok ? after.value.state : '') : outcome.rejections[0]?.code
    expect(found).toBe(verdict)
    if (!outcome.ok) expect(valueOf(after).state).toBe(state)
  })

  it('knows every command of the table', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(commands).sort())
  })
})
