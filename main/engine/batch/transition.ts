import type { Rejection } from '@contract/rejection'

export const batchStates = ['draft', 'submitted', 'approved', 'exported', 'landed'] as const
export type BatchState = (typeof batchStates)[number]

export const batchCommands = ['edit', 'submit', 'recall', 'return', 'approve', 'export', 'land'] as const
export type BatchCommand = (typeof batchCommands)[number]

type RefusalCode = 'batch_state' | 'landing_already_known'
type Cell = { readonly next: BatchState } | { readonly refusal: RefusalCode }

const refused: Cell = { refusal: 'batch_state' }

/**
 * Every state with every command (domain.md, "Batches"). Exporting again is legal and warned of
 * (`export_repeated`): a file may have been lost. What has landed is not sent a second time. An approved batch
 * lands without an export where it was typed in from the screen, or where an import brought its adjustments.
 */
const table = {
  draft: {
    edit: { next: 'draft' },
    submit: { next: 'submitted' },
    recall: refused,
    return: refused,
    approve: refused,
    export: refused,
    land: refused,
  },
  submitted: {
    edit: refused,
    submit: refused,
    recall: { next: 'draft' },
    return: { next: 'draft' },
    approve: { next: 'approved' },
    export: refused,
    land: refused,
  },
  approved: {
    edit: refused,
    submit: refused,
    recall: refused,
    return: refused,
    approve: refused,
    export: { next: 'exported' },
    land: { next: 'landed' },
  },
  exported: {
    edit: refused,
    submit: refused,
    recall: refused,
    return: refused,
    approve: refused,
    export: { next: 'exported' },
    land: { next: 'landed' },
  },
  landed: {
    edit: refused,
    submit: refused,
    recall: refused,
    return: refused,
    approve: refused,
    export: refused,
    land: { refusal: 'landing_already_known' },
  },
} as const satisfies Record<BatchState, Record<BatchCommand, Cell>>

/** The state after a command, or the "no" with the commands that are legal instead. */
export function nextState(
  state: BatchState,
  command: BatchCommand,
): { readonly next: BatchState } | { readonly rejection: Rejection } {
  const cell: Cell = table[state][command]
  if ('next' in cell) return cell
  return {
    rejection: {
      code: cell.refusal,
      at: '',
      params: { state, command, legal: legalCommands(state).join(', ') },
    },
  }
}

export function legalCommands(state: BatchState): readonly BatchCommand[] {
  return batchCommands.filter((command) => 'next' in table[state][command])
}
