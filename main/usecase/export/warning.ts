import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { deprecatedNotice } from '../../exchange/out/exportLine'

/** The billing system forgets an Idempotency-Key after 24 hours: a repeated request then acts twice. */
const keyLifeMilliseconds = 24 * 60 * 60 * 1000

/** What a person confirms before a file leaves. `firstSendingAt`: when these requests left for the first time. */
export function exportWarnings(export_: {
  readonly now: string
  readonly firstSendingAt: string | undefined
}): Rejection[] {
  const { now, firstSendingAt } = export_
  const warnings = [rejection('deprecated', '', { notice: deprecatedNotice })]
  if (firstSendingAt !== undefined && Date.parse(now) - Date.parse(firstSendingAt) > keyLifeMilliseconds) {
    warnings.push(rejection('export_repeated', '', { at: firstSendingAt }))
  }
  return warnings
}
