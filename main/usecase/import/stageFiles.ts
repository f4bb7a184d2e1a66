import type { FactKind } from '@contract/exchange'
import type { Rejection } from '@contract/rejection'
import { rejection } from '@contract/outcome'
import { openTables } from '../../exchange/in'
import { openInputFile } from '../../exchange/in/file'
import { FileRefused, shown } from '../../exchange/in/refusal'
import { rowReader } from '../../exchange/in/row'
import type { Table } from '../../exchange/in/table'
import { keepUnmapped } from '../../ledger/stagingCompare'
import { stagedTableOf } from '../../ledger/stagingColumn'
import { stagingInserter, stageRefused, unstageFile } from '../../ledger/stagingInsert'
import { indexStaged } from '../../ledger/stagingLookup'
import { fileHash } from './fileHash'
import type { FileState } from './importState'
import type { Preview } from './preview'
import { accountStager } from './stageAccount'
import { adjustmentStager } from './stageAdjustment'
import { accountingCodeStager, reasonCodeStager } from './stageCode'
import { invoiceStager } from './stageInvoice'
import { itemStager } from './stageItem'
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
    if (files.length > 0) indexStaged(preview.staging, stagedTableOf(kind).table)
    if (files.length > 0) for (const file of files) keepKnownColumns(preview, file, kind)
  }
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
    preview.replaceFile(file, { rejections: [error.rejection] })
  }
}

function stageTable(preview: Preview, file: FileState, table: Table): void {
  if (file.mapping === null || file.kind === '') return
  const { staging } = preview
  const reader = rowReader(table, file.mapping)
  let rounded = 0
  const work: StagingWork = {
    context: preview.context,
    staging,
    parents: preview.parents,
    asOf: preview.asOf,
    file: file.index,
    reader,
    warn: (line, warning) => preview.warnRow(file.index, line, warning),
    countRounded: () => {
      rounded += 1
    },
  }
  const stager = stagers[file.kind](work)
  const insert = stagingInserter(staging, stager.table, file.index, stager.columns)
  const refuseRow = (line: number, key: string, rejections: readonly Rejection[]) =>
    stageRefused(staging, { file: file.index, line, kind: reader.kind.kind, key, rejections })
  for (const batch of table.read()) {
    preview.advance(file)
    for (let index = 0; index < batch.rows.length; index += 1) {
      const cells = batch.rows[index] ?? []
      const line = batch.lines[index] ?? 0
      const row = reader.read(cells, line, batch.types?.[index])
      if ('rejections' in row) {
        refuseRow(line, reader.written(cells, keyField(file.kind)), row.rejections)
        continue
      }
      const staged = stager.stage(row)
      if (staged instanceof Refused) refuseRow(line, stager.keyOf(row), staged.rejections)
      else insert(staged)
    }
  }
  preview.given.set(file.index, stager.given)
  if (rounded > 0) preview.warnFile(file, 'fact_rounded', rounded)
}

function keyField(kind: FactKind): string {
  return kind === 'accountingCode' || kind === 'reasonCode' || kind === 'period' ? 'name' : 'id'
}

function keepKnownColumns(preview: Preview, file: FileState, kind: FactKind): void {
  const given = preview.given.get(file.index) ?? []
  if (given.length > 0) keepUnmapped(preview.staging, stagedTableOf(kind), file.index, given)
}
