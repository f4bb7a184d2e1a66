/** How a sum was split, and which shares got a unit more than their proportion rounded down. */
export interface Allocation {
  readonly shares: bigint[]
  /** Indexes into `shares`, in order; screens name the items that got the odd unit. */
  readonly oddUnits: number[]
}

/**
 * Splits an amount over weights by the largest remainder (domain.md, "Money"): the shares add up to the
 * amount exactly, have its sign or are zero, and none exceeds its weight while the sum of the weights
 * covers the amount. Equal remainders go to the earlier weight. A negative amount is split like the
 * positive one and negated, so that a credit and its reversal split alike.
 *
 * Undefined if it cannot be spread: no weight at all, weights of both signs, or an amount that is no
 * multiple of `stepMinor` (the currency's increment).
 */
export function allocate(
  totalMinor: bigint,
  weights: readonly bigint[],
  stepMinor = 1n,
): Allocation | undefined {
  const hasNegative = weights.some((weight) => weight < 0n)
  if (hasNegative && weights.some((weight) => weight > 0n)) return undefined
  const sizes = hasNegative ? weights.map((weight) => -weight) : weights
  const sum = sizes.reduce((total, size) => total + size, 0n)
  if (sum === 0n || stepMinor <= 0n || totalMinor % stepMinor !== 0n) return undefined
  const sign = totalMinor < 0n ? -1n : 1n
  const units = (totalMinor * sign) / stepMinor
  const floors = sizes.map((size) => (units * size) / sum)
  const odd = largestRemainders(sizes, units, sum, units - floors.reduce((total, floor) => total + floor, 0n))
  const shares = floors.map((floor, index) => (odd.has(index) ? floor + 1n : floor) * stepMinor * sign)
  return { shares, oddUnits: [...odd].sort((left, right) => left - right) }
}

function largestRemainders(sizes: readonly bigint[], units: bigint, sum: bigint, count: bigint): Set<number> {
  const remainders = sizes.map((size, index) => ({ index, remainder: (units * size) % sum }))
  remainders.sort((left, right) =>
    left.remainder === right.remainder ? left.index - right.index : left.remainder > right.remainder ? -1 : 1,
  )
  return new Set(remainders.slice(0, Number(count)).map(({ index }) => index))
}
