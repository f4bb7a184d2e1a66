import type { ColumnMapping } from '@contract/exchange'
import { openCsvTable } from './csv/table'
import { detectEncoding } from './decode'
import type { Encoding } from './decode'
import { readStart } from './file'
import type { InputFile } from './file'
import { openJsonTables } from './json/table'
import type { Table } from './table'

/**
 * The tables in a file: one, or two where a JSON answer carries tax lines inside its items. Looks at
 * the file's first characters, not at its name. Throws FileRefused.
 */
export function openTables(file: InputFile, declared: ColumnMapping['encoding'] = 'utf-8'): Table[] {
  const detected = detectEncoding(file)
  const encoding: Encoding = detected === 'utf-8' ? declared : detected
  return looksLikeJson(file) ? openJsonTables(file, encoding) : [openCsvTable(file, encoding)]
}

function looksLikeJson(file: InputFile): boolean {
  return /^(?:\ufeff)?\s*[[{]/.test(readStart(file, 4096).toString('utf8'))
}
