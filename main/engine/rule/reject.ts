import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'

/** The answer of a rule that has nothing against the line; shared, so that a check allocates little. */
export const nothing: readonly Rejection[] = []

/**
 * A "no", or a warning, about one field of a line. `params` name the limit that was hit and the legal
 * alternative; amounts are canonical text with their `currency` beside them.
 */
export function reject(
  reading: LineReading,
  code: Rejection['code'],
  field: string,
  params: Rejection['params'] = {},
): Rejection {
  return { code, at: `lines/${reading.line.lineId}/${field}`, params: { field, ...params } }
}
