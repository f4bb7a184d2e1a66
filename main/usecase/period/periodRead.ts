import type { Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { PeriodExceptionView, PeriodStep } from '@contract/period'
import type { PeriodFact } from '../../engine/fact'
import { rightOfStep, standsInTheWay, stepsOf, warnsOf, type InPeriod } from '../../engine/period/step'
import type { Ledger } from '../../ledger/database'
import { countExceptions, listExceptions, listExceptionUses } from '../../ledger/periodExceptionTable'
import { listDraftsInPeriod, listWaitingLines, readInPeriods } from '../../ledger/periodLine'
import { readPeriodFacts, readPeriods } from '../../ledger/periodTable'
import { readPeriodTotals } from '../../ledger/periodTotal'
import { readPeople } from '../../ledger/personTable'
import { hasRight, type Context } from '../context'

/** All periods with what waits in them and the exceptions that hold. */
export function getPeriods(context: Context): Outcome<Output<'getPeriods'>> {
  const { ledger, clock } = context
  const inPeriod = readInPeriods(ledger)
  const exceptions = countExceptions(ledger, clock.now())
  return accepted({
    periods: readPeriods(ledger).map((period) => {
      const { waitingCount, draftCount } = inPeriod(period.periodId)
      const exceptionCount = period.hardLocked ? 0 : (exceptions.get(period.periodId) ?? 0)
      return { ...period, waitingCount, draftCount, exceptionCount }
    }),
  })
}

/** What a command on periods answers with: short, because the writer thread makes it. */
export function periodsNow(ledger: Ledger): Outcome<Output<'movePeriod'>> {
  return accepted({ periods: readPeriods(ledger) })
}

/** Counts and totals per currency of what is dated in each period. */
export function sumPeriods({ ledger }: Context): Outcome<Output<'sumPeriods'>> {
  return accepted({ totals: readPeriodTotals(ledger) })
}

const mostWaiting = 500

/** One period: what can be done next and what stands in the way, exceptions, and what was done under each. */
export function getPeriod(
  context: Context,
  { periodId }: { periodId: string },
): Outcome<Output<'getPeriod'>> {
  const { ledger } = context
  const view = readPeriods(ledger).find((period) => period.periodId === periodId)
  const periods = readPeriodFacts(ledger)
  const period = periods.find(({ id }) => id === periodId)
  if (view === undefined || period === undefined) return refused(rejection('not_found', 'periodId'))
  const inside = readInPeriods(ledger)(periodId)
  return accepted({
    period: view,
    steps: stepsNow(context, period, periods, inside),
    waiting: inside.waitingCount === 0 ? [] : listWaitingLines(ledger, view, mostWaiting),
    waitingCount: inside.waitingCount,
    drafts: inside.draftCount === 0 ? [] : listDraftsInPeriod(ledger, view),
    exceptions: exceptionViews(context, period),
  })
}

function stepsNow(
  context: Context,
  period: PeriodFact,
  periods: readonly PeriodFact[],
  inside: InPeriod,
): PeriodStep[] {
  return stepsOf[period.hardLocked ? 'hardLocked' : period.state].map((step) => {
    const right = rightOfStep[step]
    const missing = hasRight(context, right) ? [] : [rejection('right_missing', '', { right })]
    return {
      step,
      rejections: [...missing, ...standsInTheWay(period, step, periods, inside)],
      warnings: [...warnsOf(period, step, inside)],
    }
  })
}

function exceptionViews({ ledger, clock }: Context, period: PeriodFact): PeriodExceptionView[] {
  const names = new Map(readPeople(ledger).map(({ id, name }) => [id, name]))
  const now = clock.now()
  return listExceptions(ledger, period.id).map((exception) => {
    const { exceptionId, personId, reason, until, grantedBy, grantedAt, revokedAt, isOver } = exception
    return {
      exceptionId,
      personId,
      personName: names.get(personId) ?? personId,
      reason,
      until,
      grantedBy: names.get(grantedBy) ?? grantedBy,
      grantedAt,
      revokedAt,
      holds: revokedAt === '' && !isOver && now < until && !period.hardLocked,
      uses: listExceptionUses(ledger, exceptionId),
    }
  })
}
