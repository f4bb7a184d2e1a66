import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Input } from '@contract/api'
import { openLedger } from '../../main/ledger/open'
import { verifyLedger } from '../../main/ledger/verify'
import { systemClock } from '../../main/platform/clock'
import { idFactory } from '../../main/platform/id'
import { practicePassphraseOf } from '../../main/usecase/seed/company'
import { aDesk, workerBundle } from './aDesk'
import { asker, type Asker } from './asker'

// Direct calls of the desk, as somebody makes them who does without the page: none leads to the approval of one's own
// work.

vi.setConfig({ testTimeout: 120_000 })

const worker = workerBundle()
const newId = idFactory(systemClock)
const command = () => ({ commandId: newId() })
const act = (page: Asker, personId: string, passphrase = practicePassphraseOf(personId)) =>
  page.codes('switchPerson', { personId, passphrase })

/** The sandbox with a batch that Casey, who may do everything, has prepared and submitted. */
async function submitted() {
  const { desk, session, dataFolder } = aDesk(worker.file)
  const page = asker(desk, session)
  await page.value('openSandbox', {})
  expect(await act(page, 'casey')).toEqual([])
  const { batchId } = await page.value('createBatch', { ...command(), name: 'Own work' })
  const { rows } = await page.value('listInvoices', {
    filter: {
      ...{ text: '', accountId: '', status: 'Posted', currency: 'USD', balance: 'positive' },
      ...{ dateFrom: '', dateTo: '' },
    },
    ...{ sort: 'balance', descending: true, after: '', limit: 20 },
  })
  const { editNumber } = await page.value('getBatch', { batchId })
  const [invoice] = rows
  const edited = await page.value('editDraft', {
    ...{ ...command(), batchId, editNumber, label: 'Edit' },
    changes: [
      {
        ...{ op: 'put', lineId: '' },
        fields: { kind: 'IA', invoiceId: invoice!.invoiceId, type: 'Credit', amount: '1' },
      },
    ],
  })
  const ready = await page.value('getBatch', { batchId })
  const confirmed = ready.warnings.map(({ code, at }) => ({ code, at }))
  const batch = await page.value('submitBatch', {
    ...{ ...command(), batchId, editNumber: edited.editNumber, confirmed },
  })
  const approval = () => ({
    ...{ ...command(), batchId, revision: batch.revision, contentHash: batch.contentHash },
    ...{ comment: '', confirmed: [] },
  })
  return { desk, page, other: asker(desk, desk.enter()), batchId, approval, dataFolder }
}

test('nobody approves their own work by calling the desk', async () => {
  const { page, other, batchId, approval } = await submitted()
  expect(await page.codes('approveBatch', approval())).toEqual(['approver_touched_lines'])
  // Who acts is never an input.
  const asAnother = { ...approval(), personId: 'robin', person: { id: 'robin' } } as Input<'approveBatch'>
  expect((await page.codes('approveBatch', asAnother))[0]).toMatch(
    /^(malformed_command|approver_touched_lines)$/,
  )
  // Neither is somebody else with one's own passphrase, in this window or in another.
  for (const one of [page, other]) {
    expect(await act(one, 'robin', practicePassphraseOf('casey'))).toEqual(['passphrase_wrong'])
    expect(await one.codes('approveBatch', approval())).not.toEqual([])
  }
  // Another name, and rights given away and taken back, make nobody another.
  expect(await act(page, 'casey')).toEqual([])
  const renamed = { personId: 'casey', name: 'Robin the Second' }
  const all = ['prepare', 'review', 'manage_close', 'control'] as const
  await page.value('changePerson', { ...command(), ...renamed, rights: [...all] })
  expect(await act(page, 'casey')).toEqual([])
  expect(await page.codes('approveBatch', approval())).toEqual(['approver_touched_lines'])
  // The same command again is what it was.
  const once = approval()
  expect(await page.codes('approveBatch', once)).toEqual(['approver_touched_lines'])
  expect(await page.codes('approveBatch', once)).toEqual(['approver_touched_lines'])
  expect(await page.value('getBatch', { batchId })).toMatchObject({ state: 'submitted' })
})

test('a locked session of another approves nothing, an unlocked one does', async () => {
  const { page, other, batchId, approval, desk, dataFolder } = await submitted()
  expect(await act(other, 'robin')).toEqual([])
  await other.value('lockSession', {})
  // Whoever opens a sandbox anew is its first person, who prepares.
  expect(await other.codes('approveBatch', approval())).toEqual(['right_missing'])
  // What was unlocked in one window is unlocked in that one.
  expect(await page.codes('approveBatch', approval())).toEqual(['approver_touched_lines'])
  expect(await act(other, 'robin')).toEqual([])
  const first = await other.ask('approveBatch', approval())
  const confirmed = first.ok ? [] : first.rejections.map(({ code, at }) => ({ code, at }))
  if (!first.ok) await other.value('approveBatch', { ...approval(), confirmed })
  const view = await other.value('getBatch', { batchId })
  expect(view.state).toBe('approved')
  expect(await page.codes('approveBatch', approval())).toEqual(['batch_state'])
  await desk.close()
  const file = readdirSync(dataFolder, { recursive: true }).find((name) =>
    String(name).endsWith('sandbox.contra'),
  )
  const ledger = openLedger(join(dataFolder, String(file)), 'read')
  expect(verifyLedger(ledger).faults).toEqual([])
  ledger.close()
})
