import { computed, ref } from 'vue'
import { ulid } from 'ulid'
import type { Answer, Input, Name } from '@contract/api'
import type { Outcome } from '@contract/outcome'

export type Ask = <N extends Name>(name: N, input: Input<N>) => Promise<Outcome<Answer<N>>>

const retryAfter = 2000

/**
 * Draft edits go to the desk one after another: each is based on the edit number that the one before
 * came back with. While an answer is lost, the same command (with the same id) is sent again, so that
 * it can happen only once, and the edits behind it wait.
 */
export function draftQueue(ask: Ask) {
  const waiting = ref(0)
  const isLost = ref(false)
  let last: Promise<unknown> = Promise.resolve()

  function enqueue<Value>(work: () => Promise<Value>): Promise<Value> {
    waiting.value += 1
    const done = last.then(work).finally(() => {
      waiting.value -= 1
    })
    last = done.catch(() => undefined)
    return done
  }

  async function send<N extends Name>(
    name: N,
    input: Omit<Input<N>, 'commandId'>,
  ): Promise<Outcome<Answer<N>>> {
    const command = { ...input, commandId: ulid() } as Input<N>
    for (;;) {
      const outcome = await ask(name, command)
      isLost.value = wasLost(outcome)
      if (!isLost.value) return outcome
      await new Promise((resolve) => setTimeout(resolve, retryAfter))
    }
  }

  const isIdle = computed(() => waiting.value === 0)
  return { enqueue, send, isIdle, isLost }
}

/** The answer never came, which is not the same as an answer that reports a defect. */
function wasLost(outcome: Outcome<unknown>): boolean {
  return (
    !outcome.ok &&
    outcome.rejections.some((one) => one.code === 'defect' && one.params['reason'] !== undefined)
  )
}
