import { ref, shallowRef, watch } from 'vue'
import type { ReversalEdit, ReversalView } from '@contract/reversal'
import { useCommand } from '../../composable/useCommand'
import { useQuery } from '../../composable/useQuery'

const areas = ['reversal', 'batch', 'period', 'adjustment', 'exchange', 'setting']

/** One plan: every edit is saved as it is made, one after the other, based on the answer to the one before. */
export function useReversal(reversalId: () => string) {
  const query = useQuery(
    'getReversal',
    () => (reversalId() === '' ? undefined : { reversalId: reversalId() }),
    { areas },
  )
  const command = useCommand('editReversal')
  const view = shallowRef<ReversalView>()
  const pending = ref(0)
  let last: Promise<unknown> = Promise.resolve()

  watch(query.value, (answer) => {
    if (answer) take(answer)
  })

  /** An answer that was asked for before an edit says less than the edit's own. */
  function take(answer: ReversalView): void {
    const isOlder = view.value?.reversalId === answer.reversalId && view.value.editNumber > answer.editNumber
    if (!isOlder) view.value = answer
  }

  function edit(change: ReversalEdit): Promise<boolean> {
    pending.value += 1
    const made = last.then(() => send(change)).finally(() => (pending.value -= 1))
    last = made
    return made
  }

  async function send(change: ReversalEdit): Promise<boolean> {
    const current = view.value
    if (current === undefined) return false
    const { reversalId: id, editNumber } = current
    const answer = await command.run({ reversalId: id, editNumber, edit: change })
    if (answer) take(answer)
    else await query.reload()
    return answer !== undefined
  }

  return {
    view,
    edit,
    pending,
    editRejections: command.rejections,
    rejections: query.rejections,
    reload: query.reload,
  }
}
