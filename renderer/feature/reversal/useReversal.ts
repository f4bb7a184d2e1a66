import { computed, ref, shallowRef, watch } from 'vue'
import type { ReversalAnswer, ReversalEdit, ReversalView } from '@contract/reversal'
import { useCommand } from '../../composable/useCommand'
import { useQuery } from '../../composable/useQuery'
import { mergedView } from './mergedView'

/** What a plan's figures rest on; its own edits answer with what they change. */
const areas = ['batch', 'period', 'adjustment', 'exchange', 'setting']

type Edited = Pick<ReversalView, 'reversalId' | 'editNumber'>

/** One plan: every edit is saved as it is made, one after the other, based on the answer to the one before. */
export function useReversal(reversalId: () => string) {
  const input = () => (reversalId() === '' ? undefined : { reversalId: reversalId() })
  const query = useQuery('getReversal', input, { areas })
  const standing = useQuery('getReversalStanding', input, { areas: ['reversal'] })
  const editing = useCommand('editReversal')
  const undoing = useCommand('undoReversal')
  const redoing = useCommand('redoReversal')
  const view = shallowRef<ReversalView>()
  const pending = ref(0)
  let last: Promise<unknown> = Promise.resolve()

  watch(query.value, (answer) => {
    // An answer that was asked for before an edit says less than the edit's own.
    const shown = view.value
    const isOlder =
      answer?.reversalId === shown?.reversalId && (answer?.editNumber ?? 0) < (shown?.editNumber ?? 0)
    if (answer && !isOlder) view.value = answer
  })

  /** Another window has gone on with the plan, or put its lines into a batch. */
  const isBehind = computed(() => {
    const [known, shown] = [standing.value.value, view.value]
    if (pending.value > 0 || known === undefined || shown?.reversalId !== known.reversalId) return false
    return known.editNumber > shown.editNumber || known.batchId !== shown.batchId
  })
  watch(isBehind, (behind) => {
    if (behind) void query.reload()
  })

  function inTurn(send: (plan: Edited) => Promise<ReversalAnswer | undefined>): Promise<boolean> {
    pending.value += 1
    const made = last.then(() => take(send)).finally(() => (pending.value -= 1))
    last = made
    return made
  }

  async function take(send: (plan: Edited) => Promise<ReversalAnswer | undefined>): Promise<boolean> {
    const shown = view.value
    if (shown === undefined) return false
    const answer = await send(shown)
    if (answer) view.value = mergedView(view.value, answer)
    else await query.reload()
    return answer !== undefined
  }

  const edit = (change: ReversalEdit) =>
    inTurn(({ reversalId: id, editNumber }) => editing.run({ reversalId: id, editNumber, edit: change }))
  const undo = () => inTurn(({ reversalId: id, editNumber }) => undoing.run({ reversalId: id, editNumber }))
  const redo = () => inTurn(({ reversalId: id, editNumber }) => redoing.run({ reversalId: id, editNumber }))

  return {
    view,
    edit,
    /** When every edit so far has been answered. */
    settled: () => last,
    undo,
    redo,
    pending,
    editRejections: editing.rejections,
    rejections: query.rejections,
    reload: query.reload,
  }
}
