import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, lastDayOfMonth } from '../../../main/engine/calendar/day'
import { outOfLine, type PlacedPeriod } from '../../../main/engine/period/order'
import { proposeMonths } from '../../../main/engine/period/propose'

const placed = (start: string, end: string, state: PlacedPeriod['state'] = 'Open'): PlacedPeriod => ({
  start,
  end,
  state,
})
const may = placed('2026-05-01', '2026-05-31', 'Closed')
const june = placed('2026-06-01', '2026-06-30')

function problems(known: PlacedPeriod[], fresh: PlacedPeriod[]): string[] {
  return outOfLine(known, fresh).map(({ period, problem, expectedDay }) =>
    [period.start, problem, expectedDay].join(' '),
  )
}

describe('new periods beside known ones', () => {
  it.each([
    ['after', [placed('2026-07-01', '2026-07-31')], []],
    ['before', [placed('2026-04-01', '2026-04-30', 'Closed')], []],
    ['on both sides', [placed('2026-07-01', '2026-07-31'), placed('2026-04-01', '2026-04-30', 'Closed')], []],
    [
      'two in the wrong order of the file',
      [placed('2026-08-01', '2026-08-31'), placed('2026-07-01', '2026-07-31')],
      [],
    ],
    ['after a gap', [placed('2026-07-02', '2026-07-31')], ['2026-07-02 gap 2026-07-01']],
    ['before a gap', [placed('2026-04-01', '2026-04-29', 'Closed')], ['2026-04-01 gap 2026-04-30']],
    [
      'an open one before a closed one',
      [placed('2026-04-01', '2026-04-30')],
      ['2026-04-01 order 2026-04-30'],
    ],
    [
      'a closed one after an open one',
      [placed('2026-07-01', '2026-07-31', 'Closed')],
      ['2026-07-01 order 2026-07-01'],
    ],
    [
      'one behind a refused one',
      [placed('2026-07-01', '2026-07-31', 'Closed'), placed('2026-08-01', '2026-08-31')],
      ['2026-07-01 order 2026-07-01', '2026-08-01 gap 2026-07-01'],
    ],
  ])('%s', (_, fresh, expected) => {
    expect(problems([may, june], fresh)).toEqual(expected)
  })

  it('without known ones, they go on from the earliest', () => {
    expect(problems([], [june, may])).toEqual([])
    expect(problems([], [june, placed('2026-04-01', '2026-04-30', 'Closed')])).toEqual([
      '2026-06-01 gap 2026-05-01',
    ])
    expect(problems([], [])).toEqual([])
  })

  it('are pending close one at a time', () => {
    const pending = placed('2026-06-01', '2026-06-30', 'PendingClose')
    expect(problems([may, pending], [placed('2026-07-01', '2026-07-31', 'PendingClose')])).toEqual([
      '2026-07-01 order 2026-07-01',
    ])
  })
})

describe('proposed months', () => {
  const known = (name: string, start: string, end: string, fiscalYear = '', fiscalQuarter = '') => ({
    name,
    start,
    end,
    fiscalYear,
    fiscalQuarter,
  })

  it('go on after the last one, named and counted like it', () => {
    const periods = [
      known('June 2026', '2026-06-01', '2026-06-30', '2026', '4'),
      known('July 2026', '2026-07-01', '2026-07-31', '2027', '1'),
    ]
    expect(proposeMonths(periods, '', 4)).toEqual([
      known('August 2026', '2026-08-01', '2026-08-31', '2027', '1'),
      known('September 2026', '2026-09-01', '2026-09-30', '2027', '1'),
      known('October 2026', '2026-10-01', '2026-10-31', '2027', '2'),
      known('November 2026', '2026-11-01', '2026-11-30', '2027', '2'),
    ])
  })

  it.each<[string, [string, string, string][], string[]]>([
    [
      'half a fiscal year that began in July, no other known',
      [
        ['2026-11', '2027', 'Q2'],
        ['2026-12', '2027', 'Q2'],
      ],
      ['2027 3', '2027 3', '2027 3', '2027 4'],
    ],
    [
      'a quarter that begins among them',
      [
        ['2026-12', '2026', '3'],
        ['2027-01', '2026', '4'],
      ],
      ['2026 4', '2026 4', '2027 1', '2027 1'],
    ],
    [
      'one month alone, of a civil year',
      [['2026-11', '2026', '4']],
      ['2026 4', '2027 1', '2027 1', '2027 1'],
    ],
    [
      'one month alone, of another year',
      [['2026-10', '2027', '1']],
      ['2027 1', '2027 1', '2027 2', '2027 2'],
    ],
    ['no quarters', [['2026-11', '2027', '']], ['2027 4', '2028 1', '2028 1', '2028 1']],
    ['no fiscal year', [['2026-11', '', '']], ['2026 4', '2027 1', '2027 1', '2027 1']],
  ])('count fiscal years as %s does', (_, months, expected) => {
    const periods = months.map(([month, year, quarter]) =>
      known(month, `${month}-01`, lastDayOfMonth(`${month}-01`), year, quarter),
    )
    expect(
      proposeMonths(periods, '', 4).map(({ fiscalYear, fiscalQuarter }) => `${fiscalYear} ${fiscalQuarter}`),
    ).toEqual(expected)
  })

  it('take leap days along, at the end of a civil year as well', () => {
    const [, february] = proposeMonths([known('Any', '2027-12-01', '2027-12-31', '', '')], '', 2)
    expect(february).toMatchObject({ start: '2028-02-01', end: '2028-02-29' })
  })

  it('begin where they are told in a ledger without any', () => {
    expect(proposeMonths([], '2026-12-15', 2)).toEqual([
      known('2026-12', '2026-12-15', '2026-12-31', '2026', '4'),
      known('2027-01', '2027-01-01', '2027-01-31', '2027', '1'),
    ])
  })

  it('leave no day out, wherever the last one ends', () => {
    const end = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-10', days))
    fc.assert(
      fc.property(end, fc.integer({ min: 1, max: 36 }), (last, months) => {
        const before = { ...known('Any', '2024-01-01', last), state: 'Open' as const }
        const fresh = proposeMonths([before], '', months).map((period) => ({
          ...period,
          state: 'Open' as const,
        }))
        expect(fresh).toHaveLength(months)
        expect(outOfLine([before], fresh)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
