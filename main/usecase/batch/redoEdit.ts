import type { Input, Output } from '@contract/api'
import { refused, rejection, type Outcome } from '@contract/outcome'
import { readEditChanges } from '../../ledger/draftEditTable'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { draftAnswer } from './draftAnswer'
import { requireDraft } from './requireBatch'
import { saveEdit } from './saveEdit'
import { undoOutcome } from './undoEdit'
import { editToRedo } from './undoStack'

/** Makes the edit again that was taken back last; nothing to redo after a new edit. */
export function redoEdit(context: Context, input: Input<'redoEdit'>): Outcome<Output<'redoEdit'>> {
  const { ledger } = context
  return runCommand(context, 'redoEdit', input, {
    right: 'prepare',
    act: () => {
      const found = requireDraft(ledger, input.batchId, input.editNumber)
      if (!found.ok) return found
      const batch = found.value
      const edit = editToRedo(ledger, { ...batch, batchId: batch.id })
      if (edit === undefined) return refused(rejection('nothing_to_redo'))
      const changes = readEditChanges(ledger, batch.id, edit.editNumber)
      const { label, editNumber } = edit
      return undoOutcome(
        saveEdit(context, batch, { kind: 'redo', label, ofEditNumber: editNumber, changes }),
        label,
      )
    },
    view: (saved) => draftAnswer(context, saved),
  })
}
