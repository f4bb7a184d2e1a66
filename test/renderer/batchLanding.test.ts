import { describe, expect, it } from 'vitest'
import type { LineView } from '@contract/batch'
import { LandingMark } from '@contract/exchange'
import { rejection } from '@contract/outcome'
import {
  answered,
  isUnanswered,
  marksOf,
  minuteNow,
  momentOf,
} from '../../renderer/feature/batch/landingMark'
import { linesThatLeave } from '../../renderer/feature/batch/leavingLine'

const lineId = '01JD0000000000000000000001'
const view = (landing: string, id = lineId, kind = 'IIA') =>
  ({ line: { lineId: id, kind }, landing }) as unknown as LineView

describe('a landing noted by hand', () => {
  it.each([
    ['2026-11-21', '14:05', '2026-11-21T14:05:00.000Z'],
    ['2026-11-21', ' 9:30 ', '2026-11-21T09:30:00.000Z'],
    ['2026-11-21', '0915', '2026-11-21T09:15:00.000Z'],
    ['2026-11-21', '24:00', undefined],
    ['2026-11-21', '', undefined],
    ['', '14:05', undefined],
  ])('on %s at %s is %s', (day, time, moment) => {
    expect(momentOf(day, time)).toBe(moment)
  })

  it('starts at a minute that is a moment', () => {
    const { day, time } = minuteNow()
    expect(momentOf(day, time)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00\.000Z$/)
  })

  it('makes marks that the contract takes, line by line', () => {
    const empty = { outcome: 'landed', billingId: '', number: '' } as const
    const refused = answered(empty, { rowKey: lineId, column: 'outcome', text: 'Refused' })
    const named = answered(refused, { rowKey: lineId, column: 'billingId', text: ' 8a80 ' })
    const [mark] = marksOf([view('in_flight')], () => named, '2026-11-21T14:05:00.000Z')
    expect(LandingMark.parse(mark)).toEqual({
      lineId,
      outcome: 'refused',
      billingId: '8a80',
      number: '',
      moment: '2026-11-21T14:05:00.000Z',
    })
  })

  it.each([
    ['', true],
    ['in_flight', true],
    ['landed', false],
    ['refused', false],
  ])('still waits for a line that is “%s”: %s', (landing, waits) => {
    expect(isUnanswered(view(landing))).toBe(waits)
  })
})

describe('the lines that a file will hold', () => {
  const lines = [
    view('', 'plain'),
    view('landed', 'landed'),
    view('', 'together'),
    view('in_flight', 'header', 'IA'),
  ]
  const batch = { warnings: [rejection('only_together', 'lines/together')] }

  it.each([
    ['json', 117, ['plain', 'header']],
    ['soap', 63, ['plain', 'header']],
    ['soap', 64, ['plain']],
    ['csv', 117, ['plain', 'landed', 'together', 'header']],
    ['worksheet', 117, ['together']],
  ])('as %s of version %i are %j', (format, apiVersion, left) => {
    expect(linesThatLeave(lines, batch, { format, apiVersion }).map(({ line }) => line.lineId)).toEqual(left)
  })
})
