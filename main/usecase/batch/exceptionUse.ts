import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { listExceptionsOfRevision } from '../../ledger/periodExceptionTable'
import type { Context } from '../context'
import type { FrozenRevision } from './revision'

/**
 * `under_exception` of the lines of a revision: under whose exception each was submitted, and posted. Who
 * approves sees it, also where the exception of the preparer has ended since.
 */
export function exceptionUses(
  { ledger, clock }: Context,
  { batchId, revision }: FrozenRevision,
  isPosted: boolean,
): Rejection[] {
  const now = clock.now()
  return listExceptionsOfRevision(ledger, batchId, revision).map((use) => {
    const { lineId, exceptionId, period, personName: person, until, reason } = use
    const because = !isPosted && (use.hasEnded || until <= now) ? 'ended' : ''
    const params = { field: 'date', period, person, until, reason, because }
    return { code: 'under_exception', at: `lines/${lineId}/date/${exceptionId}`, params }
  })
}

/** Beside what the checks say of each line now; what they say already is not said twice. */
export function withExceptionUses(views: readonly LineView[], uses: readonly Rejection[]): LineView[] {
  if (uses.length === 0) return [...views]
  const byLine = new Map<string, Rejection[]>()
  for (const use of uses) {
    const lineId = use.at.split('/')[1] ?? ''
    byLine.set(lineId, [...(byLine.get(lineId) ?? []), use])
  }
  return views.map((view) => {
    const own = byLine.get(view.line.lineId) ?? []
    return own.length === 0 ? view : { ...view, warnings: together(view.warnings, own) }
  })
}

export function together(warnings: readonly Rejection[], uses: readonly Rejection[]): Rejection[] {
  const said = new Set(uses.map(({ at }) => at))
  return [...uses, ...warnings.filter(({ code, at }) => code !== 'under_exception' || !said.has(at))]
}
