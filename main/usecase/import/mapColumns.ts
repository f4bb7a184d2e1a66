import type { ColumnMapping, ImportView } from '@contract/exchange'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { openTables } from '../../exchange/in'
import { openInputFile } from '../../exchange/in/file'
import { suggestMapping } from '../../exchange/in/mapping'
import { FileRefused } from '../../exchange/in/refusal'
import type { Context } from '../context'
import { describeFile, mapTable } from './describeFile'
import { readImportState, viewOf, writeImportState, type FileState } from './importState'

/**
 * Takes a person's mapping of one file. Without columns, one is suggested for its kind; a file that could not
 * be read at all is looked at anew with another encoding.
 */
export function mapColumns(
  context: Context,
  input: { importId: string; fileId: string; mapping: ColumnMapping },
): Outcome<ImportView> {
  const found = readImportState(context, input.importId)
  if (!found.ok) return found
  const state = found.value
  if (state.state === 'committed') return refused(rejection('import_not_ready', 'importId'))
  const file = state.files.find(({ fileId }) => fileId === input.fileId)
  const open = file === undefined ? undefined : context.file(file.handle)
  if (file === undefined || open === undefined) return refused(rejection('not_found', 'fileId'))
  const described = lookAgain(file, open, input.mapping)
  const files = state.files.map((entry) => (entry === file ? { ...file, ...described } : entry))
  const mapped = {
    ...state,
    state: 'recognised' as const,
    files,
    counts: [],
    warnings: [],
    undecidedTwins: 0,
  }
  writeImportState(context, mapped)
  return accepted(viewOf(mapped))
}

function lookAgain(
  file: FileState,
  open: { path: string; name: string; bytes: number; isFolder: boolean },
  mapping: ColumnMapping,
) {
  const isBare = Object.keys(mapping.columns).length === 0
  // Nothing has been read of it yet, so nobody could have said what kind it is.
  if (isBare && file.columns.length === 0) {
    return describeFile(open, file.handle, [], mapping.encoding).find(({ part }) => part === file.part)
  }
  try {
    const tables = openTables(openInputFile(open.path, open.name), mapping.encoding)
    const table = tables.find(({ part }) => part === file.part)
    if (table === undefined) return undefined
    const { columns } = isBare ? suggestMapping(table, mapping.kind, mapping.encoding) : mapping
    return { ...mapTable(table, { ...mapping, columns }), profileName: '' }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { rejections: [error.rejection] }
  }
}
