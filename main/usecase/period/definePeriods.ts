import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { DefinedPeriod } from '@contract/period'
import type { PeriodView } from '@contract/invoice'
import type { Rejection } from '@contract/rejection'
import { addDays, isCalendarDate } from '../../engine/calendar/day'
import { proposeMonths } from '../../engine/period/propose'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { insertPeriod } from '../../ledger/periodChange'
import { readPeriods } from '../../ledger/periodTable'
import { readSettings } from '../../ledger/settingTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { periodsNow } from './periodRead'

/** Longest name that the billing system takes. */
const longestName = 100

/**
 * New periods, Open, that go on where the last one ends: `period_gap`, `period_overlap`, `name_taken`,
 * `date_invalid`, `field_required`, `text_too_long`, `text_not_allowed`, each at its row. All or none.
 */
export function definePeriods(
  context: Context,
  input: Input<'definePeriods'>,
): Outcome<Output<'definePeriods'>> {
  const { ledger, newId } = context
  return runCommand(context, 'definePeriods', input, {
    right: 'manage_close',
    act: () => {
      const rejections = checkPeriods(input.periods, readPeriods(ledger))
      if (rejections.length > 0) return refused(...rejections)
      const defined = input.periods.map((period) => ({ ...period, periodId: newId() }))
      for (const period of defined) insertPeriod(ledger, period.periodId, period)
      advanceFactVersion(ledger)
      audit(context, {
        action: 'definePeriods',
        subject: 'periods',
        detail: { was: null, is: defined },
      })
      return accepted({ defined: defined.length })
    },
    view: () => periodsNow(ledger),
  })
}

function checkPeriods(given: readonly DefinedPeriod[], known: readonly PeriodView[]): Rejection[] {
  const rejections: Rejection[] = []
  const names = new Set(known.map(({ name }) => name))
  let expected = known.length === 0 ? '' : addDays(lastEnd(known), 1)
  given.forEach((period, index) => {
    const at = `periods/${String(index)}`
    rejections.push(...checkName(period.name, names, at))
    names.add(period.name)
    const days = checkDays(period, expected, at)
    rejections.push(...days)
    expected = isCalendarDate(period.end) ? addDays(period.end, 1) : ''
  })
  return rejections
}

function lastEnd(known: readonly PeriodView[]): string {
  return known.reduce((last, { end }) => (end > last ? end : last), '')
}

function checkName(name: string, taken: ReadonlySet<string>, at: string): Rejection[] {
  const place = `${at}/name`
  if (name.trim() === '' || name !== name.trim())
    return [rejection('field_required', place, { field: 'name' })]
  if (name.length > longestName) {
    return [rejection('text_too_long', place, { field: 'name', limit: longestName, length: name.length })]
  }
  const position = name.search(/\p{Cc}/u)
  if (position >= 0) return [rejection('text_not_allowed', place, { field: 'name', position: position + 1 })]
  return taken.has(name) ? [rejection('name_taken', place, { name })] : []
}

/** `expected`: the day on which it has to begin; empty where any will do. */
function checkDays({ start, end }: DefinedPeriod, expected: string, at: string): Rejection[] {
  if (!isCalendarDate(start)) {
    return [rejection('date_invalid', `${at}/start`, { value: start, expected: 'YYYY-MM-DD' })]
  }
  if (!isCalendarDate(end) || end < start) {
    return [rejection('date_invalid', `${at}/end`, { value: end, expected: start })]
  }
  if (expected === '' || start === expected) return []
  const code = start > expected ? 'period_gap' : 'period_overlap'
  return [rejection(code, `${at}/start`, { value: start, alternative: expected })]
}

/** The months that would follow. `start` empty: the first day of this year in the ledger's time zone. */
export function proposePeriods(
  { ledger, clock }: Context,
  { start, months }: Input<'proposePeriods'>,
): Outcome<Output<'proposePeriods'>> {
  const first = start === '' ? `${clock.today(readSettings(ledger).timeZone).slice(0, 4)}-01-01` : start
  if (!isCalendarDate(first)) {
    return refused(rejection('date_invalid', 'start', { value: first, expected: 'YYYY-MM-DD' }))
  }
  return accepted({ periods: [...proposeMonths(readPeriods(ledger), first, months)] })
}
