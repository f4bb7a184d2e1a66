import { describe, expect, test } from 'vitest'
import { verifyLedger } from '../../../main/ledger/verify'
import { readPeriods } from '../../../main/ledger/periodTable'
import { aCompany } from '../../support/aCompany'
import { tempLedger } from '../../support/tempLedger'
import { importing } from './importing'

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
    const into = importing(ledger)
    const view = into.take([into.text('periods.csv', rows(...lines))])
    const refused = into.rows(view, 'refused').flatMap(({ rejections }) => rejections.map(({ code }) => code))
    expect(refused).toEqual(told)
    expect(readPeriods(ledger)).toHaveLength(12 + lines.length - told.length)
    expect(verifyLedger(ledger).faults).toEqual([])
  })
})
