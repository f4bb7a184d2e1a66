import type { BatchView } from '@contract/batch'
import type { Person } from '@contract/setting'
import { expect } from 'vitest'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { editDraft } from '../../../main/usecase/batch/editDraft'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import { approveInput, submitInput, valueOf } from '../../support/aBatch'
import { expectLawfulPosting, expectLawfulSubmission, lookAround } from './law'
import { inHandsOf, newDraft, pickOf, preparers, reviewers, type Office, type Step } from './office'

// A batch from draft to posted, by people with and without the right to manage the close.

export function takeBatchStep(office: Office, { verb, slot, pick }: Step): boolean {
  const preparer = preparers[pick % 2] ?? preparers[0]
  const reviewer = reviewers[(pick >> 1) % 2] ?? reviewers[0]
  switch (verb) {
    case 'submit':
      return submit(office, slot, preparer, pick % 7 !== 0) !== undefined
    case 'approve': {
      const batchId = pickOf(office.submitted, pick)
      return batchId !== undefined && approve(office, batchId, reviewer)
    }
    case 'post': {
      const batchId = submit(office, slot, preparer, true)
      return batchId !== undefined && approve(office, batchId, reviewer)
    }
    default:
      return backToDraft(office, verb, pick)
  }
}

/** Takes out what is refused, where wanted, then submits with every warning confirmed. */
function submit(office: Office, slot: number, person: Person, dropsRefused: boolean): string | undefined {
  const batchId = aDraftWithLines(office, slot)
  if (batchId === undefined) return undefined
  const context = inHandsOf(office, person)
  if (dropsRefused) dropRefused(office, batchId, person)
  const batch = valueOf(getBatch(context, { batchId }))
  const { ok } = submitBatch(context, submitInput(context, batch))
  if (!ok) return undefined
  expect(batch.rejectedLineCount, 'refused lines of a batch that was submitted').toBe(0)
  expectLawfulSubmission(office, batchId, person)
  take(office.drafts, batchId)
  office.submitted.push(batchId)
  if (office.drafts.length < 2) newDraft(office, person)
  return batchId
}

function aDraftWithLines({ ledger, drafts }: Office, slot: number): string | undefined {
  const full = ledger.sql<{ id: string }>('select distinct batch_id as id from line').all()
  const ids = drafts.filter((batchId) => full.some(({ id }) => id === batchId))
  return pickOf(ids.length > 0 ? ids : drafts, slot)
}

function dropRefused(office: Office, batchId: string, person: Person): void {
  const context = inHandsOf(office, person)
  const { rejections, editNumber } = valueOf(getBatch(context, { batchId }))
  const lineIds = new Set(rejections.map(({ at }) => at.split('/')[1] ?? ''))
  if (lineIds.size === 0) return
  const changes = [...lineIds].map((lineId) => ({ op: 'remove' as const, lineId }))
  valueOf(editDraft(context, { commandId: context.newId(), batchId, editNumber, label: 'Drop', changes }))
}

/** Approves what was shown; where facts have moved, a second time with the moves confirmed. */
function approve(office: Office, batchId: string, person: Person): boolean {
  const context = inHandsOf(office, person)
  const before = lookAround(office)
  const input = approveInput(context, valueOf(getBatch(context, { batchId })))
  let outcome = approveBatch(context, input)
  if (!outcome.ok) {
    const confirmed = outcome.rejections.map(({ code, at }) => ({ code, at }))
    outcome = approveBatch(context, { ...input, commandId: context.newId(), confirmed })
  }
  if (!outcome.ok) return false
  take(office.submitted, batchId)
  office.posted.push(batchId)
  expectLawfulPosting(office, before, batchId, person)
  return true
}

function backToDraft(office: Office, verb: string, pick: number): boolean {
  const batchId = pickOf(office.submitted, pick)
  if (batchId === undefined) return false
  const { context } = office
  const { revision, preparerName }: BatchView = valueOf(getBatch(context, { batchId }))
  const given = { commandId: context.newId(), batchId, revision }
  const preparer = preparers.find(({ name }) => name === preparerName) ?? preparers[0]
  const { ok } =
    verb === 'recall'
      ? recallBatch(inHandsOf(office, preparer), given)
      : returnBatch(inHandsOf(office, reviewers[0]), { ...given, comment: 'Look again' })
  if (!ok) return false
  take(office.submitted, batchId)
  office.drafts.push(batchId)
  return true
}

function take(batchIds: string[], batchId: string): void {
  batchIds.splice(batchIds.indexOf(batchId), 1)
}
