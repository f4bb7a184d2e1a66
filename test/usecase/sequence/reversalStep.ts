import { expect } from 'vitest'
import type { Input } from '@contract/api'
import type { ReversalStart, ReversalView } from '@contract/reversal'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { linkReversal } from '../../../main/usecase/link/linkReversal'
import { unlinkReversal } from '../../../main/usecase/link/unlinkReversal'
import { discardReversal } from '../../../main/usecase/reversal/discardReversal'
import { editReversal } from '../../../main/usecase/reversal/editReversal'
import { finishReversal } from '../../../main/usecase/reversal/finishReversal'
import { reversalView } from '../../../main/usecase/reversal/reversalView'
import { startReversal } from '../../../main/usecase/reversal/startReversal'
import { valueOf } from '../../support/aBatch'
import { decimalText } from '../../support/auditor/amount'
import { readPostings, stands } from '../../support/auditor/posting'
import { readWaiting, remainders } from '../../support/auditor/remainder'
import { anAdjustment, dayOf, invoiceIds, pickOf, type Office, type Step } from './office'

// The wizard from start to finish, each of its steps at any time, and the links of imported reversals.

export function takeReversalStep(office: Office, step: Step): boolean {
  const { context, plans, ledger } = office
  const { verb, slot, pick, amount } = step
  switch (verb) {
    case 'plan': {
      const outcome = startReversal(context, {
        commandId: context.newId(),
        from: startOf(office, slot, pick),
      })
      if (outcome.ok) plans.push(outcome.value.reversalId)
      return outcome.ok
    }
    case 'link': {
      const imported = readPostings(ledger).filter(
        (posting) => posting.origin === 'imported' && stands(posting),
      )
      const reversal = pickOf(imported, amount)
      const adjustmentId = reversal?.id ?? context.newId()
      const originalId = anAdjustment(
        office,
        pick,
        ({ place, type, reversesId }) =>
          place === reversal?.place && type !== reversal.type && reversesId === '',
      )
      return linkReversal(context, { commandId: context.newId(), adjustmentId, originalId }).ok
    }
    case 'unlink': {
      const adjustmentId = anAdjustment(
        office,
        pick,
        ({ origin, reversesId }) => origin === 'imported' && reversesId !== '',
      )
      return unlinkReversal(context, { commandId: context.newId(), adjustmentId }).ok
    }
    default:
      return workOnPlan(office, step)
  }
}

function startOf(office: Office, slot: number, pick: number): ReversalStart {
  switch (slot % 4) {
    case 0:
      return { of: 'invoice', invoiceId: pickOf(invoiceIds, pick) ?? '' }
    case 1:
      return { of: 'period', periodId: pickOf(office.book.periodIds, pick) ?? '' }
    case 2:
      return { of: 'batch', batchId: pickOf(office.posted, pick) ?? office.context.newId() }
    default: {
      const adjustmentIds = [anAdjustment(office, pick), anAdjustment(office, pick + 1)]
      return { of: 'adjustments', adjustmentIds: [...new Set(adjustmentIds)] }
    }
  }
}

function workOnPlan(office: Office, { verb, slot, pick, amount }: Step): boolean {
  const { context, plans } = office
  const reversalId = pickOf(plans, pick)
  if (reversalId === undefined) return false
  let view = valueOf(reversalView(context, reversalId))
  expectSameCandidates(office, view)
  if (verb === 'finish' && slot % 2 === 0) {
    const commandId = context.newId()
    const edit = editOf(view, pick, amount)
    view = valueOf(editReversal(context, { commandId, reversalId, editNumber: view.editNumber, edit }))
  }
  const given = { commandId: context.newId(), reversalId, editNumber: view.editNumber }
  if (verb === 'replan') return editReversal(context, { ...given, edit: editOf(view, pick, amount) }).ok
  const { ok } =
    verb === 'finish'
      ? finishReversal(context, { ...given, target: targetOf(office, slot), label: 'Reverse' })
      : discardReversal(context, given)
  if (!ok) return false
  plans.splice(plans.indexOf(reversalId), 1)
  if (verb === 'finish') noteNewDrafts(office)
  return true
}

/** The figures of the wizard are the auditor's. */
function expectSameCandidates({ ledger }: Office, { candidates }: ReversalView): void {
  const own = remainders(readPostings(ledger), readWaiting(ledger))
  for (const { row, remainder } of candidates) {
    const minor = own.get(row.adjustmentId) ?? 0n
    expect(remainder, `remainder of ${row.adjustmentId} in the wizard`).toBe(decimalText(minor, row.currency))
  }
}

/** Takes what has moved, leaves out what is refused, and asks for less, another day or something in its stead. */
function editOf({ candidates }: ReversalView, pick: number, amount: number): Input<'editReversal'>['edit'] {
  return {
    acceptMoved: true,
    lines: candidates.map(({ row, rejections, replacement }, index) => {
      const isIt = index === pick % candidates.length
      const isSound = rejections.length === 0 && (replacement?.rejections.length ?? 0) === 0
      const own = decimalText(BigInt(amount), row.currency)
      return {
        adjustmentId: row.adjustmentId,
        chosen: isSound || isIt,
        amount: isIt && amount % 2 === 0 ? own : '',
        date: isIt && amount % 3 === 0 ? dayOf(amount) : '',
        replacement:
          isIt && amount % 5 === 0
            ? {
                type: row.type,
                amount: decimalText(BigInt(amount) / 3n + 1n, row.currency),
                date: '',
                reasonCode: '',
                comment: '',
              }
            : null,
      }
    }),
  }
}

function targetOf({ context, drafts }: Office, slot: number): Input<'finishReversal'>['target'] {
  const batchId = pickOf(drafts, slot)
  const draft = batchId === undefined || slot % 3 === 0 ? undefined : getBatch(context, { batchId })
  if (draft?.ok !== true) return { into: 'new', name: 'Reversals' }
  return { into: 'open', batchId: draft.value.batchId, editNumber: draft.value.editNumber }
}

function noteNewDrafts({ ledger, drafts }: Office): void {
  const all = ledger.sql<{ id: string }>("select id from batch where state = 'draft' order by id").all()
  for (const { id } of all) if (!drafts.includes(id)) drafts.push(id)
}
