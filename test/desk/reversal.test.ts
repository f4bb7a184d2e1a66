import { expect, test } from 'vitest'
import type { Input, Name, Output } from '@contract/api'
import { anyAdjustment } from '../usecase/anyAdjustment'
import { newCommandId } from '../support/hostProcess'
import { aDesk, workerBundle } from './aDesk'

const worker = workerBundle()

test('a hundred attempts at once to reverse the same adjustment leave exactly one', async () => {
  const { desk, session, log } = aDesk(worker.file)
  await desk.invoke(session, 'openSandbox', {})
  async function value<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> {
    const outcome = await desk.invoke(session, name, input)
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.rejections)}`)
    return outcome.value as Output<N>
  }
  const { rows } = await value('listAdjustments', {
    filter: { ...anyAdjustment, status: 'Processed' },
    sort: 'recorded',
    descending: true,
    after: '',
    limit: 50,
  })
  const wanted = rows.find(({ remainder, amount }) => remainder === amount)
  const adjustmentIds = [wanted?.adjustmentId ?? '']
  const plans = await Promise.all(
    Array.from({ length: 100 }, () =>
      value('startReversal', { commandId: newCommandId(), from: { of: 'adjustments', adjustmentIds } }),
    ),
  )
  expect(plans.every(({ reversalCount, rejectedCount }) => reversalCount === 1 && rejectedCount === 0)).toBe(
    true,
  )

  const outcomes = await Promise.all(
    plans.map(({ reversalId, editNumber }, index) =>
      desk.invoke(session, 'finishReversal', {
        commandId: newCommandId(),
        reversalId,
        editNumber,
        target: { into: 'new', name: `Attempt ${index}` },
        label: 'Reverse',
      }),
    ),
  )
  const done = outcomes.findIndex(({ ok }) => ok)
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.ok) continue
    expect(outcome.rejections[0]).toMatchObject({ code: 'claim_taken', params: { batch: `Attempt ${done}` } })
  }
  const { rows: batches } = await value('listBatches', {
    filter: { text: 'Attempt', state: '' },
    sort: 'changedAt',
    descending: true,
    after: '',
    limit: 100,
  })
  expect(batches.map(({ lineCount }) => lineCount)).toEqual([1])
  expect(log.defects).toEqual([])
}, 60_000)
