import { describe, expect, test } from 'vitest'
import type { Person } from '@contract/setting'
import { verifyLedger } from '../../../main/ledger/verify'
import { readPeriods } from '../../../main/ledger/periodTable'
import { importHandlers } from '../../../main/usecase/importHandlers'
import { aCompany } from '../../support/aCompany'
import { controller, preparer, tempLedger } from '../../support/tempLedger'
import { codes as codesOf, counts, importing, value } from './importing'

// Periods that come by import lie beside those of the ledger, in whatever order the file has them.

const header = 'Name,StartDate,EndDate,Status'
const rows = (...lines: string[]) => [header, ...lines, ''].join('\n')

describe('imported periods', () => {
  test.each<[string, string[], string[]]>([
    [
      'in any order, at both ends',
      [
        '2027-02,2027-02-01,2027-02-28,Open',
        '2025-12,2025-12-01,2025-12-31,Closed',
        '2027-01,2027-01-01,2027-01-31,Open',
      ],
      [],
    ],
    ['after a gap', ['2027-02,2027-02-01,2027-02-28,Open'], ['row_period_gap']],
    ['open before closed ones', ['2025-12,2025-12-01,2025-12-31,Open'], ['row_period_not_in_order']],
    ['closed after open ones', ['2027-01,2027-01-01,2027-01-31,Closed'], ['row_period_not_in_order']],
  ])('%s', (_, lines, told) => {
    const ledger = tempLedger()
    aCompany(ledger)
    const into = importing(ledger, controller)
    const view = into.take([into.text('periods.csv', rows(...lines))])
    const refused = into.rows(view, 'refused').flatMap(({ rejections }) => rejections.map(({ code }) => code))
    expect(refused).toEqual(told)
    expect(readPeriods(ledger)).toHaveLength(12 + lines.length - told.length)
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  const next = rows('2027-01,2027-01-01,2027-01-31,Open')

  test('go on from those of the ledger only where the close is managed; the rest of the import comes in', () => {
    const ledger = tempLedger()
    aCompany(ledger)
    const into = importing(ledger, preparer)
    const codes = into.text('codes.csv', 'Name,Type,Status\nGoodwill,SalesRevenue,Active\n')
    const view = into.take([codes, into.text('periods.csv', next)])
    expect(counts(view)).toEqual({ 'codes.csv': '1/0/0/0/0', 'periods.csv': '0/0/0/1/0' })
    expect(into.rows(view, 'refused')[0]?.rejections).toMatchObject([
      { code: 'right_missing', params: { right: 'manage_close', line: 2 } },
    ])
    expect(readPeriods(ledger)).toHaveLength(12)
  })

  test('that somebody else has previewed need the right at the commit', () => {
    const ledger = tempLedger()
    aCompany(ledger)
    const into = importing(ledger, controller)
    const { importId } = into.preview(into.start(into.text('periods.csv', next)))
    const commitAs = (person: Person) =>
      importHandlers.commitImport({ ...into.context, person }, { commandId: into.context.newId(), importId })
    expect(codesOf(commitAs(preparer))).toEqual(['right_missing'])
    expect(readPeriods(ledger)).toHaveLength(12)
    value(commitAs(controller))
    expect(readPeriods(ledger)).toHaveLength(13)
  })

  test('that are the first of a ledger come with whoever imports', () => {
    const ledger = tempLedger()
    const into = importing(ledger, preparer)
    expect(counts(into.take([into.text('periods.csv', next)]))).toEqual({ 'periods.csv': '1/0/0/0/0' })
  })
})
