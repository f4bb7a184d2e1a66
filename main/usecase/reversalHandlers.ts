import { accepted } from '@contract/outcome'
import { listOpenReversalPlans } from '../ledger/reversalPlanTable'
import type { SomeHandlers } from './handlers'
import { reading } from './reading'
import { discardReversal } from './reversal/discardReversal'
import { editReversal } from './reversal/editReversal'
import { finishReversal } from './reversal/finishReversal'
import { reversalRow, reversalView } from './reversal/reversalView'
import { startReversal } from './reversal/startReversal'

type Name =
  'startReversal' | 'getReversal' | 'editReversal' | 'finishReversal' | 'discardReversal' | 'listReversals'

export const reversalHandlers: SomeHandlers<Name> = {
  startReversal,
  getReversal: reading((context, { reversalId }) => reversalView(context, reversalId)),
  editReversal,
  finishReversal,
  discardReversal,
  listReversals: reading(({ ledger }) =>
    accepted({ reversals: listOpenReversalPlans(ledger).map(reversalRow) }),
  ),
}
