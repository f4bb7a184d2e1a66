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
    const numbers = `${referenceId} ${comment}`.match(provisionalNumber) ?? []
    const twins = numbers
      .map((number) => findLocal(staging, row, number))
      .filter((found) => found !== undefined)
    const [twin, ...others] = twins
    if (twin === undefined || others.length > 0) continue
    setTwin(staging, row, twin.adjustmentId, twin.agrees ? 'linked' : 'undecided')
    if (!twin.agrees) warnProposal(preview, twin)
  }
  for (const proposal of findProposals(staging)) {
    setTwin(staging, proposal.row, proposal.adjustmentId, 'undecided')
    warnProposal(preview, proposal)
  }
}

function warnProposal(preview: Preview, { file, line, number }: TwinCandidate): void {
  const place = { file: preview.fileName(Number(file)), line: Number(line), field: 'adjustmentNumber' }
  preview.warnRow(
    Number(file),
    Number(line),
    refuse('twin_proposed', place, 'a decision', number, { number }),
  )
}
