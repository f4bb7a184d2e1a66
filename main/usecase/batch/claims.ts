import type { LineContent } from '@contract/line'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { formatMinor, parseAmount } from '../../engine/money/amount'
import { loadClaimsOfOthers, type Claim, type ClaimsOfOthers } from '../../ledger/claimTable'
import type { LineChange } from '../../ledger/draftEditTable'
import type { Ledger } from '../../ledger/database'

/**
 * What the changed lines hold of adjustments from now on, or `claim_taken` with the name of the batch that
 * holds it already. A reversal that asks for more than there is claims what there is: the rules say so.
 */
export function claimsOf(
  ledger: Ledger,
  batchId: string,
  changes: readonly LineChange[],
): { readonly claims: Claim[]; readonly rejections: Rejection[] } {
  const wanting = changes.filter(({ after }) => after !== null && adjustmentOf(after.content) !== '')
  const claims: Claim[] = []
  const rejections: Rejection[] = []
  if (wanting.length === 0) return { claims, rejections }
  const others = loadClaimsOfOthers(
    ledger,
    wanting.map(({ after }) => (after === null ? '' : adjustmentOf(after.content))),
    batchId,
  )
  for (const { lineId, after } of wanting) {
    if (after === null) continue
    const adjustmentId = adjustmentOf(after.content)
    const held = others.get(adjustmentId)
    if (held === undefined) continue
    const found = claimOf(after.content, held)
    if (found === 'taken') rejections.push(takenBy(lineId, held))
    else if (found !== undefined) claims.push({ lineId, batchId, adjustmentId, ...found })
  }
  return { claims, rejections }
}

function adjustmentOf(content: LineContent): string {
  return content.action === 'create' ? content.reversesId : content.adjustmentId
}

function claimOf(
  content: LineContent,
  held: ClaimsOfOthers,
): Pick<Claim, 'kind' | 'amountMinor'> | 'taken' | undefined {
  if (content.action !== 'create') {
    return held.count > 0 ? 'taken' : { kind: content.action, amountMinor: 0n }
  }
  const amount = parseAmount(content.amount, held.currency)
  if (!('minor' in amount) || amount.minor <= 0n) return undefined
  const leftMinor = held.unreversedMinor - held.heldMinor
  if (amount.minor <= leftMinor) return { kind: 'reverse', amountMinor: amount.minor }
  if (held.count > 0) return 'taken'
  return leftMinor > 0n ? { kind: 'reverse', amountMinor: leftMinor } : undefined
}

function takenBy(lineId: string, held: ClaimsOfOthers): Rejection {
  const leftMinor = held.unreversedMinor - held.heldMinor
  return rejection('claim_taken', `lines/${lineId}/adjustmentId`, {
    batch: held.batchName,
    left: formatMinor(leftMinor > 0n ? leftMinor : 0n, held.currency),
    currency: held.currency,
  })
}
