import { bringInBatch } from './batchFile/bringInBatch'
import { postBatch } from './batchFile/postBatch'
import { previewBatchFile } from './batchFile/previewBatchFile'
import { saveBatchFile } from './batchFile/saveBatchFile'
import type { SomeHandlers } from './handlers'
import { reading } from './reading'

/** Batches that travel from one ledger to another, as files. */
export const batchFileHandlers: SomeHandlers<
  'saveBatchFile' | 'previewBatchFile' | 'bringInBatch' | 'postBatch'
> = {
  saveBatchFile,
  previewBatchFile: reading(previewBatchFile),
  bringInBatch,
  postBatch,
}
