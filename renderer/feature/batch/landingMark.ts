import type { z } from 'zod'
import type { LineView } from '@contract/batch'
import type { LandingMark } from '@contract/exchange'
import type { CellEdit } from '../../component/grid/gridTypes'

export type Mark = z.infer<typeof LandingMark>
export type LandingOutcome = Mark['outcome']

/** What a person says became of one line. */
export interface Answer {
  outcome: LandingOutcome
  billingId: string
  number: string
}

const timeOfDay = /^([01]?\d|2[0-3]):?([0-5]\d)$/

/** `2026-11-21` and `14:05` (or `1405`) of UTC → a moment; undefined where the time is none. */
export function momentOf(day: string, time: string): string | undefined {
  const [, hours, minutes] = timeOfDay.exec(time.trim()) ?? []
  if (hours === undefined || minutes === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  return `${day}T${hours.padStart(2, '0')}:${minutes}:00.000Z`
}

/** The minute that it is now in UTC: what the fields of a landing start with. */
export function minuteNow(): { day: string; time: string } {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: 'UTC', hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  })
  const part = Object.fromEntries(format.formatToParts().map(({ type, value }) => [type, value]))
  return {
    day: `${part['year'] ?? ''}-${part['month'] ?? ''}-${part['day'] ?? ''}`,
    time: `${part['hour'] ?? ''}:${part['minute'] ?? ''}`,
  }
}

/** Lines that the billing system has not answered for yet. */
export function isUnanswered({ landing }: LineView): boolean {
  return landing !== 'landed' && landing !== 'refused'
}

/** Cells of the grid as typed; an outcome is known by its first letter. */
export function answered(answer: Answer, { column, text }: CellEdit): Answer {
  const typed = text.trim()
  if (column === 'outcome') {
    return { ...answer, outcome: /^r/i.test(typed) ? 'refused' : 'landed' }
  }
  if (column === 'billingId' || column === 'number') return { ...answer, [column]: typed }
  return answer
}

export function marksOf(
  lines: readonly LineView[],
  answerOf: (lineId: string) => Answer,
  moment: string,
): Mark[] {
  return lines.map(({ line }) => ({ lineId: line.lineId, moment, ...answerOf(line.lineId) }))
}
