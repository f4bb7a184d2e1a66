import type { Input, Output } from '@contract/api'
import type { Line } from '@contract/line'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { contentOf } from '../../engine/batch/content'
import { withProvisionalNumber } from '../../engine/batch/provisionalNumber'
import { setSubmitted, type BatchRecord } from '../../ledger/batchTable'
import { appendBatchEvent } from '../../ledger/batchEventTable'
import type { Ledger } from '../../ledger/database'
import { readLedger, takeNumbers } from '../../ledger/ledgerTable'
import { listBatchLines, setProvisionalNumber } from '../../ledger/lineTable'
import { insertRevision } from '../../ledger/revisionTable'
import { batchCoverage } from '../approval/coverage'
import { audit, type Context, type UnlockedKey } from '../context'
import { runCommand } from '../runCommand'
import { refuseRejected } from './batchRejection'
import { batchView } from './batchView'
import {
  confirmedOf,
  distinctWarnings,
  refuseUnconfirmed,
  unconfirmed,
  type Confirmed,
} from './confirmedWarning'
import { judgeLines, type JudgedLines } from './judgeLines'
import { requireBatch } from './requireBatch'
import { sealContent, withMoments } from './revision'
import { requireSigner, signStatement } from './signStatement'
import { withInvoiceIds } from './withInvoiceIds'
import { workersOf } from './workedOn'

/**
 * Freezes a draft as a new revision and hands it to the reviewer. All lines are checked as the preparer's;
 * refused: `batch_empty`, `batch_has_rejections` with what is wrong, `approval_not_covered` where no rule of approval
 * covers it, `warnings_unconfirmed` with the warnings.
 *
 * The revision carries the provisional numbers in reference or comment; the lines of the draft stay as
 * they were typed, so that a returned draft shows no text that nobody wrote and no number is added twice.
 */
export function submitBatch(context: Context, input: Input<'submitBatch'>): Outcome<Output<'submitBatch'>> {
  const { ledger } = context
  const { batchId } = input
  return runCommand(context, 'submitBatch', input, {
    right: 'prepare',
    act: () => {
      const found = requireBatch(ledger, batchId, 'submit')
      if (!found.ok) return found
      const batch = found.value
      const signer = requireSigner(context)
      if (!signer.ok) return signer
      if (batch.editNumber !== input.editNumber) {
        return refused(
          rejection('edit_number_stale', 'editNumber', {
            given: input.editNumber,
            current: batch.editNumber,
          }),
        )
      }
      const lines = numbered(ledger, withInvoiceIds(ledger, listBatchLines(ledger, batchId)))
      if (lines.length === 0) return refused(rejection('batch_empty', `batches/${batchId}`))
      const judged = judgeLines(context, batchId, lines.map(withProvisionalNumber))
      if (judged.verdict.lines.some(({ rejections }) => rejections.length > 0)) {
        return refuseRejected(batchId, judged.verdict)
      }
      const uncovered = batchCoverage(
        context,
        { id: batchId, preparerId: context.person.id },
        judged,
      ).rejection
      if (uncovered !== undefined) return refused(uncovered)
      const warnings = distinctWarnings(judged.verdict)
      const open = unconfirmed(warnings, input.confirmed)
      if (open.length > 0) return refuseUnconfirmed(batchId, open)
      return accepted(freeze(context, signer.value, batch, judged, confirmedOf(warnings, input.confirmed)))
    },
    view: () => batchView(context, batchId),
  })
}

/**
 * Gives each line that creates its number, unique to this ledger; one that has one keeps it. A refusal
 * rolls the numbers back with everything else, so none is lost.
 */
function numbered(ledger: Ledger, lines: readonly Line[]): Line[] {
  const missing = lines.filter(needsNumber)
  if (missing.length === 0) return [...lines]
  let next = takeNumbers(ledger, missing.length)
  const { code } = readLedger(ledger)
  return lines.map((line) => {
    if (!needsNumber(line)) return line
    const provisionalNumber = `${line.kind}-${code}-${String(next).padStart(8, '0')}`
    next += 1n
    setProvisionalNumber(ledger, line.lineId, provisionalNumber)
    return { ...line, provisionalNumber }
  })
}

function needsNumber(line: Line): boolean {
  return line.action === 'create' && !line.provisionalNumber.startsWith(`${line.kind}-`)
}

function freeze(
  context: Context,
  signer: UnlockedKey,
  batch: BatchRecord,
  judged: JudgedLines,
  confirmed: readonly Confirmed[],
) {
  const { ledger, person, clock } = context
  const at = clock.now()
  const revision = batch.revision + 1
  const { text, contentHash } = sealContent(withMoments(ledger, contentOf(judged.lines, judged.facts)))
  insertRevision(ledger, {
    batchId: batch.id,
    revision,
    contentHash,
    content: text,
    confirmedWarnings: confirmed,
    submittedBy: person.id,
    submittedAt: at,
  })
  const workedOn = workersOf(ledger, batch, person)
  const signed = { revision, contentHash, at, confirmed, workedOn }
  const signature = signStatement(context, signer, batch, 'submit', signed)
  setSubmitted(ledger, batch.id, {
    revision,
    contentHash,
    preparerId: person.id,
    editNumber: batch.editNumber,
    at,
  })
  const who = { personId: person.id, personName: person.name }
  appendBatchEvent(ledger, { batchId: batch.id, event: 'submitted', revision, ...who, at, comment: '' })
  audit(context, {
    action: 'submitBatch',
    subject: `batch ${batch.id}`,
    detail: { name: batch.name, revision, contentHash, lineCount: judged.lines.length, confirmed, signature },
  })
  return { batchId: batch.id, revision }
}
