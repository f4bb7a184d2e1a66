import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { removeStaging } from '../../ledger/stagingFile'
import { removeStagingState } from '../../ledger/stagingState'
import type { Context } from '../context'
import { readImportState } from './importState'

/** Throws away what is staged. A committed import stays what it is. */
export function discardImport(
  context: Context,
  { importId }: Input<'discardImport'>,
): Outcome<Output<'discardImport'>> {
  const found = readImportState(context, importId)
  if (!found.ok) return found
  removeStaging(context.stagingFolder, importId)
  removeStagingState(context.stagingFolder, importId)
  return accepted({ importId })
}
