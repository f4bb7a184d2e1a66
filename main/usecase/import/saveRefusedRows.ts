import { statSync, writeFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import { zipSync } from 'fflate'
import type { Input, Output } from '@contract/api'
import type { Rejection } from '@contract/rejection'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { openTables } from '../../exchange/in'
import { openInputFile } from '../../exchange/in/file'
import { FileRefused } from '../../exchange/in/refusal'
import { openStaging, type Staging } from '../../ledger/stagingFile'
import { readRefused } from '../../ledger/stagingPage'
import { safeFileName } from '../../platform/file'
import type { JobContext } from '../context'
import { readImportState, type FileState } from './importState'

const reasonColumns = [
  'Refused line',
  'Refused field',
  'Refused because',
  'Refused expected',
  'Refused found',
]

/**
 * The refused rows as they stand in their files, with the reason behind each: to be put right and
 * imported again. One file gives a CSV file, several a zip of them.
 */
export function saveRefusedRows(
  context: JobContext,
  { importId }: Input<'saveRefusedRows'>,
): Outcome<Output<'saveRefusedRows'>> {
  const found = readImportState(context, importId)
  if (!found.ok) return found
  const staging = openStaging(context.stagingFolder, importId)
  if (staging === undefined) return refused(rejection('import_not_ready', 'importId'))
  try {
    const parts = new Map<string, string>()
    for (const file of found.value.files) {
      if (context.isCancelled()) return refused(rejection('job_cancelled'))
      const text = refusedRowsOf(context, staging, file)
      if (text !== undefined) parts.set(`${file.index + 1} ${nameOf(file)}.csv`, text)
    }
    return accepted(write(context, parts))
  } catch (error) {
    if (error instanceof FileRefused) return refused(error.rejection)
    throw error
  } finally {
    staging.close()
  }
}

function refusedRowsOf(context: JobContext, staging: Staging, file: FileState): string | undefined {
  const reasons = readRefused(staging, file.index)
  const open = context.file(file.handle)
  if (reasons.size === 0 || open === undefined) return undefined
  const tables = openTables(openInputFile(open.path, open.name), file.mapping?.encoding)
  const table = tables.find(({ part }) => part === file.part)
  if (table === undefined) return undefined
  const rows: string[][] = [[...table.columns, ...reasonColumns]]
  for (const batch of table.read()) {
    batch.rows.forEach((cells, index) => {
      const line = batch.lines[index] ?? 0
      const why = reasons.get(line)
      if (why !== undefined) rows.push([...cells, ...reasonCells(line, why)])
    })
  }
  return stringify(rows, { escape_formulas: true })
}

function reasonCells(line: number, rejections: readonly Rejection[]): string[] {
  const all = (text: (rejection: Rejection) => Rejection['params'][string] | undefined) =>
    rejections.map((entry) => String(text(entry) ?? '')).join('; ')
  return [
    String(line),
    all(({ params }) => params.header ?? params.field),
    all(({ code }) => code),
    all(({ params }) => params.expected),
    all(({ params }) => params.found),
  ]
}

function write(context: JobContext, parts: ReadonlyMap<string, string>): Output<'saveRefusedRows'> {
  const [only, ...more] = [...parts]
  const isSingle = only !== undefined && more.length === 0
  const name = isSingle ? `Refused rows of ${only[0].replace(/^\d+ /, '')}` : 'Refused rows.zip'
  const bytes = isSingle
    ? Buffer.from(only[1])
    : zipSync(Object.fromEntries([...parts].map(([part, text]) => [part, Buffer.from(text)])))
  const { handle, path } = context.newFile(name)
  writeFileSync(path, bytes)
  return { handle, name, bytes: statSync(path).size }
}

function nameOf(file: FileState): string {
  return safeFileName(file.name.replace(/\.[A-Za-z0-9]{1,5}$/, '')) || 'file'
}
