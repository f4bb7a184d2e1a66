import { expect, test } from 'vitest'
import type { Input, Name, Output } from '@contract/api'
import { practicePassphraseOf } from '../../main/usecase/seed/company'
import { anyAdjustment } from '../usecase/anyAdjustment'
import { newCommandId } from '../support/hostProcess'
import { aDesk, workerBundle } from './aDesk'

const worker = workerBundle()

test('a line names what it reverses by its number: in the draft, submitted, and in a revision', async () => {
  const { desk, session } = aDesk(worker.file)
  await desk.invoke(session, 'openSandbox', {})
  async function value<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> {
    const outcome = await desk.invoke(session, name, input)
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.rejections)}`)
    return outcome.value as Output<N>
  }
  await value('switchPerson', { personId: 'pat', passphrase: practicePassphraseOf('pat') })
  const { rows } = await value('listAdjustments', {
    filter: { ...anyAdjustment, status: 'Processed' },
    sort: 'recorded',
    descending: true,
    after: '',
    limit: 50,
  })
  const whole = rows.find(({ remainder, amount }) => remainder === amount)
  if (whole === undefined) throw new Error('Nothing can be reversed')
  const { reversalId, editNumber } = await value('startReversal', {
    commandId: newCommandId(),
    from: { of: 'adjustments', adjustmentIds: [whole.adjustmentId] },
  })
  const target = { into: 'new', name: 'Taken back' } as const
  await value('finishReversal', {
    commandId: newCommandId(),
    reversalId,
    editNumber,
    target,
    label: 'Reverse',
  })
  const { rows: batches } = await value('listBatches', {
    filter: { text: 'Taken back', state: '' },
    sort: 'changedAt',
    descending: true,
    after: '',
    limit: 1,
  })
  const batchId = batches[0]?.batchId ?? ''
  const numbers = async (revision: number) =>
    (await value('listLines', { batchId, revision, invoiceId: '', from: 0, limit: 10 })).rows.map(
      ({ originalNumber, adjustmentNumber }) => [originalNumber, adjustmentNumber],
    )
  expect(await numbers(0)).toEqual([[whole.number, '']])
  await submit()
  expect(await numbers(0)).toEqual([[whole.number, '']])
  expect(await numbers(1)).toEqual([[whole.number, '']])

  async function submit(): Promise<void> {
    const batch = await value('getBatch', { batchId })
    await value('submitBatch', {
      commandId: newCommandId(),
      batchId,
      editNumber: batch.editNumber,
      confirmed: [],
    })
  }
})
