import { accepted, refused, rejection } from '@contract/outcome'
import { findReversalPlanHead, listOpenReversalPlans } from '../ledger/reversalPlanTable'
import type { SomeHandlers } from './handlers'
import { reading } from './reading'
import { discardReversal } from './reversal/discardReversal'
import { editReversal } from './reversal/editReversal'
import { finishReversal } from './reversal/finishReversal'
import { reversalRow, reversalView } from './reversal/reversalView'
import { startReversal } from './reversal/startReversal'
import { redoReversal, undoReversal } from './reversal/undoReversal'

type Name =
  | 'startReversal'
  | 'getReversal'
  | 'getReversalStanding'
  | 'editReversal'
  | 'undoReversal'
  | 'redoReversal'
  | 'finishReversal'
  | 'discardReversal'
  | 'listReversals'

export const reversalHandlers: SomeHandlers<Name> = {
  startReversal,
  getReversal: reading((context, { reversalId }) => reversalView(context, reversalId)),
  getReversalStanding: reading(({ ledger }, { reversalId }) => {
    const head = findReversalPlanHead(ledger, reversalId)
    if (head === undefined) return refused(rejection('not_found', 'reversalId'))
    return accepted({ reversalId, editNumber: head.editNumber, batchId: head.batchId })
  }),
  editReversal,
  undoReversal,
  redoReversal,
  finishReversal,
  discardReversal,
  listReversals: reading(({ ledger }) =>
    accepted({ reversals: listOpenReversalPlans(ledger).map(reversalRow) }),
  ),
}
