import type { Rejection } from '@contract/rejection'
import { formatMinor } from '../../engine/money/amount'
import { refuse } from '../../exchange/in/refusal'
import {
  dropStaged,
  findDiffering,
  findDuplicates,
  findOlder,
  findPostedBasis,
  findTaken,
  markKnown,
  type StagedConflict,
} from '../../ledger/stagingCompare'
import { stagedFacts, type StagedTable } from '../../ledger/stagingColumn'
import { stageRefused } from '../../ledger/stagingInsert'
import { hasRows } from '../../ledger/stagingLookup'
import {
  findBalancesThatDisagree,
  findChangedWithItems,
  placeOfInvoice,
  sumOtherSources,
} from '../../ledger/stagingSum'
import type { Preview } from './preview'

/** Columns that never change of a fact: it does not move to another parent or currency. */
const fixed: Readonly<Record<string, readonly (readonly [string, Rejection['code'], string])[]>> = {
  invoice: [['currency', 'row_currency_differs', 'currency']],
  item: [['invoice_id', 'row_parent_differs', 'invoiceId']],
  tax_line: [['item_id', 'row_parent_differs', 'itemId']],
}

/** Says of every staged fact whether it is new, changed or the same, and refuses what cannot stand. */
export function compareFacts(preview: Preview): void {
  for (const table of stagedFacts) {
    if (!hasRows(preview.staging, `main.${table.table}`)) continue
    preview.phase('compare')
    if (preview.repeated.has(table.table)) refuseDuplicates(preview, table)
    if (table.table === 'invoice') {
      refuseStaged(
        preview,
        table,
        findTaken(preview.staging, table, 'number'),
        'row_key_duplicate',
        'invoiceNumber',
      )
    }
    if (!hasRows(preview.staging, `ledger.${table.table}`)) continue
    preview.compared.add(table.table)
    for (const [column, code, field] of fixed[table.table] ?? []) {
      refuseStaged(preview, table, findDiffering(preview.staging, table, column), code, field)
    }
    markKnown(preview.staging, table)
    refuseStaged(
      preview,
      table,
      findOlder(preview.staging, table, preview.asOf),
      'row_older_than_known',
      table.key,
    )
  }
  warnPostedBasis(preview)
  warnSums(preview)
}

export function refuseDuplicates(preview: Preview, table: StagedTable): void {
  refuseStaged(
    preview,
    table,
    findDuplicates(preview.staging, table),
    'row_key_duplicate',
    table.key,
    (line) => `line ${line}`,
  )
}

/** Moves staged rows to the refused ones, with the reason. */
export function refuseStaged(
  preview: Preview,
  table: StagedTable,
  conflicts: readonly StagedConflict[],
  code: Rejection['code'],
  field: string,
  expected: (text: string) => string = (text) => text,
): void {
  for (const conflict of conflicts) {
    const index = Number(conflict.file)
    const place = { file: preview.fileName(index), line: Number(conflict.line), field }
    const why = refuse(code, place, expected(conflict.expected), conflict.found)
    const kind = preview.files[index]?.kind ?? table.kind
    stageRefused(preview.staging, {
      file: index,
      line: place.line,
      kind,
      key: conflict.key,
      rejections: [why],
    })
    dropStaged(preview.staging, table.table, conflict.row)
    preview.countStaged(index, -1)
  }
}

function warnPostedBasis(preview: Preview): void {
  for (const { table, file, line, key, currency, expected, found } of findPostedBasis(preview.staging)) {
    const field = table === 'invoice' ? 'balance' : 'amount'
    const amount = (minor: string) => formatMinor(BigInt(minor), currency)
    const place = { file: preview.fileName(Number(file)), line: Number(line), field }
    const more = { key, currency }
    const warning = refuse('fact_replaces_posted_basis', place, amount(expected), amount(found), more)
    preview.warnRow(Number(file), Number(line), warning)
  }
}

function warnSums(preview: Preview): void {
  preview.phase('sums')
  const hasOthers = hasRows(preview.staging, 'ledger.item')
  const changed = new Set(hasOthers ? findChangedWithItems(preview.staging) : [])
  for (const id of changed) preview.parents.byInvoiceId(id)
  for (const parent of preview.parents.used()) {
    const isTouched =
      parent.itemsMinor !== undefined || parent.taxesMinor !== undefined || changed.has(parent.id)
    if (!isTouched) continue
    const others = hasOthers ? sumOtherSources(preview.staging, parent.id) : { items: null, taxes: null }
    const items = sum(parent.itemsMinor, others.items)
    const taxes = sum(parent.taxesMinor, others.taxes) ?? parent.taxMinor
    if (items === undefined || items + taxes === parent.amountMinor) continue
    const place = placeOfInvoice(preview.staging, parent.id)
    const warning = refuse(
      'sums_disagree',
      {
        file: place === undefined ? '' : preview.fileName(Number(place.file)),
        line: Number(place?.line ?? 0),
        field: 'amount',
      },
      formatMinor(parent.amountMinor, parent.currency),
      formatMinor(items + taxes, parent.currency),
      { invoice: parent.number, currency: parent.currency },
    )
    if (place === undefined) preview.warn(warning)
    else preview.warnRow(Number(place.file), Number(place.line), warning)
  }
  for (const { number, currency, file, line, balanceMinor, sumMinor } of findBalancesThatDisagree(
    preview.staging,
  )) {
    const place = { file: preview.fileName(Number(file)), line: Number(line), field: 'balance' }
    const balance = formatMinor(balanceMinor, currency)
    const more = { invoice: number, currency }
    const warning = refuse('balance_disagrees', place, balance, formatMinor(sumMinor, currency), more)
    preview.warnRow(Number(file), Number(line), warning)
  }
}

function sum(staged: bigint | undefined, other: bigint | null): bigint | undefined {
  if (staged === undefined) return other ?? undefined
  return staged + (other ?? 0n)
}
