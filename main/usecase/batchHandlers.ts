import { approveBatch } from './batch/approveBatch'
import { bulkEdit } from './batch/bulkEdit'
import { createBatch } from './batch/createBatch'
import { deleteAdjustment } from './batch/deleteAdjustment'
import { discardBatch } from './batch/discardBatch'
import { editDraft } from './batch/editDraft'
import { getBatch } from './batch/getBatch'
import { listBatches } from './batch/listBatches'
import { listLines } from './batch/listLines'
import { listRevisions } from './batch/listRevisions'
import { markLanded } from './batch/markLanded'
import { pasteCorrections } from './batch/pasteCorrections'
import { recallBatch } from './batch/recallBatch'
import { redoEdit } from './batch/redoEdit'
import { renameBatch } from './batch/renameBatch'
import { returnBatch } from './batch/returnBatch'
import { submitBatch } from './batch/submitBatch'
import { undoEdit } from './batch/undoEdit'
import type { SomeHandlers } from './handlers'
import { reading } from './reading'

/** Everything that is done with batches, from the first draft edit to the landing of the last line. */
export const batchHandlers: SomeHandlers<
  | 'listBatches'
  | 'getBatch'
  | 'listLines'
  | 'listRevisions'
  | 'createBatch'
  | 'renameBatch'
  | 'discardBatch'
  | 'editDraft'
  | 'bulkEdit'
  | 'pasteCorrections'
  | 'undoEdit'
  | 'redoEdit'
  | 'submitBatch'
  | 'recallBatch'
  | 'returnBatch'
  | 'approveBatch'
  | 'markLanded'
  | 'deleteAdjustment'
> = {
  listBatches: reading(listBatches),
  getBatch: reading(getBatch),
  listLines: reading(listLines),
  listRevisions: reading(listRevisions),
  createBatch,
  renameBatch,
  discardBatch,
  editDraft,
  bulkEdit,
  pasteCorrections,
  undoEdit,
  redoEdit,
  submitBatch,
  recallBatch,
  returnBatch,
  approveBatch,
  markLanded,
  deleteAdjustment,
}
