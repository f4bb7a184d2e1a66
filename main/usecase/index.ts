import { approvalHandlers } from './approvalHandlers'
import { batchHandlers } from './batchHandlers'
import { batchFileHandlers } from './batchFileHandlers'
import { exportHandlers } from './exportHandlers'
import type { Handlers } from './handlers'
import { importHandlers } from './importHandlers'
import { ledgerHandlers } from './ledgerHandlers'
import { linkHandlers } from './linkHandlers'
import { personHandlers } from './personHandlers'
import { reversalHandlers } from './reversalHandlers'
import { reviewHandlers } from './reviewHandlers'
import { periodHandlers } from './periodHandlers'

/** What the desk's threads run: one function for every query, command and job of the contract. */
export const handlers: Handlers = {
  ...ledgerHandlers,
  ...importHandlers,
  ...batchHandlers,
  ...batchFileHandlers,
  ...reversalHandlers,
  ...linkHandlers,
  ...exportHandlers,
  ...periodHandlers,
  ...personHandlers,
  ...approvalHandlers,
  ...reviewHandlers,
}
