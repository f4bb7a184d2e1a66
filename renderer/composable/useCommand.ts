import { ref, shallowRef } from 'vue'
import { ulid } from 'ulid'
import { api, type Answer, type Input, type Name } from '@contract/api'
import { rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { invoke } from '../api'

/** What the caller gives: the id of the command is made here. */
export type CommandInput<N extends Name> = Omit<Input<N>, 'commandId'>

/** Asks the desk; a lost answer comes back as a defect, so that callers have one form to handle. */
export async function ask<N extends Name>(name: N, input: Input<N>): Promise<Outcome<Answer<N>>> {
  try {
    return await invoke(name, input)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ok: false, rejections: [rejection('defect', '', { reference: '', reason })] }
  }
}

function isDefect(rejections: readonly Rejection[]): boolean {
  return rejections.some((one) => one.code === 'defect')
}

/**
 * One command of the contract, as a screen uses it. The id stays the same while the same content is sent
 * again after a lost answer, so that it cannot happen twice; a refusal or other content gets a new id.
 */
export function useCommand<N extends Name>(name: N) {
  const busy = ref(false)
  const rejections = shallowRef<readonly Rejection[]>([])
  const warnings = shallowRef<readonly Rejection[]>([])
  let kept: { commandId: string; content: string } | undefined

  async function run(input: CommandInput<N>): Promise<Answer<N> | undefined> {
    const content = JSON.stringify(input)
    const commandId = kept?.content === content ? kept.commandId : ulid()
    kept = { commandId, content }
    busy.value = true
    const outcome = await ask(name, withCommandId(name, input, commandId))
    busy.value = false
    if (outcome.ok) {
      kept = undefined
      rejections.value = []
      warnings.value = outcome.warnings
      return outcome.value
    }
    if (!isDefect(outcome.rejections)) kept = undefined
    rejections.value = outcome.rejections
    warnings.value = []
    return undefined
  }

  function clear(): void {
    rejections.value = []
    warnings.value = []
  }

  return { run, busy, rejections, warnings, clear }
}

export function withCommandId<N extends Name>(name: N, input: CommandInput<N>, commandId: string): Input<N> {
  const takesId = 'commandId' in api[name].input.shape
  return (takesId ? { ...input, commandId } : input) as Input<N>
}
