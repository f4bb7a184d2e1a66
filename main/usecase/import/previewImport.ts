import type { ImportView } from '@contract/exchange'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { countUndecided } from '../../ledger/stagingAdjustment'
import { countRefused, countStaged } from '../../ledger/stagingCompare'
import { stagedTableOf } from '../../ledger/stagingColumn'
import { wasImported } from '../../ledger/stagingCommit'
import { besideLedger, createStaging, removeStaging, type Staging } from '../../ledger/stagingFile'
import { stagedFactVersion } from '../../ledger/stagingLookup'
import type { JobContext } from '../context'
import { compareAdjustments } from './compareAdjustments'
import { compareFacts } from './compareFacts'
import { readImportState, viewOf, writeImportState, type FileState, type ImportState } from './importState'
import { Preview, PreviewCancelled } from './preview'
import { stageFiles } from './stageFiles'

/**
 * Reads the files once into a staging file and compares what they say with the ledger as it is now.
 * `asOf`: the moment at which the files were true. Nothing is written to the ledger.
 */
export function previewImport(
  context: JobContext,
  input: { importId: string; asOf: string },
): Outcome<ImportView> {
  const found = readImportState(context, input.importId)
  if (!found.ok) return found
  const state = found.value
  if (state.state === 'committed') return refused(rejection('import_not_ready', 'importId'))
  if (input.asOf > context.clock.now())
    return refused(rejection('date_invalid', 'asOf', { found: input.asOf }))
  const files = state.files.map((file) => ({ ...file, ...(isReadable(file) ? { hash: '' } : {}) }))
  if (!files.some(isReadable)) return refused(rejection('import_not_ready', 'importId'))
  const staging = createStaging(context.stagingFolder, input.importId)
  try {
    const previewed = make(context, staging, { ...state, files, asOf: input.asOf })
    staging.close()
    writeImportState(context, previewed)
    return accepted(viewOf(previewed))
  } catch (error) {
    // A staging file has no journal: what was begun cannot be taken back, so the file goes.
    staging.close()
    removeStaging(context.stagingFolder, input.importId)
    if (error instanceof PreviewCancelled) return refused(rejection('job_cancelled'))
    throw error
  }
}

function isReadable(file: FileState): boolean {
  return file.mapping !== null && file.rejections.length === 0
}

function make(context: JobContext, staging: Staging, state: ImportState): ImportState {
  const preview = new Preview(context, staging, state.asOf, state.files)
  let factVersion = ''
  besideLedger(staging, context.ledger.path, () => {
    factVersion = stagedFactVersion(staging).toString()
    stageFiles(preview)
    compareFacts(preview)
    compareAdjustments(preview)
  })
  for (const file of preview.files) {
    if (file.hash !== '' && wasImported(context.ledger, file.hash)) preview.warnFile(file, 'same_file_again')
  }
  return {
    ...state,
    state: 'previewed',
    files: preview.files,
    counts: countsOf(preview),
    warnings: preview.warnings,
    undecidedTwins: countUndecided(staging),
    factVersion,
  }
}

function countsOf(preview: Preview): ImportState['counts'] {
  const { staging } = preview
  const refused = countRefused(staging)
  return preview.files.filter(isCounted).map((file) => {
    const table = stagedTableOf(file.kind === '' ? 'item' : file.kind).table
    const judged = preview.compared.has(table) || table === 'period' ? countStaged(staging, table) : undefined
    const found = judged ?? [{ file: file.index, verdict: 'new', rows: preview.staged.get(file.index) ?? 0 }]
    const rows = (verdict: string) =>
      [...found, ...refused].find((count) => count.file === file.index && count.verdict === verdict)?.rows ??
      0
    const counts = {
      new: rows('new'),
      changed: rows('changed'),
      same: rows('same'),
      refused: rows('refused'),
      twins: rows('twin'),
    }
    const read = counts.new + counts.changed + counts.same + counts.refused + counts.twins
    return { fileId: file.fileId, kind: file.kind, read, ...counts }
  })
}

function isCounted(file: FileState): boolean {
  return file.hash !== '' && file.rejections.length === 0
}
