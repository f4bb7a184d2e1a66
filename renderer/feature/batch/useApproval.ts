import { ref, shallowRef } from 'vue'
import type { BatchView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { useCommand } from '../../composable/useCommand'
import type { Confirmed } from '../../store/draftStore'
import { seenMoves } from './movedFact'

export interface Approval {
  batch: BatchView
  comment: string
  warnings: readonly Confirmed[]
  /** Keys of the moved facts that the reviewer has ticked. */
  seen: ReadonlySet<string>
}

/**
 * Approves a revision. The ledger names moved facts by their place only when it refuses; where the
 * reviewer has seen exactly those, the approval is asked once more with them confirmed.
 */
export function useApproval() {
  const command = useCommand('approveBatch')
  const busy = ref(false)
  const rejections = shallowRef<readonly Rejection[]>([])

  async function approve({ batch, comment, warnings, seen }: Approval): Promise<BatchView | undefined> {
    busy.value = true
    const { batchId, revision, contentHash } = batch
    const input = { batchId, revision, contentHash, comment: comment.trim(), confirmed: [...warnings] }
    let done = await command.run(input)
    const moves = done ? undefined : seenMoves(command.rejections.value, seen)
    if (moves) done = await command.run({ ...input, confirmed: [...warnings, ...moves] })
    busy.value = false
    rejections.value = done ? [] : command.rejections.value
    return done
  }

  function clear(): void {
    rejections.value = []
  }

  return { approve, clear, busy, rejections }
}
