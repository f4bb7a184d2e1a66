import { findEditEntry, lastUndoOf, type EditEntry } from '../../ledger/draftEditTable'
import type { Ledger } from '../../ledger/database'

/** The log of a draft's edits up to one of them; undo works back to the floor, the last submit. */
interface EditLog {
  readonly batchId: string
  readonly editNumber: number
  readonly undoFloor: number
}

/**
 * The edit that an undo would take back. The log only grows, so the stack is read out of it: after an edit
 * it is that edit, after a redo the one made again, and after an undo what lay under the one taken back.
 */
export function editToUndo(ledger: Ledger, log: EditLog): EditEntry | undefined {
  let editNumber = log.editNumber
  for (;;) {
    const entry = entryAbove(ledger, log, editNumber)
    if (entry === undefined || entry.kind === 'edit') return entry
    if (entry.kind === 'redo') return entryAbove(ledger, log, entry.ofEditNumber)
    editNumber = entry.ofEditNumber - 1
  }
}

/** The edit that a redo would make again: none after a new edit, else the one taken back last. */
export function editToRedo(ledger: Ledger, log: EditLog): EditEntry | undefined {
  let editNumber = log.editNumber
  for (;;) {
    const entry = entryAbove(ledger, log, editNumber)
    if (entry === undefined || entry.kind === 'edit') return undefined
    if (entry.kind === 'undo') return entryAbove(ledger, log, entry.ofEditNumber)
    editNumber = lastUndoOf(ledger, log.batchId, entry.ofEditNumber, entry.editNumber) - 1
  }
}

function entryAbove(ledger: Ledger, log: EditLog, editNumber: number): EditEntry | undefined {
  return editNumber > log.undoFloor ? findEditEntry(ledger, log.batchId, editNumber) : undefined
}
