import type { ImportView } from '@contract/exchange'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { readImportProfiles } from '../../ledger/importProfileTable'
import type { JobContext } from '../context'
import { describeFile } from './describeFile'
import { viewOf, writeImportState, type FileState, type ImportState } from './importState'

/** Looks at files and says what each was recognised as. Reads no row into anything yet. */
export function startImport(context: JobContext, input: { files: string[] }): Outcome<ImportView> {
  const profiles = readImportProfiles(context.ledger)
  const files: FileState[] = []
  for (const [done, handle] of input.files.entries()) {
    if (context.isCancelled()) return refused(rejection('job_cancelled'))
    context.progress('recognise', done, input.files.length)
    const file = context.file(handle)
    if (file === undefined) return refused(rejection('not_found', `files/${done}`))
    for (const described of describeFile(file, handle, profiles)) {
      files.push({ ...described, fileId: `f${files.length + 1}`, index: files.length, hash: '' })
    }
  }
  const state: ImportState = {
    importId: context.newId(),
    state: 'recognised',
    asOf: '',
    files,
    counts: [],
    warnings: [],
    undecidedTwins: 0,
    factVersion: '',
  }
  writeImportState(context, state)
  return accepted(viewOf(state))
}
