import type { FactKind } from '@contract/exchange'
import type { Rejection } from '@contract/rejection'
import { rejection } from '@contract/outcome'
import { openTables } from '../../exchange/in'
import { openInputFile } from '../../exchange/in/file'
import { formatMinor } from '../../engine/money/amount'
import { FileRefused, refuse, shown } from '../../exchange/in/refusal'
import { rowReader } from '../../exchange/in/row'
import type { Table } from '../../exchange/in/table'
import { keepUnmapped } from '../../ledger/stagingCompare'
import { stagedTableOf } from '../../ledger/stagingColumn'
import { stagingInserter, stageRefused, unstageFile } from '../../ledger/stagingInsert'
import { hasRows, indexStaged } from '../../ledger/stagingLookup'
import { fileHash } from './fileHash'
import type { FileState } from './importState'
import type { Preview } from './preview'
import { accountStager } from './stageAccount'
import { adjustmentStager } from './stageAdjustment'
import { accountingCodeStager, reasonCodeStager } from './stageCode'
import { invoiceStager } from './stageInvoice'
import { itemStager } from './stageItem'
import { refusePeriodsOutOfLine } from './refusePeriodsOutOfLine'
import { periodStager } from './stagePeriod'
import { Refused, type Stager, type StagingWork } from './stager'
import { taxLineStager } from './stageTaxLine'

/** Parents before what rests on them. */
const order: readonly FactKind[] = [
  'accountingCode',
  'reasonCode',
  'period',
  'account',
  'invoice',
  'item',
  'taxLine',
  'invoiceAdjustment',
  'invoiceItemAdjustment',
]

const stagers: Readonly<Record<FactKind, (work: StagingWork) => Stager>> = {
  accountingCode: accountingCodeStager,
  reasonCode: reasonCodeStager,
  period: periodStager,
  account: accountStager,
  invoice: invoiceStager,
  item: itemStager,
  taxLine: taxLineStager,
  invoiceAdjustment: (work) => adjustmentStager(work, 'invoiceAdjustment'),
  invoiceItemAdjustment: (work) => adjustmentStager(work, 'invoiceItemAdjustment'),
}

/** Reads every file that has a mapping into the staging file, once. */
export function stageFiles(preview: Preview): void {
  for (const kind of order) {
    const files = preview.files.filter(
      (file) => file.kind === kind && file.mapping !== null && file.rejections.length === 0,
    )
    for (const file of files) stageOne(preview, file)
    if (kind === 'period' && files.length > 0) refusePeriodsOutOfLine(preview)
    const { table } = stagedTableOf(kind)
    if (files.length > 0 && needsIndex(preview, table)) indexStaged(preview.staging, table)
    for (const file of files) keepKnownColumns(preview, file, kind)
  }
}

/** Of the two tables that can be long, an index is only made when something will look rows up. */
function needsIndex(preview: Preview, table: string): boolean {
  if (table !== 'item' && table !== 'tax_line') return true
  const rest = ['taxLine', 'invoiceAdjustment', 'invoiceItemAdjustment']
  return (
    preview.repeated.has(table) ||
    hasRows(preview.staging, `ledger.${table}`) ||
    preview.files.some(({ kind }) => rest.includes(kind))
  )
}

function stageOne(preview: Preview, file: FileState): void {
  try {
    const open = preview.context.file(file.handle)
    if (open === undefined)
      throw new FileRefused(rejection('file_unreadable', file.name.slice(0, 200), { file: shown(file.name) }))
    const input = openInputFile(open.path, open.name)
    preview.replaceFile(file, { hash: fileHash(input) })
    const table = openTables(input, file.mapping?.encoding).find(({ part }) => part === file.part)
    if (table !== undefined) stageTable(preview, file, table)
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    unstageFile(preview.staging, stagedTableOf(file.kind === '' ? 'item' : file.kind), file.index)
    preview.staged.delete(file.index)
    preview.replaceFile(file, { rejections: [error.rejection] })
  }
}

function stageTable(preview: Preview, file: FileState, table: Table): void {
  if (file.mapping === null || file.kind === '') return
  const { staging } = preview
  const reader = rowReader(table, file.mapping)
  const work: StagingWork = {
    context: preview.context,
    staging,
    parents: preview.parents,
    asOf: preview.asOf,
    file: file.index,
    reader,
    warn: (line, warning) => preview.warnRow(file.index, line, warning),
    warnRounded: (line, field, { minor, exact }, currency) => {
      const warning = refuse('fact_rounded', reader.place(line, field), formatMinor(minor, currency), exact)
      preview.warnRow(file.index, line, warning)
    },
  }
  const stager = stagers[file.kind](work)
  const insert = stagingInserter(staging, stager.table, file.index, stager.columns)
  const refuseRow = (line: number, key: string, rejections: readonly Rejection[]) =>
    stageRefused(staging, { file: file.index, line, kind: reader.kind.kind, key, rejections })
  const keys = preview.keysOf(stager.table.table)
  for (const batch of table.read()) {
    preview.advance(file)
    let staged = 0
    for (let index = 0; index < batch.rows.length; index += 1) {
      const cells = batch.rows[index] ?? []
      const line = batch.lines[index] ?? 0
      const row = reader.read(cells, line, batch.types?.[index], batch.isPlain)
      if ('rejections' in row) {
        refuseRow(line, reader.written(cells, keyField(file.kind)), row.rejections)
        continue
      }
      const values = stager.stage(row)
      if (values instanceof Refused) {
        refuseRow(line, stager.keyOf(row), values.rejections)
        continue
      }
      if (keys.add(stager.keyOf(row))) preview.repeated.add(stager.table.table)
      insert(values)
      staged += 1
    }
    preview.countStaged(file.index, staged)
  }
  preview.given.set(file.index, stager.given)
}

function keyField(kind: FactKind): string {
  return kind === 'accountingCode' || kind === 'reasonCode' || kind === 'period' ? 'name' : 'id'
}

function keepKnownColumns(preview: Preview, file: FileState, kind: FactKind): void {
  const given = preview.given.get(file.index) ?? []
  if (given.length > 0) keepUnmapped(preview.staging, stagedTableOf(kind), file.index, given)
}
