import type { Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { readChart, readCounts, readWaiting } from '../ledger/home'
import { listPlansOf } from '../ledger/reversalPlanTable'
import { readSettings } from '../ledger/settingTable'
import { hasRight, type Context } from './context'

export function getHome(context: Context): Outcome<Output<'getHome'>> {
  const { ledger, person, clock } = context
  return accepted({
    waiting: readWaiting(ledger, { id: person.id, mayReview: hasRight(context, 'review') }),
    reversals: listPlansOf(ledger, person.id),
    counts: readCounts(ledger),
    chart: readChart(ledger, clock.today(readSettings(ledger).timeZone)),
    notices: [],
  })
}
