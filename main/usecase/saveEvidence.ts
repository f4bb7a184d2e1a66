import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { writeBatchFile, type BatchFileContent } from '../exchange/batchFile/batchFile'
import { evidencePage } from '../exchange/evidence/evidencePage'
import { sealEvidence } from '../exchange/evidence/sealEvidence'
import { trainingMark } from '../exchange/out/exportLine'
import { writeChunks } from '../exchange/out/writeChunks'
import { findBatch, type BatchRecord } from '../ledger/batchTable'
import { safeFileName } from '../platform/file'
import { requireSigner } from './batch/signStatement'
import { batchFileContentOf } from './batchFile/handedOver'
import { audit, type JobContext, type UnlockedKey } from './context'
import { packOf } from './evidence/packOf'
import { runCommand } from './runCommand'

type Offer = Output<'saveEvidence'>

/**
 * Writes an evidence pack: one page that tells all of a batch that was ever handed in, with its batch file inside,
 * sealed by whoever saves it (docs/evidence.md). The file is on the disk before the log tells of it. Refused:
 * `batch_unknown`, `batch_not_handed_over`, `identity_missing`, `passphrase_needed`, `disk_full`, `job_cancelled`.
 */
export function saveEvidence(context: JobContext, input: Input<'saveEvidence'>): Outcome<Offer> {
  let written: Offer | undefined
  return runCommand(context, 'saveEvidence', input, {
    act: () => {
      const signer = requireSigner(context)
      if (!signer.ok) return signer
      const batch = findBatch(context.ledger, input.batchId)
      if (batch === undefined) return refused(rejection('batch_unknown', 'batchId'))
      const content = batchFileContentOf(context, batch.id)
      if (!content.ok) return content
      const pack = writePack(context, batch, content.value, signer.value)
      if (!pack.ok) return pack
      written = pack.value.offer
      record(context, content.value, pack.value.hash)
      return accepted({ batchId: batch.id, fileHash: pack.value.hash })
    },
    // The same command again has no file to hand out any more: another one is another command.
    view: () =>
      written === undefined ? refused(rejection('command_id_reused', 'commandId')) : accepted(written),
  })
}

function writePack(
  context: JobContext,
  batch: BatchRecord,
  content: BatchFileContent,
  signer: UnlockedKey,
): Outcome<{ offer: Offer; hash: string }> {
  context.progress('write', 0, 2)
  const batchFile = writeBatchFile(content, signer).bytes
  context.progress('write', 1, 2)
  const page = [...evidencePage(packOf(context, batch, content, signer))]
  const sealed = sealEvidence(page, { batchFile, savedAt: content.about.writtenAt, signer })
  if (!context.beginCommit()) return refused(rejection('job_cancelled'))
  const name = packFileName(content)
  const { handle, path } = context.newFile(name)
  try {
    const { bytes, hash } = writeChunks(path, sealed)
    context.progress('write', 2, 2)
    return accepted({ offer: { handle, name, bytes }, hash })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      return refused(rejection('disk_full'))
    throw error
  }
}

/** `TRAINING March credits r2 evidence.html`: text of a person never becomes a path. */
function packFileName({ about: { batch, ledger } }: BatchFileContent): string {
  const mark = ledger.kind === 'sandbox' ? `${trainingMark} ` : ''
  const name = safeFileName(batch.name).slice(0, 60).trim() || 'batch'
  return safeFileName(`${mark}${name} r${batch.revision} evidence.html`)
}

function record(context: JobContext, { about }: BatchFileContent, fileHash: string): void {
  const { revision, state, id, contentHash } = about.batch
  const { length: auditLength, head: auditHead } = about.audit
  audit(context, {
    action: 'saveEvidence',
    subject: `batch ${id}`,
    detail: { fileHash, revision, state, contentHash, auditLength, auditHead },
  })
}
