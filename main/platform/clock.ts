// The only place that asks what time it is. Everything else is handed a Clock, so that a test can set it.

export interface Clock {
  /** The moment, UTC, with milliseconds: `2026-11-20T18:04:00.000Z`. */
  now(): string
  /** The calendar day that it is now in an IANA time zone. An unknown zone counts as UTC. */
  today(timeZone: string): string
}

export const systemClock: Clock = clockAt(() => Date.now())

/** A clock that stands still, for tests and for seeds that must come out the same every time. */
export function fixedClock(moment: string): Clock {
  const milliseconds = Date.parse(moment)
  if (Number.isNaN(milliseconds)) throw new Error(`Not a moment: ${moment}`)
  return clockAt(() => milliseconds)
}

/** A steadily growing count of milliseconds, for durations only. */
export function elapsedMilliseconds(): number {
  return performance.now()
}

function clockAt(milliseconds: () => number): Clock {
  return {
    now: () => new Date(milliseconds()).toISOString(),
    today: (timeZone) => dayIn(timeZone, new Date(milliseconds())),
  }
}

function dayIn(timeZone: string, moment: Date): string {
  try {
    return dayFormat(timeZone).format(moment)
  } catch {
    return dayFormat('UTC').format(moment)
  }
}

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  // The Swedish way of writing a date is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
}
