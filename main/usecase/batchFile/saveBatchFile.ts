import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { largestFileBytes, writeBatchFile, type BatchFileContent } from '../../exchange/batchFile/batchFile'
import { trainingMark } from '../../exchange/out/exportLine'
import { writeChunks } from '../../exchange/out/writeChunks'
import { appendBatchEvent } from '../../ledger/batchEventTable'
import { insertBatchFile } from '../../ledger/batchFileTable'
import { safeFileName } from '../../platform/file'
import { audit, type JobContext } from '../context'
import { requireSigner } from '../batch/signStatement'
import { runCommand } from '../runCommand'
import { batchFileContentOf } from './handedOver'

type Offer = Output<'saveBatchFile'>

/**
 * Writes a batch as it was submitted, returned or approved last as one sealed file, and records that it left. The file
 * is on the disk before the ledger says so, whole or not at all. Refused: `batch_unknown`, `batch_not_handed_over`,
 * `file_too_large`, `identity_missing`, `passphrase_needed`, `disk_full`, `job_cancelled`.
 */
export function saveBatchFile(context: JobContext, input: Input<'saveBatchFile'>): Outcome<Offer> {
  let written: Offer | undefined
  return runCommand(context, 'saveBatchFile', input, {
    act: () => {
      const signer = requireSigner(context)
      if (!signer.ok) return signer
      const found = batchFileContentOf(context, input.batchId)
      if (!found.ok) return found
      const content = found.value
      if (textLength(content) > largestFileBytes)
        return refused(rejection('file_too_large', '', { limit: largestFileBytes }))
      context.progress('write', 0, 1)
      const { bytes, fileHash } = writeBatchFile(content, signer.value)
      if (!context.beginCommit()) return refused(rejection('job_cancelled'))
      const name = batchFileName(content)
      const { handle, path } = context.newFile(name)
      try {
        writeChunks(path, [bytes])
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
          return refused(rejection('disk_full'))
        throw error
      }
      written = { handle, name, bytes: bytes.length }
      record(context, content, fileHash, signer.value.identityId)
      return accepted({ batchId: input.batchId, fileHash })
    },
    // The same command again has no file to hand out any more: another one is another command.
    view: () =>
      written === undefined ? refused(rejection('command_id_reused', 'commandId')) : accepted(written),
  })
}

/** Near enough the size of the file: its other parts are small. */
function textLength({ revisions, approval }: BatchFileContent): number {
  const journal = approval === undefined ? 0 : approval.journal.length + approval.facts.length
  return revisions.reduce((sum, { content }) => sum + content.length, journal)
}

/** `March credits r2 approved.contra`; what leaves a sandbox is marked. */
function batchFileName({ about: { batch, ledger } }: BatchFileContent): string {
  const mark = ledger.kind === 'sandbox' ? `${trainingMark} ` : ''
  const name = safeFileName(batch.name).slice(0, 60).trim() || 'batch'
  return safeFileName(`${mark}${name} r${batch.revision} ${batch.state}.batch.contra`)
}

function record(
  context: JobContext,
  { about, claims }: BatchFileContent,
  fileHash: string,
  sealedBy: string,
) {
  const { ledger, person } = context
  const { id: batchId, revision, state } = about.batch
  const at = about.writtenAt
  insertBatchFile(ledger, {
    batchId,
    direction: 'out',
    hash: fileHash,
    revision,
    state,
    ledgerId: about.ledger.id,
    ledgerName: about.ledger.name,
    sealedBy,
    auditLength: about.audit.length,
    auditHead: about.audit.head,
    claims: JSON.stringify(claims),
    at,
  })
  const who = { personId: person.id, personName: person.name }
  appendBatchEvent(ledger, { batchId, event: 'file_saved', revision, ...who, at, comment: '' })
  audit(context, {
    action: 'saveBatchFile',
    subject: `batch ${batchId}`,
    detail: { fileHash, revision, state, auditLength: about.audit.length, auditHead: about.audit.head },
  })
}
