import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { draftAnswer } from './draftAnswer'
import { saveChanges } from './editDraft'
import { readCorrections } from './readCorrections'
import { requireDraft } from './requireBatch'
import type { SavedEdit } from './saveEdit'

interface SavedPaste extends SavedEdit {
  readonly readRows: number
  readonly refusedRows: readonly Rejection[]
}

/** Takes a list of corrections from a spreadsheet into a draft, all its rows as one step of undo. */
export function pasteCorrections(
  context: Context,
  input: Input<'pasteCorrections'>,
): Outcome<Output<'pasteCorrections'>> {
  return runCommand(context, 'pasteCorrections', input, {
    right: 'prepare',
    act: (): Outcome<SavedPaste> => {
      const found = requireDraft(context.ledger, input.batchId, input.editNumber)
      if (!found.ok) return found
      const { readRows, changes, refusedRows } = readCorrections(
        context.ledger,
        input.text,
        input.numberFormat,
      )
      const saved = saveChanges(context, found.value, `Paste ${changes.length} rows`, changes)
      return saved.ok ? accepted({ ...saved.value, readRows, refusedRows }) : saved
    },
    view: (saved) => {
      const answer = draftAnswer(context, saved)
      const { readRows, refusedRows } = saved
      return answer.ok ? accepted({ ...answer.value, readRows, refusedRows: [...refusedRows] }) : answer
    },
  })
}
