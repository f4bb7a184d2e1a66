/**
 * The order of the lines of two copies brought together. No person is asked: the place of a line changes no figure.
 *
 * Lines that both copies have: where only one copy moved some, its order; where both moved the same, that; where
 * both moved some in different ways, by the sum of the two places, then by id. A line that only one copy has stands
 * behind the line that it follows there; where both have such lines in one place, the run whose first id is smaller
 * comes first. All of it is the same from either side.
 */
export function mergedOrder(
  kept: ReadonlySet<string>,
  common: readonly string[],
  here: readonly string[],
  there: readonly string[],
): string[] {
  const inThere = new Set(there)
  const shared = new Set(here.filter((lineId) => kept.has(lineId) && inThere.has(lineId)))
  const start = ''
  const runs = [runsBehind(shared, kept, here, start), runsBehind(shared, kept, there, start)]
  return [start, ...sharedOrder(shared, common, here, there)].flatMap((anchor) => [
    ...(anchor === start ? [] : [anchor]),
    ...runs
      .map((run) => run.get(anchor) ?? [])
      .sort(([left = ''], [right = '']) => (left < right ? -1 : 1))
      .flat(),
  ])
}

function sharedOrder(
  shared: ReadonlySet<string>,
  common: readonly string[],
  here: readonly string[],
  there: readonly string[],
): readonly string[] {
  const isShared = (lineId: string) => shared.has(lineId)
  const [inHere, inThere, before] = [here.filter(isShared), there.filter(isShared), common.filter(isShared)]
  if (isSameOrder(inHere, inThere)) return inHere
  const known = new Set(before)
  const isKnown = (lineId: string) => known.has(lineId)
  const movedHere = !isSameOrder(before, inHere.filter(isKnown))
  const movedThere = !isSameOrder(before, inThere.filter(isKnown))
  if (movedHere !== movedThere) return movedHere ? inHere : inThere
  const place = new Map(inHere.map((lineId, index) => [lineId, index]))
  inThere.forEach((lineId, index) => place.set(lineId, place.get(lineId)! + index))
  return [...shared].sort((left, right) => place.get(left)! - place.get(right)! || (left < right ? -1 : 1))
}

/** The kept lines that only this copy has, by the shared line that they follow in it. */
function runsBehind(
  shared: ReadonlySet<string>,
  kept: ReadonlySet<string>,
  order: readonly string[],
  start: string,
): ReadonlyMap<string, string[]> {
  const runs = new Map<string, string[]>()
  let anchor = start
  for (const lineId of order) {
    if (shared.has(lineId)) anchor = lineId
    else if (kept.has(lineId)) {
      const run = runs.get(anchor)
      if (run === undefined) runs.set(anchor, [lineId])
      else run.push(lineId)
    }
  }
  return runs
}

function isSameOrder(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((lineId, index) => lineId === right[index])
}
