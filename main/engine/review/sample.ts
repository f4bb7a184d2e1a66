/**
 * The lines that a sample takes: those with the smallest ranks. `rankOf` gives a line's rank from the seed and its
 * id alone, so neither the order of the lines nor the other lines decide where one comes, and anybody who has seed
 * and ids draws the same sample again. A size above the number of lines takes all of them.
 */
export function sampleOf(
  lineIds: readonly string[],
  size: number,
  rankOf: (lineId: string) => string,
): ReadonlySet<string> {
  const ranked = lineIds.map((lineId) => ({ lineId, rank: rankOf(lineId) }))
  ranked.sort((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : 0))
  return new Set(ranked.slice(0, size).map(({ lineId }) => lineId))
}
