import type { Input } from '@contract/api'
import { accepted } from '@contract/outcome'
import type { Context } from './context'
import type { SomeHandlers } from './handlers'
import { commitImport } from './import/commitImport'
import { decideTwin } from './import/decideTwin'
import { discardImport } from './import/discardImport'
import { readImportState, viewOf } from './import/importState'
import { listImportRows } from './import/listImportRows'
import { mapColumns } from './import/mapColumns'
import { previewImport } from './import/previewImport'
import { saveRefusedRows } from './import/saveRefusedRows'
import { startImport } from './import/startImport'

export const importHandlers: SomeHandlers<
  | 'startImport'
  | 'getImport'
  | 'mapColumns'
  | 'previewImport'
  | 'listImportRows'
  | 'decideTwin'
  | 'saveRefusedRows'
  | 'commitImport'
  | 'discardImport'
> = {
  startImport,
  getImport: (context: Context, { importId }: Input<'getImport'>) => {
    const found = readImportState(context, importId)
    return found.ok ? accepted(viewOf(found.value)) : found
  },
  mapColumns,
  previewImport,
  listImportRows,
  decideTwin,
  saveRefusedRows,
  commitImport,
  discardImport,
}
