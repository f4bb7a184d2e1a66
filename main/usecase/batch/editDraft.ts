import type { Input, Output } from '@contract/api'
import type { DraftChange } from '@contract/batch'
import { refused, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { BatchRecord } from '../../ledger/batchTable'
import { listLinesById } from '../../ledger/lineTable'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { applyChange } from './applyChange'
import { draftAnswer } from './draftAnswer'
import { loadDraftBasis } from './draftBasis'
import { openDraftWork } from './draftWork'
import { requireDraft } from './requireBatch'
import { saveEdit, type SavedEdit } from './saveEdit'

/** Changes lines of a draft as they are typed, as one step of undo. */
export function editDraft(context: Context, input: Input<'editDraft'>): Outcome<Output<'editDraft'>> {
  return runCommand(context, 'editDraft', input, {
    right: 'prepare',
    act: () => {
      const found = requireDraft(context.ledger, input.batchId, input.editNumber)
      return found.ok ? saveChanges(context, found.value, input.label, input.changes) : found
    },
    view: (saved) => draftAnswer(context, saved),
  })
}

/** Applies changes in their order and saves them as one edit; one that cannot be made refuses all. */
export function saveChanges(
  context: Context,
  batch: BatchRecord,
  label: string,
  changes: readonly DraftChange[],
): Outcome<SavedEdit> {
  const { ledger } = context
  const lineIds = changes.flatMap((change) =>
    change.op === 'adjustSource' || change.lineId === '' ? [] : [change.lineId],
  )
  const named = namedBy(changes)
  for (const line of listLinesById(ledger, batch.id, lineIds)) {
    const { invoiceId, invoiceNumber, adjustmentId, reversesId } = line
    named.invoiceIds.add(invoiceId)
    if (invoiceId === '') named.invoiceNumbers.add(invoiceNumber)
    if (adjustmentId !== '') named.adjustmentIds.add(adjustmentId)
    if (reversesId !== '') named.adjustmentIds.add(reversesId)
  }
  const basis = loadDraftBasis(context, { ...named, batchId: batch.id })
  const adjusted = new Set(
    changes.flatMap((change) => (change.op === 'adjustSource' ? [change.invoiceId] : [])),
  )
  const work = openDraftWork(context, batch.id, { lineIds, invoiceIds: adjusted })
  const rejections: Rejection[] = []
  for (const change of changes) {
    const applied = applyChange(work, change, basis)
    if (!applied.ok) rejections.push(...applied.rejections)
  }
  if (rejections.length > 0) return refused(...rejections)
  return saveEdit(context, batch, { kind: 'edit', label, ofEditNumber: null, changes: work.changes() })
}

function namedBy(changes: readonly DraftChange[]) {
  const named = {
    invoiceIds: new Set<string>(),
    invoiceNumbers: new Set<string>(),
    adjustmentIds: new Set<string>(),
  }
  for (const change of changes) {
    if (change.op === 'remove') continue
    if (change.op === 'adjustSource') named.invoiceIds.add(change.invoiceId)
    const { invoiceId, invoiceNumber, adjustmentId, reversesId } = change.fields
    if (invoiceId) named.invoiceIds.add(invoiceId)
    if (invoiceNumber) named.invoiceNumbers.add(invoiceNumber)
    if (adjustmentId) named.adjustmentIds.add(adjustmentId)
    if (reversesId) named.adjustmentIds.add(reversesId)
  }
  return named
}
