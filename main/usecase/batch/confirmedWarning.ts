import type { ConfirmedWarning } from '@contract/batch'
import { refused, rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { BatchVerdict } from '../../engine/fact'
import type { z } from 'zod'

export type Confirmed = z.infer<typeof ConfirmedWarning>

/** The warnings of all lines, each once. */
export function distinctWarnings(verdict: BatchVerdict): Rejection[] {
  const found = new Map<string, Rejection>()
  for (const { warnings } of verdict.lines) {
    for (const warning of warnings) found.set(keyOf(warning), warning)
  }
  return [...found.values()]
}

/** Those that nobody has confirmed; what was confirmed elsewhere or of another kind does not count. */
export function unconfirmed(warnings: readonly Rejection[], confirmed: readonly Confirmed[]): Rejection[] {
  const known = new Set(confirmed.map(keyOf))
  return warnings.filter((warning) => !known.has(keyOf(warning)))
}

/** What a person confirmed of what was there to be confirmed: nothing is confirmed in advance. */
export function confirmedOf(warnings: readonly Rejection[], confirmed: readonly Confirmed[]): Confirmed[] {
  const standing = new Set(warnings.map(keyOf))
  return confirmed.filter((given) => standing.has(keyOf(given)))
}

/** `warnings_unconfirmed`, followed by the warnings to be confirmed. */
export function refuseUnconfirmed(batchId: string, warnings: readonly Rejection[]) {
  return refused(
    rejection('warnings_unconfirmed', `batches/${batchId}`, { count: warnings.length }),
    ...warnings,
  )
}

function keyOf({ code, at }: Confirmed): string {
  return `${code} ${at}`
}
