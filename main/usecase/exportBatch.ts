import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { checkLines } from '../engine/rule/checkLines'
import { exportFile } from '../exchange/out/exportFile'
import type { ExportTarget } from '../exchange/out/exportLine'
import { exportFileName } from '../exchange/out/fileName'
import { writeChunks } from '../exchange/out/writeChunks'
import { appendAdjustmentEvents, readLineAnswers } from '../ledger/adjustmentEventTable'
import { readAuditHead } from '../ledger/auditTable'
import type { Ledger } from '../ledger/database'
import { appendBatchEvent } from '../ledger/batchEventTable'
import { findBatch, setBatchState, type BatchRecord } from '../ledger/batchTable'
import {
  findApproval,
  findFirstSendingAt,
  insertExport,
  loadPostedLines,
  listLaterBatches,
  setExported,
  type PostedLine,
} from '../ledger/exportTable'
import { loadFacts } from '../ledger/judgedFact'
import { advanceFactVersion, readLedger } from '../ledger/ledgerTable'
import { readPeople } from '../ledger/personTable'
import { readSettings } from '../ledger/settingTable'
import { approvalVerifies } from './batch/approvalProof'
import { refuseRejected } from './batch/batchRejection'
import { refuseUnconfirmed, unconfirmed } from './batch/confirmedWarning'
import { requireBatch } from './batch/requireBatch'
import { audit, type JobContext } from './context'
import { exportLineOf } from './export/exportLine'
import { withoutEffects } from './export/withoutEffects'
import { isUnsent, selectLines, type LeftOut, type Selection } from './export/selectLines'
import { exportWarnings } from './export/warning'
import { runCommand } from './runCommand'

type ExportInput = Input<'exportBatch'>
type Answer = Output<'exportBatch'>

/** What is stored of an accepted export: enough to write its file once more. */
interface StoredExport {
  readonly exportId: string
  readonly at: string
  readonly auditHead: string
  readonly lineIds: readonly string[]
  readonly leftOut: readonly LeftOut[]
}

/**
 * Writes an approved batch as one file of the chosen format, and records in one transaction that it left.
 * Every line is judged again, by the rights and at the moment of its approval. The file is on the disk
 * before the ledger says so: after a kill there is either all of it, or a file that nobody was handed.
 * Refused: batch_unknown, export_not_of_birth_ledger, approval_unverified, batch_state, batch_has_rejections,
 * export_nothing_to_send, warnings_unconfirmed, disk_full, job_cancelled.
 */
export function exportBatch(context: JobContext, input: ExportInput): Outcome<Answer> {
  let written: Answer['file'] | undefined
  return runCommand(context, 'exportBatch', input, {
    act: (): Outcome<StoredExport> => {
      const planned = planExport(context, input)
      if (!planned.ok) return planned
      const plan = planned.value
      const file = writeFile(context, plan, input.format)
      if (!file.ok) return file
      written = file.value.offer
      return accepted(recordExport(context, plan, input, file.value.hash))
    },
    view: (stored) => {
      const file = written === undefined ? writeAgain(context, stored, input) : accepted(written)
      if (!file.ok) return file
      const { exportId, lineIds, leftOut } = stored
      return accepted({ exportId, file: file.value, lineCount: lineIds.length, leftOut: [...leftOut] })
    },
  })
}

interface ExportPlan {
  readonly batch: BatchRecord
  readonly target: ExportTarget
  readonly selection: Selection
  /** Lines whose effect the billing system does not have yet. */
  readonly unsent: ReadonlySet<PostedLine>
}

function planExport(context: JobContext, input: ExportInput): Outcome<ExportPlan> {
  const { ledger } = context
  const found = requireBatch(ledger, input.batchId, 'export')
  if (!found.ok) return found
  const batch = found.value
  if (batch.birthLedgerId !== readLedger(ledger).ledgerId) {
    return refused(rejection('export_not_of_birth_ledger', `batches/${batch.id}`))
  }
  if (!approvalVerifies(ledger, batch))
    return refused(rejection('approval_unverified', `batches/${batch.id}`, { name: batch.name }))
  const posted = loadPostedLines(ledger, batch.id)
  context.progress('check', 0, posted.length)
  const answers = readLineAnswers(
    ledger,
    batch.id,
    posted.map(({ adjustmentId }) => adjustmentId),
  )
  const unsent = posted.filter((line) => isUnsent(line, answers.get(line.line.lineId)))
  const verdict = judge(context, batch, unsent)
  if (verdict.lines.some(({ rejections }) => rejections.length > 0)) return refuseRejected(batch.id, verdict)
  const { apiVersion } = readSettings(ledger)
  const selection = selectLines({ format: input.format, apiVersion, posted, answers, verdict })
  if (selection.lines.length === 0) return refused(nothingToSend(input, selection))
  const open = unconfirmed(warningsOf(context, input, selection), input.confirmed)
  if (open.length > 0) return refuseUnconfirmed(batch.id, open)
  const target = targetOf(context, batch, context.clock.now(), readAuditHead(ledger).hash)
  return accepted({ batch, target, selection, unsent: new Set(unsent) })
}

function nothingToSend(input: ExportInput, selection: Selection): Rejection {
  const reasons = [...new Set(selection.leftOut.map(({ code }) => code))].join(', ')
  return rejection('export_nothing_to_send', 'format', { format: input.format, reasons })
}

function warningsOf(context: JobContext, input: ExportInput, selection: Selection): Rejection[] {
  const isRepeated = selection.lines.some(({ everExported, isImported }) => everExported && !isImported)
  return exportWarnings({
    now: context.clock.now(),
    firstSendingAt: isRepeated ? findFirstSendingAt(context.ledger, input.batchId) : undefined,
  })
}

/**
 * Creates and cancels, on the facts without their own effects, and without those of later batches that have
 * not landed: this one goes before them. Deletes concern what is gone here already.
 */
function judge(context: JobContext, batch: BatchRecord, unsent: readonly PostedLine[]) {
  const { ledger } = context
  const judged = unsent.filter(({ line }) => line.action !== 'delete')
  const approval = findApproval(ledger, batch.id)
  const person = readPeople(ledger).find(({ id }) => id === approval?.personId) ?? context.person
  const lines = judged.map(({ line }) => line)
  const { facts } = loadFacts(ledger, lines, {
    person,
    now: approval?.at ?? context.clock.now(),
    batchId: batch.id,
    postedAt: approval?.at,
  })
  const later = listLaterBatches(ledger, batch.id).flatMap((batchId) => unsentLines(ledger, batchId))
  return checkLines(lines, withoutEffects(facts, [...later, ...judged]))
}

/** Creates and cancels of a posted batch that the billing system is not known to have. */
function unsentLines(ledger: Ledger, batchId: string): PostedLine[] {
  const posted = loadPostedLines(ledger, batchId)
  const answers = readLineAnswers(
    ledger,
    batchId,
    posted.map(({ adjustmentId }) => adjustmentId),
  )
  return posted.filter(
    (line) => line.line.action !== 'delete' && isUnsent(line, answers.get(line.line.lineId)),
  )
}

function targetOf(context: JobContext, batch: BatchRecord, at: string, auditHead: string): ExportTarget {
  const { apiVersion, entityId, timeZone, revenueAccounts, revenueExclusion } = readSettings(context.ledger)
  const { kind, name } = readLedger(context.ledger)
  return {
    apiVersion,
    entityId,
    timeZone,
    revenueAccounts,
    revenueExclusion,
    isTraining: kind === 'sandbox',
    ledgerName: name,
    batchId: batch.id,
    batchName: batch.name,
    revision: batch.revision,
    contentHash: batch.contentHash,
    auditHead,
    at,
  }
}

class Cancelled extends Error {}

function writeFile(
  context: JobContext,
  { target, selection }: Pick<ExportPlan, 'target' | 'selection'>,
  format: ExportInput['format'],
): Outcome<{ offer: Answer['file']; hash: string }> {
  const name = exportFileName(target, format)
  const { handle, path } = context.newFile(name)
  const lines = selection.lines.map(exportLineOf)
  context.progress('write', 0, lines.length)
  try {
    const { bytes, hash } = writeChunks(path, untilCancelled(context, exportFile(format, lines, target)))
    context.progress('write', lines.length, lines.length)
    return accepted({ offer: { handle, name, bytes }, hash })
  } catch (error) {
    if (error instanceof Cancelled) return refused(rejection('job_cancelled'))
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      return refused(rejection('disk_full'))
    throw error
  }
}

/** Throws when the job was cancelled, the last time before the file is complete: then it cannot be any more. */
function* untilCancelled(context: JobContext, chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks) {
    if (context.isCancelled()) throw new Cancelled()
    yield chunk
  }
  if (!context.beginCommit()) throw new Cancelled()
}

function recordExport(
  context: JobContext,
  plan: ExportPlan,
  input: ExportInput,
  fileHash: string,
): StoredExport {
  const { ledger, person } = context
  const { batch, target, selection } = plan
  const { at, auditHead, apiVersion } = target
  const exportId = context.newId()
  const { format } = input
  const lineCount = selection.lines.length
  const author = { personId: person.id, personName: person.name, at }
  insertExport(ledger, {
    id: exportId,
    batchId: batch.id,
    format,
    apiVersion,
    lineCount,
    fileHash,
    ...author,
  })
  recordLines(context, plan, { exportId, format })
  if (batch.state === 'approved') setBatchState(ledger, batch.id, 'exported', at)
  appendBatchEvent(ledger, {
    batchId: batch.id,
    event: 'exported',
    revision: batch.revision,
    ...author,
    comment: '',
  })
  advanceFactVersion(ledger)
  audit(context, {
    action: 'exportBatch',
    subject: `batch ${batch.id}`,
    detail: {
      exportId,
      format,
      apiVersion,
      revision: batch.revision,
      contentHash: batch.contentHash,
      fileHash,
      auditHead,
      lines: lineCount,
      leftOut: selection.leftOut.length,
      confirmed: input.confirmed,
    },
  })
  const lineIds = selection.lines.map(({ line }) => line.lineId)
  return { exportId, at, auditHead, lineIds, leftOut: selection.leftOut }
}

/** An effect whose landing is known stays landed, also when a table lists it once more. */
function recordLines(context: JobContext, plan: ExportPlan, detail: { exportId: string; format: string }) {
  const { ledger, person } = context
  const leaving = plan.selection.lines.filter((posted) => plan.unsent.has(posted))
  for (const { adjustmentId, line } of leaving) setExported(ledger, adjustmentId, line.action)
  appendAdjustmentEvents(
    ledger,
    leaving.map(({ adjustmentId, line }) => ({
      adjustmentId,
      event: 'exported' as const,
      effect: line.action,
      at: plan.target.at,
      personId: person.id,
      personName: person.name,
      batchId: plan.batch.id,
      lineId: line.lineId,
      importId: null,
      detail,
    })),
  )
}

/** The same command again: the file is written once more, nothing is recorded. */
function writeAgain(context: JobContext, stored: StoredExport, input: ExportInput): Outcome<Answer['file']> {
  const batch = findBatch(context.ledger, input.batchId)
  if (batch === undefined) return refused(rejection('batch_unknown', 'batchId'))
  const posted = new Map(loadPostedLines(context.ledger, batch.id).map((line) => [line.line.lineId, line]))
  const lines = stored.lineIds.flatMap((lineId) => posted.get(lineId) ?? [])
  const target = targetOf(context, batch, stored.at, stored.auditHead)
  const file = writeFile(context, { target, selection: { lines, leftOut: stored.leftOut } }, input.format)
  return file.ok ? accepted(file.value.offer) : file
}
