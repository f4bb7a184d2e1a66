import type { Rejection } from '@contract/rejection'
import type { Confirmed } from '../../store/draftStore'

/** Warnings that are confirmed with one tick: what they are about stands beside them in full. */
export interface Confirmation {
  readonly code: Rejection['code']
  readonly warnings: readonly Rejection[]
}

/** The alarm has a place and a tick of its own. */
export const alarmCode = 'audit_head_contradicted'
const together: ReadonlySet<string> = new Set(['facts_differ', 'claim_taken_here', alarmCode])

/** Facts and claims are shown one by one and confirmed together; every other warning by itself. */
export function confirmations(warnings: readonly Rejection[]): readonly Confirmation[] {
  const groups = new Map<string, Rejection[]>()
  for (const warning of warnings) {
    const key = together.has(warning.code) ? warning.code : `${warning.code} ${warning.at}`
    groups.set(key, [...(groups.get(key) ?? []), warning])
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [{ code: group[0].code, warnings: group }] : []))
}

/** Names a tick, so that a warning that comes to it later is asked for again. */
export function confirmationKey({ code, warnings }: Confirmation): string {
  return [code, ...warnings.map(({ at }) => at)].join(' ')
}

/** Everything that was confirmed, each warning by itself. */
export function confirmedOf(
  asked: readonly Confirmation[],
  ticked: ReadonlySet<string>,
): readonly Confirmed[] {
  return asked
    .filter((one) => ticked.has(confirmationKey(one)))
    .flatMap(({ warnings }) => warnings.map(({ code, at }) => ({ code, at })))
}
