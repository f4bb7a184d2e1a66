import type { Input, Output } from '@contract/api'
import type { LineView } from '@contract/batch'
import type { FileLineChange, FileSignature } from '@contract/batchFile'
import { accepted, type Outcome } from '@contract/outcome'
import type { LineMergeEntry } from '../../engine/batch/mergeLines'
import { loadAccountNames } from '../../ledger/invoiceFactTable'
import { readLedger } from '../../ledger/ledgerTable'
import { frozenTotals } from '../batch/batchBody'
import { frozenLines, frozenLineView, togetherIn, type FrozenLine } from '../batch/frozenContent'
import { movedFactView } from '../batch/movedFactView'
import type { Context } from '../context'
import { movedHere } from './movedHere'
import { openBatchFile, type OpenedBatchFile } from './openBatchFile'
import { planBringIn, type BringInPlan } from './planBringIn'

/** What a batch file holds and what bringing it in would do. Everything is checked before; nothing is written. */
export function previewBatchFile(
  context: Context,
  { file: handle }: Input<'previewBatchFile'>,
): Outcome<Output<'previewBatchFile'>> {
  const opened = openBatchFile(context, handle)
  if (!opened.ok) return opened
  const plan = planBringIn(context, opened.value)
  const { fileName, file } = opened.value
  const { batch, ledger: sender, events, writtenAt, writtenBy } = file.about
  const frozen = frozenLines(plan.head, togetherIn(confirmedAtSubmission(opened.value)))
  return accepted({
    fileName,
    fileHash: file.fileHash,
    batchId: batch.id,
    name: batch.name,
    state: batch.state,
    revision: batch.revision,
    contentHash: batch.contentHash,
    lineCount: plan.head.lines.length,
    totals: frozenTotals(frozen),
    birthLedgerName: batch.birthLedgerName,
    isBornHere: batch.birthLedgerId === readLedger(context.ledger).ledgerId,
    sender: { ledgerId: sender.id, ledgerName: sender.name, name: writtenBy, at: writtenAt },
    signatures: signaturesOf(opened.value),
    events: [...events],
    relation: plan.relation,
    effect: plan.effect,
    commonRevision: plan.commonRevision,
    here: {
      state: plan.here?.state ?? '',
      revision: plan.here?.revision ?? 0,
      editNumber: plan.here?.editNumber ?? 0,
    },
    lines: linesOf(context, frozen.slice(0, shownLines)),
    changes: plan.changes.map((change) => changeView(opened.value, plan, change)),
    movedFacts: (plan.posting?.moved ?? movedHere(context, plan)).map(movedFactView),
    claimConflicts: [...plan.claimConflicts],
    witness: plan.witness,
    reasons: [...plan.reasons],
    warnings: [...plan.warnings],
  })
}

/** More would be looked at once it is brought in. */
const shownLines = 500

function linesOf({ ledger }: Context, frozen: readonly FrozenLine[]): LineView[] {
  const names = loadAccountNames(
    ledger,
    frozen.map(({ invoiceId }) => invoiceId),
  )
  return frozen.map((line) => frozenLineView(line, names.get(line.invoiceId) ?? ''))
}

function signaturesOf({ file, signers }: OpenedBatchFile): FileSignature[] {
  return file.statements.map(({ says }) => ({
    act: says.act,
    revision: says.revision,
    name: signers.get(says.by)?.name ?? says.name,
    nameInFile: file.cards.find(({ fingerprint }) => fingerprint === says.by)?.card.name ?? says.name,
    identityId: says.by,
    at: says.at,
    comment: says.act === 'submit' ? '' : says.comment,
  }))
}

function confirmedAtSubmission({ file }: OpenedBatchFile) {
  const { contentHash } = file.about.batch
  return file.statements.flatMap(({ says }) =>
    says.act === 'submit' && says.contentHash === contentHash ? says.confirmed : [],
  )
}

function changeView(
  { file }: OpenedBatchFile,
  { here }: BringInPlan,
  change: LineMergeEntry,
): FileLineChange {
  const { lineId, side, fields, common, here: ours, there, proposal } = change
  return {
    lineId,
    side,
    fields: [...fields],
    common,
    here: ours,
    there,
    hereBy: here?.preparerName ?? '',
    thereBy: submitterOf(file),
    proposal,
  }
}

function submitterOf({ statements, about }: OpenedBatchFile['file']): string {
  const last = statements.filter(
    ({ says }) => says.act === 'submit' && says.contentHash === about.batch.contentHash,
  )
  return last.at(-1)?.says.name ?? about.writtenBy
}
