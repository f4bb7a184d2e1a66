import { useRouter } from 'vue-router'
import type { ReversalStart } from '@contract/reversal'
import { useCommand } from '../../composable/useCommand'
import { useToast } from '../../composable/useToast'
import { rejectionText } from '../../text/rejectionText'

/** Begins a plan and opens the wizard with it; what is refused is said. */
export function useReversalStart() {
  const router = useRouter()
  const { say } = useToast()
  const command = useCommand('startReversal')

  async function start(from: ReversalStart): Promise<boolean> {
    const view = await command.run({ from })
    if (view === undefined) {
      const [first] = command.rejections.value
      if (first) say(rejectionText(first), { tone: 'refused' })
      return false
    }
    await router.push(`/reversals/${view.reversalId}`)
    return true
  }

  return { start, busy: command.busy, rejections: command.rejections }
}
