import type { DraftChange, LineFields } from '@contract/batch'
import { deleteAdjustment } from '../../../main/usecase/batch/deleteAdjustment'
import { editDraft } from '../../../main/usecase/batch/editDraft'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { redoEdit } from '../../../main/usecase/batch/redoEdit'
import { undoEdit } from '../../../main/usecase/batch/undoEdit'
import { cell, valueOf } from '../../support/aBatch'
import { decimalText } from '../../support/auditor/amount'
import { stands, type Posting } from '../../support/auditor/posting'
import {
  anAdjustment,
  currencies,
  dayOf,
  inHandsOf,
  invoiceIds,
  pickOf,
  preparers,
  sources,
  type Office,
  type Step,
} from './office'

// What is done to a draft. Typing is never refused, only judged; undo and claims may be.

const put = (fields: LineFields): DraftChange => ({ op: 'put', lineId: '', fields })

const chanceOf: Record<string, ((posting: Posting) => boolean) | undefined> = {
  reverse: (posting) => stands(posting) && posting.reversesId === '',
  correct: (posting) => stands(posting) && posting.reversesId === '',
  delete: ({ isCanceled, isDeleted, cancelLandedAt }) => isCanceled && !isDeleted && cancelLandedAt !== '',
  deleteAtOnce: ({ isCanceled, isDeleted, createLandedAt }) =>
    isCanceled && !isDeleted && createLandedAt === '',
}

export function takeDraftStep(office: Office, step: Step): boolean {
  const { context, drafts } = office
  const { verb, slot, pick, amount } = step
  const batchId = pickOf(drafts, slot) ?? context.newId()
  const adjustmentId = anAdjustment(office, pick, chanceOf[verb])
  const person = inHandsOf(office, preparers[slot % 2] ?? preparers[0])
  const draft = getBatch(context, { batchId })
  if (!draft.ok) return false
  const based = { commandId: context.newId(), batchId, editNumber: draft.value.editNumber }
  const edit = (...changes: DraftChange[]) => editDraft(person, { ...based, label: verb, changes }).ok
  const minor = BigInt(amount)
  const date = dayOf(pick)
  switch (verb) {
    case 'type':
      return edit(typed(pick, minor, { date: dayOf(amount) }))
    case 'header': {
      const invoiceId = invoiceIds[pick % 3] ?? 'I0'
      const type = amount % 5 === 0 ? 'Charge' : 'Credit'
      const text = decimalText(minor, currencies[invoiceId])
      return edit(put({ action: 'create', kind: 'IA', invoiceId, type, amount: text, date }))
    }
    case 'reverse':
      return edit(put({ reversesId: adjustmentId, ...partial(office, adjustmentId, amount) }))
    case 'correct':
      return edit(
        put({ reversesId: adjustmentId }),
        inStead(office, adjustmentId, minor / 2n + 1n, { replacesId: adjustmentId, date }),
      )
    case 'cancel':
      return edit(put({ action: 'cancel', adjustmentId }))
    case 'delete':
      return edit(put({ action: 'delete', adjustmentId }))
    case 'deleteAtOnce':
      return deleteAdjustment(person, { commandId: context.newId(), adjustmentId }).ok
    case 'undo':
      return undoEdit(person, based).ok
    case 'redo': {
      // Nothing is there to be made again unless something has just been taken back.
      const undone = pick % 2 === 0 ? undoEdit(person, based) : undefined
      const editNumber = undone?.ok === true ? undone.value.editNumber : based.editNumber
      return redoEdit(person, { ...based, commandId: context.newId(), editNumber }).ok
    }
    default:
      return removeLine(office, batchId, pick)
  }
}

/** A cell of an invoice; mostly the way in which its source can go. */
function typed(pick: number, minor: bigint, fields: LineFields): DraftChange {
  const [invoiceId, sourceId] = sources[pick % sources.length] ?? sources[0]
  const isDiscount = sourceId === 'IT3' || sourceId === 'TX1'
  const isUsual = pick % 11 !== 0
  const type = isDiscount === isUsual ? 'Charge' : 'Credit'
  return cell(invoiceId, sourceId, type, decimalText(minor, currencies[invoiceId]), fields)
}

/** All that is left, or an amount and a day of one's own. */
function partial({ ledger }: Office, adjustmentId: string, amount: number): LineFields {
  if (amount % 2 === 0) return {}
  const found = ledger
    .sql<{ currency: string }>('select currency from adjustment where id = ?')
    .get(adjustmentId)
  return { amount: decimalText(BigInt(amount), found?.currency ?? 'USD'), date: dayOf(amount) }
}

/** Another one on the same place. */
function inStead({ ledger }: Office, adjustmentId: string, minor: bigint, fields: LineFields): DraftChange {
  const found = ledger
    .sql<{ invoice_id: 'I0'; source_id: string; type: 'Credit' | 'Charge' }>(
      'select invoice_id, source_id, type from adjustment where id = ?',
    )
    .get(adjustmentId)
  if (found === undefined || found.source_id === '') return typed(0, minor, fields)
  const { invoice_id: invoiceId, source_id: sourceId, type } = found
  return cell(invoiceId, sourceId, type, decimalText(minor, currencies[invoiceId]), fields)
}

function removeLine({ ledger, context }: Office, batchId: string, pick: number): boolean {
  const lines = ledger
    .sql<{ id: string }>('select id from line where batch_id = ? order by position')
    .all(batchId)
  const lineId = pickOf(lines, pick)?.id
  if (lineId === undefined) return false
  const { editNumber } = valueOf(getBatch(context, { batchId }))
  const changes = [{ op: 'remove' as const, lineId }]
  return editDraft(context, { commandId: context.newId(), batchId, editNumber, label: 'Remove', changes }).ok
}
