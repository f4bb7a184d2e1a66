import type { Rejection } from '@contract/rejection'
import { formatMinor } from '../money/amount'
import { processedOf, type LinkedPlace, type PlacedAdjustment, type WaitingClaim } from './linkedPlace'
import { useUpOldestFirst } from './useUpOldestFirst'

/**
 * Whether a person may say that an imported adjustment reverses an earlier one on the same source
 * (domain.md, "Reversal"). Links count before what opposites without one are taken to reverse, so only
 * posted reversals, other links and what waits in batches lessen what is left of the original. Those others
 * move on to what is oldest then, and no original but this one has less left for it.
 */
export function judgeLink(
  reversal: PlacedAdjustment,
  originalId: string,
  place: LinkedPlace,
  currency: string,
): Rejection[] {
  const because = reasonAgainst(reversal, place)
  if (because !== undefined) return [no('link_not_allowed', 'adjustmentId', because)]
  const original = place.get(originalId)
  if (original === undefined) return [no('link_of_another', 'originalId', { because: 'source' })]
  const against = mismatch(reversal, original)
  if (against !== undefined) return [against]
  if (reversal.claim !== undefined) return [taken(reversal.claim, 0n, currency)]
  const leftMinor = leftToLink(original, place)
  if (reversal.amountMinor > leftMinor) {
    if (original.claim !== undefined) return [taken(original.claim, leftMinor, currency)]
    const limit = formatMinor(leftMinor, currency)
    const params = { limit, currency, original: original.number, alternative: 'other_original' }
    return [no('reversal_exceeds_remainder', 'originalId', params)]
  }
  return []
}

/** Whether the link may be taken away: it was made by a person, and no batch rests on what it leaves free. */
export function judgeUnlink(reversal: PlacedAdjustment, place: LinkedPlace, currency: string): Rejection[] {
  if (reversal.reversesId === '' || reversal.isLinkedForGood) return [no('link_missing', 'adjustmentId')]
  const starved = starvedClaim(place, reversal)
  return starved === undefined ? [] : [taken(starved.claim, starved.leftMinor, currency)]
}

/** Why it is linked to nothing at all, whatever the original; undefined if it can be. */
export function reasonAgainst(
  reversal: PlacedAdjustment,
  place: LinkedPlace,
): { because: string; original?: string } | undefined {
  if (reversal.origin !== 'imported') return { because: 'local' }
  if (reversal.reversesId !== '') {
    return { because: 'linked', original: place.get(reversal.reversesId)?.number ?? reversal.reversesId }
  }
  if (reversal.status !== 'Processed') return { because: 'canceled' }
  if (reversal.amountMinor === 0n) return { because: 'nothing' }
  // A canceled one counts: its cancel may still be refused, and then it stands again.
  const isReversed = [...place.values()].some(({ reversesId }) => reversesId === reversal.id)
  return isReversed ? { because: 'reversed' } : undefined
}

function mismatch(reversal: PlacedAdjustment, original: PlacedAdjustment): Rejection | undefined {
  if (original.type === reversal.type) return no('link_of_another', 'originalId', { because: 'type' })
  if (original.date > reversal.date) {
    return no('link_of_another', 'originalId', { because: 'date', value: original.date })
  }
  if (original.reversesId !== '') return no('reversal_of_reversal', 'originalId')
  return original.status === 'Canceled' ? no('reversal_of_canceled', 'originalId') : undefined
}

/** In minor units, never negative: the amount less linked reversals that stand, and less what waits. */
export function leftToLink(original: PlacedAdjustment, place: LinkedPlace): bigint {
  if (original.status === 'Canceled' || original.reversesId !== '' || original.claim?.isWhole === true)
    return 0n
  const takenMinor = processedOf(place)
    .filter(({ reversesId }) => reversesId === original.id)
    .reduce((sum, { amountMinor }) => sum + amountMinor, original.claim?.reverseMinor ?? 0n)
  return takenMinor < original.amountMinor ? original.amountMinor - takenMinor : 0n
}

/** A claim for which less would be left than it takes, once the adjustment uses up what is oldest again. */
function starvedClaim(
  place: LinkedPlace,
  reversal: PlacedAdjustment,
): { claim: WaitingClaim; leftMinor: bigint } | undefined {
  const before = processedOf(place)
  const after = before.map((each) => (each.id === reversal.id ? { ...each, reversesId: '' } : each))
  const leftBefore = useUpOldestFirst(before).remainderById
  const leftAfter = useUpOldestFirst(after).remainderById
  for (const { id, amountMinor, claim } of place.values()) {
    if (claim === undefined) continue
    const wantedMinor = claim.isWhole ? amountMinor : claim.reverseMinor
    const leftMinor = leftAfter.get(id) ?? 0n
    if (leftMinor < wantedMinor && leftMinor < (leftBefore.get(id) ?? 0n)) return { claim, leftMinor }
  }
  return undefined
}

function taken({ batchName }: WaitingClaim, leftMinor: bigint, currency: string): Rejection {
  return no('claim_taken', 'originalId', {
    batch: batchName,
    left: formatMinor(leftMinor, currency),
    currency,
  })
}

function no(code: Rejection['code'], at: string, params: Rejection['params'] = {}): Rejection {
  return { code, at, params }
}
