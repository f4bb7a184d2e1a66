import type { PeriodStep } from '@contract/period'
import type { Rejection } from '@contract/rejection'

/**
 * The steps worth a button. Moving the end is for the last period alone; and where neither way back can be taken,
 * for the same reason, saying so once is enough.
 */
export function stepsToShow(steps: readonly PeriodStep[]): readonly PeriodStep[] {
  const reopening = steps.find(({ step }) => step === 'Open')
  return steps.filter(({ step, rejections }) => {
    if (step === 'moveEnd') return !rejections.some(({ params }) => params['because'] === 'notLast')
    return step !== 'backToPendingClose' || !isSame(rejections, reopening?.rejections ?? [])
  })
}

function isSame(some: readonly Rejection[], others: readonly Rejection[]): boolean {
  return some.length > 0 && JSON.stringify(some) === JSON.stringify(others)
}
