import { exportBatch } from './exportBatch'
import type { SomeHandlers } from './handlers'
import { listExports } from './listExports'
import { reading } from './reading'

export const exportHandlers: SomeHandlers<'exportBatch' | 'listExports'> = {
  exportBatch,
  listExports: reading(listExports),
}
