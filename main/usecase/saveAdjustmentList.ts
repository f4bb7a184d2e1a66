import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { textCell } from '../exchange/out/spreadsheetCell'
import { listColumns, readListedPage, type ListedAdjustment } from '../ledger/adjustmentExtract'
import { inSnapshot } from '../ledger/snapshot'
import { safeFileName } from '../platform/file'
import type { JobContext } from './context'

const rowsPerPage = 2000
/** Spreadsheets take a file without it for the system's own old encoding. */
const byteOrderMark = '\ufeff'

/**
 * The list of the filter as CSV, in the order of recording: read page by page from one consistent view,
 * so that neither the number of rows nor a posting meanwhile matters. Cells never become formulas.
 */
export function saveAdjustmentList(
  context: JobContext,
  input: Input<'saveAdjustmentList'>,
): Outcome<Output<'saveAdjustmentList'>> {
  const name = safeFileName(`Adjustments ${context.clock.now().slice(0, 10)}.csv`)
  const { handle, path } = context.newFile(name)
  const file = openSync(path, 'wx', 0o600)
  let outcome: Outcome<{ bytes: number }>
  try {
    outcome = inSnapshot(context.ledger, () => writeList(context, input, file))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  if (outcome.ok) return accepted({ handle, name, bytes: outcome.value.bytes })
  rmSync(path, { force: true })
  return outcome
}

function writeList(
  context: JobContext,
  { filter }: Input<'saveAdjustmentList'>,
  file: number,
): Outcome<{ bytes: number }> {
  let bytes = writeText(file, byteOrderMark + line(listColumns.map(({ label }) => label)))
  let after = ''
  let done = 0
  do {
    if (context.isCancelled()) return refused(rejection('job_cancelled'))
    // What is folded away on the screen is always in the file.
    const page = readListedPage(context.ledger, { ...filter, reversed: '' }, { after, limit: rowsPerPage })
    if (!page.ok) return page
    bytes += writeText(file, page.value.rows.map(listedLine).join(''))
    done += page.value.rows.length
    after = page.value.next
    context.progress('write', done, page.value.total)
  } while (after !== '')
  return accepted({ bytes })
}

function listedLine(row: ListedAdjustment): string {
  return line(
    listColumns.map(({ field, isFigure }) => (isFigure === true ? row[field] : textCell(row[field]))),
  )
}

function line(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`
}

function writeText(file: number, text: string): number {
  const bytes = Buffer.from(text, 'utf8')
  let written = 0
  while (written < bytes.length) written += writeSync(file, bytes, written)
  return bytes.length
}
