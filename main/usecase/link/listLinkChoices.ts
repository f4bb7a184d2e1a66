import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { formatMinor } from '../../engine/money/amount'
import { linkChoices } from '../../engine/reversal/linkChoices'
import { readAdjustmentRows } from '../../ledger/adjustmentRow'
import { readPlace } from '../../ledger/reversalLink'
import type { Context } from '../context'

/** More are not shown at once; the likely ones come first. */
const mostShown = 200

/** What an imported opposite could be linked to, with what is left of each. Refused: `not_found`. */
export function listLinkChoices(
  { ledger }: Context,
  { adjustmentId }: Input<'listLinkChoices'>,
): Outcome<Output<'listLinkChoices'>> {
  const found = readPlace(ledger, adjustmentId)
  const reversal = found?.place.get(adjustmentId)
  if (found === undefined || reversal === undefined) return refused(rejection('not_found', 'adjustmentId'))
  const all = linkChoices(reversal, found.place, found.currency)
  const shown = all.slice(0, mostShown)
  const rows = readAdjustmentRows(
    ledger,
    shown.map(({ originalId }) => originalId),
  )
  const rowById = new Map(rows.map((row) => [row.adjustmentId, row]))
  const choices = shown.flatMap(({ originalId, leftMinor, assumedMinor, givesWay, isNamed, rejections }) => {
    const original = rowById.get(originalId)
    if (original === undefined) return []
    return {
      original,
      left: formatMinor(leftMinor, found.currency),
      assumed: formatMinor(assumedMinor, found.currency),
      isAssumed: assumedMinor > 0n,
      givesWay: [...givesWay],
      isNamed,
      rejections: [...rejections],
    }
  })
  return accepted({ choices, total: all.length })
}
