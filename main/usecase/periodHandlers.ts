import type { SomeHandlers } from './handlers'
import { definePeriods, proposePeriods } from './period/definePeriods'
import { grantException } from './period/grantException'
import { lockPeriod } from './period/lockPeriod'
import { movePeriod } from './period/movePeriod'
import { movePeriodEnd } from './period/movePeriodEnd'
import { getPeriod, getPeriods, sumPeriods } from './period/periodRead'
import { revokeException } from './period/revokeException'
import { reading } from './reading'

/** Accounting periods: what they hold, and how they are defined, closed, opened again and locked. */
export const periodHandlers: SomeHandlers<
  | 'definePeriods'
  | 'getPeriod'
  | 'getPeriods'
  | 'grantException'
  | 'lockPeriod'
  | 'movePeriod'
  | 'movePeriodEnd'
  | 'proposePeriods'
  | 'revokeException'
  | 'sumPeriods'
> = {
  definePeriods,
  getPeriod: reading(getPeriod),
  getPeriods: reading(getPeriods),
  grantException,
  lockPeriod,
  movePeriod,
  movePeriodEnd,
  proposePeriods: reading(proposePeriods),
  revokeException,
  sumPeriods: reading(sumPeriods),
}
