import type { Input } from '@contract/api'
import type { ImportView } from '@contract/exchange'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { countUndecided, decideTwins } from '../../ledger/stagingAdjustment'
import { openStaging } from '../../ledger/stagingFile'
import type { Context } from '../context'
import { readImportState, viewOf, writeImportState } from './importState'

/** A person says whether a proposed twin is the local adjustment or another one. */
export function decideTwin(context: Context, input: Input<'decideTwin'>): Outcome<ImportView> {
  const found = readImportState(context, input.importId)
  if (!found.ok) return found
  if (found.value.state !== 'previewed') return refused(rejection('import_not_ready', 'importId'))
  const file = found.value.files.find(({ fileId }) => fileId === input.fileId)
  const staging = openStaging(context.stagingFolder, input.importId)
  if (file === undefined || staging === undefined) return refused(rejection('import_unknown', 'fileId'))
  try {
    const decided = decideTwins(staging, file.index, input.line, input.decision)
    if (decided === 0) return refused(rejection('not_found', 'line', { line: input.line }))
    const state = { ...found.value, undecidedTwins: countUndecided(staging) }
    writeImportState(context, state)
    return accepted(viewOf(state))
  } finally {
    staging.close()
  }
}
