import { z } from 'zod'
import { ImportCount, ImportFile, ImportView } from '@contract/exchange'
import { Rejection } from '@contract/rejection'
import { refused, rejection, type Outcome } from '@contract/outcome'
import { readStagingState, writeStagingState } from '../../ledger/stagingState'
import type { Context } from '../context'

/** A table of a file: its number in the staging file, and where its bytes come from. */
const FileState = ImportFile.extend({
  index: z.number().int(),
  handle: z.string(),
  part: z.string(),
  /** SHA-256 of the file, once it has been read. */
  hash: z.string(),
})
export type FileState = z.infer<typeof FileState>

const ImportState = z.object({
  importId: z.string(),
  state: ImportView.shape.state,
  asOf: z.string(),
  files: z.array(FileState),
  counts: z.array(ImportCount),
  warnings: z.array(Rejection),
  undecidedTwins: z.number().int(),
  /** The ledger's fact version that the preview was compared with. */
  factVersion: z.string(),
})
export type ImportState = z.infer<typeof ImportState>

export function readImportState(context: Context, importId: string): Outcome<ImportState> {
  const found = readStagingState(context.stagingFolder, importId)
  if (found === undefined) return refused(rejection('import_unknown', 'importId'))
  return { ok: true, value: ImportState.parse(found), warnings: [] }
}

export function writeImportState(context: Context, state: ImportState): void {
  writeStagingState(context.stagingFolder, state.importId, state)
}

export function viewOf(state: ImportState): ImportView {
  return {
    importId: state.importId,
    state: state.state,
    asOf: state.asOf,
    files: state.files.map(({ index: _index, handle: _handle, part: _part, hash: _hash, ...file }) => file),
    counts: state.counts,
    warnings: state.warnings,
    undecidedTwins: state.undecidedTwins,
  }
}
