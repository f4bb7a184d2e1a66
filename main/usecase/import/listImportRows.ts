import type { ImportRow } from '@contract/exchange'
import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { formatMinor } from '../../engine/money/amount'
import type { Row, Value } from '../../ledger/database'
import { readLedgerAdjustment } from '../../ledger/stagingAdjustment'
import { stagedTableOf, type StagedTable } from '../../ledger/stagingColumn'
import { besideLedger, openStaging, type Staging } from '../../ledger/stagingFile'
import { findInvoice } from '../../ledger/stagingLookup'
import { readStagedPage, type StagedRow } from '../../ledger/stagingPage'
import type { Context } from '../context'
import { readImportState, type FileState, type ImportState } from './importState'

type Input_ = Input<'listImportRows'>

/** Rows of a preview in the order of files and lines: what each is, was, and why it is refused. */
export function listImportRows(context: Context, input: Input_): Outcome<Output<'listImportRows'>> {
  const found = readImportState(context, input.importId)
  if (!found.ok) return found
  if (found.value.state === 'recognised') return refused(rejection('import_not_ready', 'importId'))
  const staging = openStaging(context.stagingFolder, input.importId)
  if (staging === undefined) return refused(rejection('import_unknown', 'importId'))
  try {
    return accepted(besideLedger(staging, context.ledger.path, () => page(staging, found.value, input)))
  } finally {
    staging.close()
  }
}

function page(staging: Staging, state: ImportState, input: Input_): Output<'listImportRows'> {
  const rows: ImportRow[] = []
  let total = 0
  for (const file of state.files) {
    if (file.kind === '' || (input.fileId !== '' && file.fileId !== input.fileId)) continue
    const count = countOf(state, file, input.verdict)
    const from = Math.max(0, input.from - total)
    const room = input.limit - rows.length
    total += count
    if (room <= 0 || from >= count) continue
    const table = stagedTableOf(file.kind)
    const found = readStagedPage(staging, table, {
      importId: state.importId,
      kind: file.kind,
      file: file.index,
      verdict: input.verdict,
      from,
      limit: room,
    })
    rows.push(...found.map((row) => viewOf(staging, table, file, row)))
  }
  return { rows, total }
}

function countOf(state: ImportState, file: FileState, verdict: Input_['verdict']): number {
  const counts = state.counts.find(({ fileId }) => fileId === file.fileId)
  if (counts === undefined) return 0
  if (verdict === '') return counts.read
  return verdict === 'twin' ? counts.twins : counts[verdict]
}

function viewOf(staging: Staging, table: StagedTable, file: FileState, row: StagedRow): ImportRow {
  const known = table.table === 'adjustment' ? textOf(row.is.known_id) : ''
  const local = known === '' ? undefined : readLedgerAdjustment(staging, known)
  const isTwin = row.verdict === 'twin'
  const was = row.was ?? (local === undefined ? undefined : comparable(local, isTwin))
  return {
    fileId: file.fileId,
    fileName: file.name,
    line: row.line,
    kind: row.kind,
    key: row.key,
    verdict: row.verdict,
    changes: was === undefined || row.verdict === 'same' ? [] : changesOf(staging, table, was, row.is),
    rejections: row.rejections,
    warnings: row.warnings,
    twinAdjustmentId: isTwin ? known : '',
    twinNumber: isTwin ? (local?.number ?? '') : '',
    twinDecision: isTwin ? (textOf(row.is.twin_decision) as ImportRow['twinDecision']) : '',
  }
}

/** What of a known adjustment is set beside the file: its state; of a twin, its content. */
function comparable(local: Record<string, string>, isTwin: boolean): Row {
  const { status = '', reason_code = '', transferred = '', updated_date = '' } = local
  if (!isTwin) return { status, reason_code, transferred, updated_date }
  const { type = '', adjustment_date = '', source_id = '', amount_minor = '0' } = local
  return { status, reason_code, type, adjustment_date, source_id, amount_minor: BigInt(amount_minor) }
}

function changesOf(staging: Staging, table: StagedTable, was: Row, is: Row): ImportRow['changes'] {
  const currency = textOf(is.currency) || findInvoice(staging, textOf(is.invoice_id))?.currency || ''
  const changes: ImportRow['changes'] = []
  for (const column of Object.keys(table.columns)) {
    if (!(column in was) || was[column] === is[column]) continue
    if (column === 'extra') {
      changes.push(...changesInside(textOf(was[column]), textOf(is[column])))
      continue
    }
    const text = (value: Value | undefined) =>
      typeof value === 'bigint' && column.endsWith('_minor') && currency !== ''
        ? formatMinor(value, currency)
        : textOf(value)
    changes.push({
      field: fieldNames[column] ?? camelCase(column),
      was: text(was[column]),
      is: text(is[column]),
    })
  }
  return changes
}

/** What has no column of its own is kept as one JSON text; a person is shown the fields in it. */
function changesInside(was: string, is: string): ImportRow['changes'] {
  const before = new Map(Object.entries(JSON.parse(was || '{}') as Record<string, Value>))
  const after = new Map(Object.entries(JSON.parse(is || '{}') as Record<string, Value>))
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => before.get(field) !== after.get(field))
    .map((field) => ({ field, was: textOf(before.get(field)), is: textOf(after.get(field)) }))
}

/** Where the ledger's column is not simply the field in another spelling. */
const fieldNames: Readonly<Record<string, string>> = {
  amount_minor: 'amount',
  amount_exact: 'exactAmount',
  tax_minor: 'taxAmount',
  balance_minor: 'balance',
  paid_minor: 'paymentAmount',
  refunded_minor: 'refundAmount',
  adjusted_minor: 'adjustmentAmount',
  service_start: 'serviceStartDate',
  service_end: 'serviceEndDate',
  uom: 'unitOfMeasure',
  transferred: 'transferredToAccounting',
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
}

function textOf(value: Value | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}
