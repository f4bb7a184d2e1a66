import { exportBatch } from './exportBatch'
import type { SomeHandlers } from './handlers'
import { listExports } from './listExports'

export const exportHandlers: SomeHandlers<'exportBatch' | 'listExports'> = { exportBatch, listExports }
