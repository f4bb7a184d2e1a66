import { addDays } from '../calendar/day'
import type { PeriodFact, PeriodState } from '../fact'

/** What lies side by side on the calendar, with a state. */
export type PlacedPeriod = Pick<PeriodFact, 'start' | 'end' | 'state'>

export interface OutOfLine<Fresh> {
  readonly period: Fresh
  readonly problem: 'gap' | 'order'
  /** The neighbour that it would have to follow or precede. */
  readonly neighbour: PlacedPeriod
  /** The day on which it would have to begin (or end, before the first). */
  readonly expectedDay: string
}

/** From the earliest to the latest, periods are Closed, then at most one PendingClose, then Open. */
export function mayFollow(earlier: PeriodState, later: PeriodState): boolean {
  return earlier === 'Closed' || later === 'Open'
}

/**
 * Which of some new periods cannot be put beside the known ones, however they are ordered: days would be
 * without a period, or an open one would come before a closed one. None of them overlaps another.
 */
export function outOfLine<Fresh extends PlacedPeriod>(
  known: readonly PlacedPeriod[],
  fresh: readonly Fresh[],
): readonly OutOfLine<Fresh>[] {
  const ascending = [...fresh].sort((one, other) => (one.start < other.start ? -1 : 1))
  const [earliest] = ascending
  if (earliest === undefined) return []
  const base =
    known.length > 0 ? [...known].sort((one, other) => (one.start < other.start ? -1 : 1)) : [earliest]
  const first = base[0] ?? earliest
  const last = base.at(-1) ?? earliest
  const later = ascending.filter((period) => period.start > last.end)
  const earlier = ascending.filter((period) => period.end < first.start).reverse()
  return [...walk(later, last, afterwards), ...walk(earlier, first, before)]
}

interface Direction {
  readonly expectedDay: (neighbour: PlacedPeriod) => string
  readonly isBeside: (neighbour: PlacedPeriod, period: PlacedPeriod) => boolean
  readonly isInOrder: (neighbour: PlacedPeriod, period: PlacedPeriod) => boolean
}

const afterwards: Direction = {
  expectedDay: ({ end }) => addDays(end, 1),
  isBeside: (neighbour, { start }) => addDays(neighbour.end, 1) === start,
  isInOrder: (neighbour, { state }) => mayFollow(neighbour.state, state),
}

const before: Direction = {
  expectedDay: ({ start }) => addDays(start, -1),
  isBeside: (neighbour, { end }) => addDays(end, 1) === neighbour.start,
  isInOrder: (neighbour, { state }) => mayFollow(state, neighbour.state),
}

/** Goes on beside the last one that fits: what lies beyond one that does not fit would leave a gap. */
function walk<Fresh extends PlacedPeriod>(
  fresh: readonly Fresh[],
  from: PlacedPeriod,
  direction: Direction,
): OutOfLine<Fresh>[] {
  const found: OutOfLine<Fresh>[] = []
  let neighbour = from
  for (const period of fresh) {
    const expectedDay = direction.expectedDay(neighbour)
    if (!direction.isBeside(neighbour, period)) found.push({ period, problem: 'gap', neighbour, expectedDay })
    else if (!direction.isInOrder(neighbour, period))
      found.push({ period, problem: 'order', neighbour, expectedDay })
    else neighbour = period
  }
  return found
}
