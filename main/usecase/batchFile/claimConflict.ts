import type { ClaimConflict } from '@contract/batchFile'
import type { Line } from '@contract/line'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { formatMinor, parseAmount } from '../../engine/money/amount'
import type { FileClaim } from '../../exchange/batchFile/batchFile'
import { listReferences } from '../../ledger/adjustmentReferenceTable'
import { readClaimsOfFile } from '../../ledger/batchFileTable'
import {
  listClaimHolders,
  loadClaimsOfOthers,
  type ClaimHolder,
  type ClaimsOfOthers,
} from '../../ledger/claimTable'
import type { Ledger } from '../../ledger/database'
import { listFirstEdits } from '../../ledger/draftEditTable'
import { readPeople } from '../../ledger/personTable'
import { claimsOfFile } from './handedOver'

/**
 * Lines from elsewhere that ask for more of an adjustment than the other batches of this ledger have left of it: both
 * machines reversed the same remainder, or one cancels what the other reverses. Who held it first is told by the
 * moments at which the lines were made; where one is missing, nobody is said to be first.
 */
export function claimConflicts(
  ledger: Ledger,
  batchId: string,
  lines: readonly Line[],
  claims: readonly FileClaim[],
): ClaimConflict[] {
  const holding = lines.filter((line) => adjustmentOf(line) !== '')
  if (holding.length === 0) return []
  const others = loadClaimsOfOthers(ledger, holding.map(adjustmentOf), batchId)
  const short = holding.filter((line) => isShort(line, others.get(adjustmentOf(line))))
  if (short.length === 0) return []
  const holders = listClaimHolders(ledger, short.map(adjustmentOf), batchId)
  const numbers = new Map(
    listReferences(ledger, short.map(adjustmentOf)).map(({ id, number }) => [id, number]),
  )
  return short.flatMap((line): ClaimConflict[] => {
    const held = others.get(adjustmentOf(line))
    const holder = holders.find(({ adjustmentId }) => adjustmentId === adjustmentOf(line))
    if (held === undefined || holder === undefined) return []
    const claim = claims.find(({ lineId }) => lineId === line.lineId)
    const there = { by: claim?.by ?? '', since: claim?.since ?? '' }
    const here = holderView(ledger, holder)
    return [
      {
        lineId: line.lineId,
        position: line.position,
        adjustmentNumber: numbers.get(adjustmentOf(line)) ?? '',
        kind: line.action === 'create' ? 'reverse' : line.action,
        currency: held.currency,
        wanted: line.action === 'create' ? line.amount : '',
        left: formatMinor(leftOf(held), held.currency),
        there,
        here,
        first: firstOf(here.since, there.since),
      },
    ]
  })
}

/** As warnings to be confirmed: the line comes in and claims nothing; the rules keep it from being posted. */
export function claimWarnings(conflicts: readonly ClaimConflict[]): Rejection[] {
  return conflicts.map(({ lineId, adjustmentNumber, here, first, left, currency }) =>
    rejection('claim_taken_here', `lines/${lineId}/adjustmentId`, {
      number: adjustmentNumber,
      batch: here.batchName,
      first,
      left,
      currency,
    }),
  )
}

function adjustmentOf({ action, adjustmentId, reversesId }: Line): string {
  return action === 'create' ? reversesId : adjustmentId
}

/** A cancel or delete needs the whole adjustment, a reversal what it takes back. */
function isShort(line: Line, held: ClaimsOfOthers | undefined): boolean {
  if (held === undefined) return false
  if (line.action !== 'create') return held.count > 0
  const amount = parseAmount(line.amount, held.currency)
  return 'minor' in amount && amount.minor > leftOf(held)
}

function leftOf({ unreversedMinor, heldMinor }: ClaimsOfOthers): bigint {
  return unreversedMinor > heldMinor ? unreversedMinor - heldMinor : 0n
}

function holderView(ledger: Ledger, holder: ClaimHolder): ClaimConflict['here'] {
  const { batchId, batchName, isPosted, personName: by, at: since } = holder
  if (isPosted) return { batchId, batchName, by, since, isPosted }
  const ofFile = claimsOfFile(readClaimsOfFile(ledger, batchId)).find(
    ({ lineId }) => lineId === holder.lineId,
  )
  if (ofFile !== undefined) return { batchId, batchName, by: ofFile.by, since: ofFile.since, isPosted }
  const made = listFirstEdits(ledger, batchId).get(holder.lineId)
  const name = readPeople(ledger).find(({ id }) => id === made?.personId)?.name ?? ''
  return { batchId, batchName, by: name, since: made?.at ?? '', isPosted }
}

function firstOf(here: string, there: string): ClaimConflict['first'] {
  if (here === '' || there === '' || here === there) return 'unknown'
  return here < there ? 'here' : 'there'
}
