import type { AdjustmentView, AssumedReversal } from '@contract/adjustment'
import { reasonAgainst } from '../engine/reversal/judgeLink'
import { processedOf, type LinkedPlace } from '../engine/reversal/linkedPlace'
import { useUpOldestFirst, type UsedUp } from '../engine/reversal/useUpOldestFirst'
import { formatMinor } from '../engine/money/amount'
import { readAdjustmentRows } from './adjustmentRow'
import type { Ledger } from './database'
import { findLink, readPlace } from './reversalLink'

type LinkView = Pick<AdjustmentView, 'assumedReverses' | 'assumedReversedBy' | 'link'>

/** What is taken to reverse what while it has no link, and what a person may do about it. */
export function readLinkView(ledger: Ledger, adjustmentId: string): LinkView {
  const found = readPlace(ledger, adjustmentId)
  const own = found?.place.get(adjustmentId)
  // A refused one takes no part.
  if (found === undefined || own === undefined) return { ...nothing }
  const { place, currency } = found
  const assumed = useUpOldestFirst(processedOf(place)).usedUp.filter(
    ({ reversalId }) => place.get(reversalId)?.reversesId === '',
  )
  const partsOf = (of: readonly UsedUp[], other: 'originalId' | 'reversalId'): AssumedReversal[] => {
    const rows = readAdjustmentRows(
      ledger,
      of.map((part) => part[other]),
    )
    return rows.map((adjustment, index) => ({
      adjustment,
      amount: formatMinor(of[index]?.amountMinor ?? 0n, currency),
    }))
  }
  const link = findLink(ledger, adjustmentId)
  return {
    assumedReverses: partsOf(
      assumed.filter(({ reversalId }) => reversalId === adjustmentId),
      'originalId',
    ),
    assumedReversedBy: partsOf(
      assumed.filter(({ originalId }) => originalId === adjustmentId),
      'reversalId',
    ),
    link: {
      can:
        own.reversesId !== '' && !own.isLinkedForGood ? 'unlink' : canLink(adjustmentId, place) ? 'link' : '',
      personName: link?.personName ?? '',
      at: link?.at ?? '',
    },
  }
}

const nothing: LinkView = {
  assumedReverses: [],
  assumedReversedBy: [],
  link: { can: '', personName: '', at: '' },
}

/** There is something earlier that it could reverse. */
function canLink(adjustmentId: string, place: LinkedPlace): boolean {
  const own = place.get(adjustmentId)
  if (own === undefined || reasonAgainst(own, place) !== undefined) return false
  return processedOf(place).some(
    ({ type, date, reversesId }) => type !== own.type && date <= own.date && reversesId === '',
  )
}
