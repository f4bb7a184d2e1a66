/** A reversal as far as it counts against its original. */
export interface ReversalFact {
  readonly amountMinor: bigint
  /** A Canceled reversal gives back what it took; one that waits in a batch counts already. */
  readonly status: 'Processed' | 'Canceled' | 'Waiting'
}

/**
 * What of an adjustment has not been reversed yet, in minor units, never negative. A Canceled adjustment
 * has none: it has no effect that could be taken back.
 */
export function remainderOf(
  original: { readonly amountMinor: bigint; readonly status: 'Processed' | 'Canceled' },
  reversals: readonly ReversalFact[],
): bigint {
  if (original.status === 'Canceled') return 0n
  const takenMinor = reversals
    .filter(({ status }) => status !== 'Canceled')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  return takenMinor < original.amountMinor ? original.amountMinor - takenMinor : 0n
}
