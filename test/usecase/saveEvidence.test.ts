import { existsSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { checkFile } from '../../script/contra-verify.mjs'
import { verifyLedger } from '../../main/ledger/verify'
import { exportBatch } from '../../main/usecase/exportBatch'
import { saveEvidence } from '../../main/usecase/saveEvidence'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { getBatch } from '../../main/usecase/batch/getBatch'
import type { JobContext } from '../../main/usecase/context'
import { aDraft, approveInput, cell, codesOf, edit, submit, valueOf } from '../support/aBatch'
import { aBatchFile } from '../support/aBatchFile'
import { aPack, jobOf } from '../support/aPack'
import { carry, twoLedgers } from '../support/twoLedgers'
import { aCompany, anInvoice } from '../support/aCompany'
import { reviewer, tempLedger, testContext } from '../support/tempLedger'

it('writes the pack, and tells of it in the log with the hash of the file', () => {
  const { context, batchId } = aBatchFile({ lineCount: 3, state: 'approved' })
  const { bytes } = aPack(context.as(reviewer), batchId)
  const { report } = checkFile(bytes)
  expect(report?.sealed).toMatchObject({ by: 'Robin Reviewer' })
  const row = context.ledger
    .sql<{ sequence: bigint; detail: string; subject: string }>(
      `select sequence, detail, subject from audit where action = 'saveEvidence'`,
    )
    .get()
  expect(row?.subject).toBe(`batch ${batchId}`)
  expect(JSON.parse(row?.detail ?? '')).toMatchObject({
    fileHash: createHash('sha256').update(bytes).digest('hex'),
    revision: 2,
    state: 'approved',
    auditHead: report?.audit.head,
    auditLength: Number(row?.sequence) - 1,
  })
  expect(verifyLedger(context.ledger).faults).toEqual([])
})

it('has nothing to tell of a draft that nobody submitted', () => {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10_000 }] })
  const context = testContext(ledger)
  const { batchId } = aDraft(context)
  edit(context, batchId, [cell('I1', 'IT1', 'Credit', '1.00')])
  const { job } = jobOf(context)
  const save = (id: string) => saveEvidence(job, { commandId: context.newId(), batchId: id })
  expect(codesOf(save(batchId))).toEqual(['batch_not_handed_over'])
  expect(codesOf(save('01TEST0000000000000000NONE'))).toEqual(['batch_unknown'])
})

it('asks for an unlocked key', () => {
  const { context, batchId } = aBatchFile({ lineCount: 1, state: 'submitted', isPlain: true })
  const { job } = jobOf(context)
  const locked = Object.create(job, { signer: { value: undefined } }) as JobContext
  expect(codesOf(saveEvidence(locked, { commandId: context.newId(), batchId }))).toEqual([
    'passphrase_needed',
  ])
})

it('leaves neither file nor log when it is cancelled', () => {
  const { context, batchId } = aBatchFile({ lineCount: 1, state: 'submitted', isPlain: true })
  const { job, path } = jobOf(context)
  const cancelled = Object.create(job, { beginCommit: { value: () => false } }) as JobContext
  expect(codesOf(saveEvidence(cancelled, { commandId: context.newId(), batchId }))).toEqual(['job_cancelled'])
  expect(path()).toBe('')
  expect(context.ledger.sql(`select 1 from audit where action = 'saveEvidence'`).get()).toBeUndefined()
})

it('records one saving once: the same command again hands out no second file', () => {
  const { context, batchId } = aBatchFile({ lineCount: 1, state: 'submitted', isPlain: true })
  const { job, path } = jobOf(context)
  const input = { commandId: context.newId(), batchId }
  valueOf(saveEvidence(job, input))
  expect(existsSync(path())).toBe(true)
  expect(codesOf(saveEvidence(job, input))).toEqual(['command_id_reused'])
})

it('tells of export and landing, and is sound after them', () => {
  const { context, batchId } = aBatchFile({ lineCount: 2, state: 'approved', isPlain: true })
  const { job } = jobOf(context)
  const confirmed = [{ code: 'deprecated', at: '' }]
  valueOf(exportBatch(job, { commandId: context.newId(), batchId, format: 'json', confirmed }))
  const { bytes } = aPack(context, batchId)
  expect(checkFile(bytes).problems).toEqual([])
  const page = bytes.toString('utf8')
  expect(page).toContain('SHA-256 of the file')
  expect(page).toContain(
    '0 lines landed in the billing system, 0 refused there, 2 exported and not known yet',
  )
})

it('is sound for a batch that was brought in, by the people of its ledger of birth', () => {
  const { here, there } = twoLedgers()
  const { batchId } = aDraft(here, 'Abroad')
  edit(here, batchId, [cell('I1', 'IT1', 'Credit', '12.50'), cell('I2', 'IT3', 'Credit', '3.00')])
  const batch = valueOf(getBatch(here, { batchId }))
  expect(batch.lineCount).toBe(2)
  submit(here, batchId)
  carry(here, there, batchId)
  const { bytes, offer } = aPack(there.as(reviewer), batchId)
  const { problems, report } = checkFile(bytes)
  expect(problems).toEqual([])
  expect(report).toMatchObject({
    batch: { birthLedgerName: 'Test' },
    ledger: { name: 'Office', kind: 'live' },
  })
  expect(offer.name).toBe('Abroad r1 evidence.html')
  expect(bytes.toString('utf8')).not.toContain('TRAINING')
  expect(bytes.toString('utf8')).toContain('<td>came</td>')
})

it('tells of an approval elsewhere, in the ledger that approved and in the one that posts it', () => {
  const { here, there } = twoLedgers()
  const { batchId } = aDraft(here, 'There and back')
  edit(here, batchId, [cell('I1', 'IT1', 'Credit', '12.50')])
  submit(here, batchId)
  carry(here, there, batchId)
  const review = there.as(reviewer)
  valueOf(approveBatch(review, approveInput(review, valueOf(getBatch(review, { batchId })))))
  const approved = aPack(review, batchId).bytes
  expect(checkFile(approved).report?.approvedBy).toEqual(['Robin Reviewer'])
  expect(approved.toString('utf8')).toContain('under the rule “Everything, one reviewer”')

  carry(review, here, batchId)
  expect(valueOf(getBatch(here, { batchId })).state).toBe('approved')
  const posted = aPack(here, batchId).bytes
  expect(checkFile(posted).problems).toEqual([])
  expect(checkFile(posted).report?.approvedBy).toEqual(['Robin Reviewer'])
  expect(posted.toString('utf8')).toContain('approved and posted')
  expect(posted.toString('utf8')).toContain('under the rule “Everything, one reviewer”')
})
