import { formatMinor } from '../../engine/money/amount'
import { refuse } from '../../exchange/in/refusal'
import {
  findCarriers,
  findDifferingAdjustments,
  findLocal,
  findOlderAdjustments,
  findProposals,
  markKnownAdjustments,
  matchKnownAdjustments,
  setTwin,
  type TwinCandidate,
} from '../../ledger/stagingAdjustment'
import { stagedAdjustment } from '../../ledger/stagingColumn'
import { hasRows } from '../../ledger/stagingLookup'
import { refuseDuplicates, refuseStaged } from './compareFacts'
import type { Preview } from './preview'

/** `IIA-7F3K-00000012`: given at submit, carried to the billing system in the reference or the comment. */
const provisionalNumber = /\bI?IA-[0-9A-Z]{4}-\d{8}\b/g

/** Finds what the ledger knows of staged adjustments, and twins of local ones (domain.md, "Landing"). */
export function compareAdjustments(preview: Preview): void {
  const { staging } = preview
  if (!hasRows(staging, 'main.adjustment')) return
  preview.phase('compare')
  preview.compared.add('adjustment')
  refuseDuplicates(preview, stagedAdjustment)
  matchKnownAdjustments(staging)
  for (const conflict of findDifferingAdjustments(staging)) {
    const { field, currency } = conflict
    const text = (value: string) => (field === 'amount' ? formatMinor(BigInt(value), currency) : value)
    const shownConflict = { ...conflict, expected: text(conflict.expected), found: text(conflict.found) }
    refuseStaged(preview, stagedAdjustment, [shownConflict], 'row_adjustment_differs', field)
  }
  markKnownAdjustments(staging)
  const older = findOlderAdjustments(staging, preview.asOf)
  refuseStaged(preview, stagedAdjustment, older, 'row_older_than_known', 'adjustmentNumber')
  findTwins(preview)
}

function findTwins(preview: Preview): void {
  const { staging } = preview
  for (const { row, referenceId, comment } of findCarriers(staging)) {
    const numbers = new Set(`${referenceId} ${comment}`.match(provisionalNumber) ?? [])
    const named = [...numbers].flatMap((number) => findLocal(staging, row, number) ?? [])
    const twin = carried(named, comment)
    if (twin === undefined) continue
    // Where its own is not among those that can be linked any more, another one is for a person to decide.
    const isCertain = twin.agrees && (named.length === numbers.size || endsWith(comment, twin))
    setTwin(staging, row, twin.adjustmentId, isCertain ? 'linked' : 'undecided')
    if (!isCertain) warnProposal(preview, twin)
  }
  for (const proposal of findProposals(staging)) {
    setTwin(staging, proposal.row, proposal.adjustmentId, 'undecided')
    warnProposal(preview, proposal)
  }
}

/**
 * Which of the numbers is the row's own. A reversal has that of its original in its reference, and its own at the
 * end of its comment.
 */
function carried(named: readonly TwinCandidate[], comment: string): TwinCandidate | undefined {
  if (named.length === 1) return named[0]
  const agreeing = named.filter(({ agrees }) => agrees)
  if (agreeing.length === 1) return agreeing[0]
  return agreeing.find((twin) => endsWith(comment, twin))
}

function endsWith(comment: string, { number }: TwinCandidate): boolean {
  return comment.trimEnd().endsWith(number)
}

function warnProposal(preview: Preview, { file, line, number }: TwinCandidate): void {
  const place = { file: preview.fileName(Number(file)), line: Number(line), field: 'adjustmentNumber' }
  preview.warnRow(
    Number(file),
    Number(line),
    refuse('twin_proposed', place, 'a decision', number, { number }),
  )
}
