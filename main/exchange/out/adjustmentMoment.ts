/**
 * A calendar day as the dateTime that API versions before 69 want: midnight in the tenant's zone with
 * its offset then, `2010-08-06T00:00:00.000+02:00`. Where clocks skip midnight it is the first moment
 * of the day, written with the offset before it. An unknown zone counts as UTC.
 */
export function midnightIn(timeZone: string): (date: string) => string {
  const known = new Map<string, string>()
  const offsetAt = offsetReader(timeZone)
  return (date) => {
    let text = known.get(date)
    if (text === undefined) {
      text = `${date}T00:00:00.000${midnightOffset(date, offsetAt)}`
      known.set(date, text)
    }
    return text
  }
}

const hourMilliseconds = 3_600_000

function midnightOffset(date: string, offsetAt: (moment: number) => string): string {
  const utcMidnight = Date.parse(`${date}T00:00:00.000Z`)
  // Offsets reach from −12 to +14 hours: these two moments stand before and after any local midnight.
  const before = offsetAt(utcMidnight - 15 * hourMilliseconds)
  const after = offsetAt(utcMidnight + 13 * hourMilliseconds)
  const afterMidnight = Date.parse(`${date}T00:00:00.000${after}`)
  return offsetAt(afterMidnight) === after ? after : before
}

function offsetReader(timeZone: string): (moment: number) => string {
  const format = offsetFormat(timeZone)
  return (moment) => {
    const name = format.formatToParts(moment).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
    const offset = name.replace('GMT', '').slice(0, 6)
    return offset === '' ? '+00:00' : offset
  }
}

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  } catch {
    return new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', timeZoneName: 'longOffset' })
  }
}
