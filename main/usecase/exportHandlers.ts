import { exportBatch } from './exportBatch'
import type { SomeHandlers } from './handlers'
import { listExports } from './listExports'
import { reading } from './reading'
import { saveEvidence } from './saveEvidence'

export const exportHandlers: SomeHandlers<'exportBatch' | 'listExports' | 'saveEvidence'> = {
  exportBatch,
  listExports: reading(listExports),
  saveEvidence,
}
