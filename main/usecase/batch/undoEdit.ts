import type { Input, Output } from '@contract/api'
import { refused, rejection, type Outcome } from '@contract/outcome'
import { readEditChanges, type LineChange } from '../../ledger/draftEditTable'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { draftAnswer } from './draftAnswer'
import { requireDraft } from './requireBatch'
import { saveEdit, type SavedEdit } from './saveEdit'
import { editToUndo } from './undoStack'

/**
 * Takes back the last edit that stands, as far back as the last submit; the undo is an entry of the log
 * itself. `undo_refused` names the batch that has meanwhile claimed what would come back.
 */
export function undoEdit(context: Context, input: Input<'undoEdit'>): Outcome<Output<'undoEdit'>> {
  const { ledger } = context
  return runCommand(context, 'undoEdit', input, {
    right: 'prepare',
    act: () => {
      const found = requireDraft(ledger, input.batchId, input.editNumber)
      if (!found.ok) return found
      const batch = found.value
      const edit = editToUndo(ledger, { ...batch, batchId: batch.id })
      if (edit === undefined) return refused(rejection('nothing_to_undo'))
      const changes = readEditChanges(ledger, batch.id, edit.editNumber).map(takenBack).reverse()
      const { label, editNumber } = edit
      return undoOutcome(
        saveEdit(context, batch, { kind: 'undo', label, ofEditNumber: editNumber, changes }),
        label,
      )
    },
    view: (saved) => draftAnswer(context, saved),
  })
}

function takenBack({ lineId, before, after }: LineChange): LineChange {
  return { lineId, before: after, after: before }
}

/** What stands in the way of an undo or redo is told as the refusal of that, with the reason in `params`. */
export function undoOutcome(outcome: Outcome<SavedEdit>, label: string): Outcome<SavedEdit> {
  if (outcome.ok) return outcome
  return refused(
    ...outcome.rejections.map(({ code, at, params }) =>
      rejection('undo_refused', at, { ...params, because: code, label }),
    ),
  )
}
