import type { Clock } from '../../main/platform/clock'

/** A clock that a test sets: it stands still until it is moved on. */
export interface TestClock extends Clock {
  moveTo(moment: string): void
}

export function testClock(start = '2026-11-20T10:00:00.000Z'): TestClock {
  let moment = start
  return {
    now: () => moment,
    today: (timeZone) =>
      new Intl.DateTimeFormat('sv-SE', {
        timeZone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }).format(new Date(moment)),
    moveTo: (next) => {
      moment = next
    },
  }
}
