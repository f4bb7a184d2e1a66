import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { inTransaction } from '../../main/ledger/database'
import { openLedger } from '../../main/ledger/open'
import { importHandlers } from '../../main/usecase/importHandlers'
import {
  missingFinding,
  plainFinding,
  ratioFinding,
  sized,
  takeTurns,
  timeOf,
  type Bench,
  type Extent,
  type Finding,
} from './measure'
import { clock, contextOf, copyOf, emptyLedger, inFolder, newId, personOf, valueOf } from './workplace'

// Import of item rows with 15 columns, for invoices that the ledger has: preview and commit, with history
// and audit, against `sqlite3 .import` of the same file into a table with the same live indexes.

const itemsPerInvoice = 10
const against = '`sqlite3 .import` (its defaults, WAL), same indexes'

export const importBench: Bench = {
  name: 'import',
  run: (extent) => inFolder((folder) => measureImport(folder, extent, sized(extent, 200_000))),
}

export const largeImportBench: Bench = {
  name: 'import-large',
  isLarge: true,
  run: (extent) => inFolder((folder) => measureImport(folder, extent, sized(extent, 1_000_000))),
}

function measureImport(folder: string, extent: Extent, rows: number): Finding[] {
  const csv = join(folder, 'items.csv')
  const before = join(folder, 'before.contra')
  writeItems(csv, rows)
  ledgerOfInvoices(before, rows)
  const isGoal = rows <= 200_000
  const what = `import of ${rows.toLocaleString('en')} items: preview and commit`
  let commitMilliseconds = 0
  const both = () => {
    const times = importOnce(csv, copyOf(before, join(folder, 'turn.contra')), folder, rows)
    commitMilliseconds = times.commit
    return times.preview + times.commit
  }
  if (!hasSqlite()) return [missingFinding(what, 'there is no sqlite3 on this machine')]
  const times = takeTurns(extent.turns, {
    cli: () => importByCommandLine(csv, folder),
    both,
    commit: () => commitMilliseconds,
  })
  const peak = process.resourceUsage().maxRSS / 1024
  return [
    ratioFinding(what, against, [times.both, times.cli], isGoal ? 1.3 : undefined),
    ratioFinding('  the commit alone', against, [times.commit, times.cli], isGoal ? 0.8 : undefined),
    plainFinding('  peak memory of the process', 'aim of 400 MB for a million', { value: peak, unit: 'MB' }),
  ]
}

function importOnce(
  csv: string,
  ledgerPath: string,
  folder: string,
  rows: number,
): { preview: number; commit: number } {
  const ledger = openLedger(ledgerPath, 'write')
  const file = { path: csv, name: 'items.csv', bytes: statSync(csv).size, isFolder: false }
  const context = contextOf(ledger, personOf('pat'), folder, { items: file })
  let importId = ''
  const preview = timeOf(() => {
    importId = valueOf(importHandlers.startImport(context, { files: ['items'] })).importId
    const view = valueOf(importHandlers.previewImport(context, { importId, asOf: clock.now() }))
    if (view.counts[0]?.new !== rows || view.warnings.length > 0) throw new Error(JSON.stringify(view))
  })
  const commit = timeOf(() => {
    valueOf(importHandlers.commitImport(context, { commandId: newId(), importId }))
  })
  valueOf(importHandlers.discardImport(context, { importId }))
  ledger.close()
  return { preview, commit }
}

function hasSqlite(): boolean {
  try {
    execFileSync('sqlite3', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const columns =
  'id text primary key, invoice_id text, name text, amount text, tax text, processing_type text, charge_date text, ' +
  'service_start text, service_end text, quantity text, unit_price text, uom text, sku text, subscription_id text, ' +
  'accounting_code text'

function importByCommandLine(csv: string, folder: string): number {
  const path = join(folder, 'baseline.db')
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
  const index = 'create index item_of_invoice on item (invoice_id, id)'
  execFileSync('sqlite3', [path, `pragma journal_mode = wal; create table item (${columns}); ${index};`])
  return timeOf(() => {
    execFileSync('sqlite3', [path, `.import --csv --skip 1 ${csv} item`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  })
}

export function writeItems(path: string, rows: number): void {
  const header =
    'Id,InvoiceId,ChargeName,ChargeAmount,TaxAmount,ProcessingType,ChargeDate,ServiceStartDate,ServiceEndDate,' +
    'Quantity,UnitPrice,UOM,SKU,SubscriptionId,AccountingCode\n'
  const file = openSync(path, 'w')
  writeSync(file, header)
  let text = ''
  for (let row = 0; row < rows; row += 1) {
    const cents = String(centsOf(row))
    const amount = `${cents.slice(0, -2)}.${cents.slice(-2)}`
    text += `${idOf(`item ${row}`)},${idOf(`invoice ${invoiceOf(row)}`)},Monthly Charge ${row % 97},${amount},0,Charge,`
    text += `2026-01-15,2026-01-01,2026-01-31,${1 + (row % 20)},${row % 500}.25,Each,SKU-${row % 300},`
    text += `A-S${String(row % 5000).padStart(8, '0')},Revenue\n`
    if (text.length < 1_000_000 && row + 1 < rows) continue
    writeSync(file, text)
    text = ''
  }
  closeSync(file)
}

/** A live ledger with the invoices whose items the file brings; their amounts agree with them. */
export function ledgerOfInvoices(path: string, rows: number): void {
  const ledger = emptyLedger(path, 'live')
  const asOf = '2026-11-01T00:00:00.000Z'
  inTransaction(ledger, () => {
    ledger
      .sql(
        `insert into account (id, number, name, currency, status, is_placeholder, as_of, import_id)
         values ('A', 'A1', 'Acme', 'USD', 'Active', 0, ?, '')`,
      )
      .run(asOf)
    const insert = ledger.sql(
      `insert into invoice (id, number, account_id, status, currency, invoice_date, due_date, amount_minor, tax_minor,
         balance_minor, paid_minor, refunded_minor, as_of, import_id, current_balance_minor)
       values (?, ?, 'A', 'Posted', 'USD', '2026-01-15', '2026-02-15', ?, 0, ?, 0, 0, ?, '', ?)`,
    )
    let sum = 0
    for (let row = 0; row < rows; row += 1) {
      sum += centsOf(row)
      if (row + 1 < rows && invoiceOf(row + 1) === invoiceOf(row)) continue
      const number = `INV${String(invoiceOf(row)).padStart(8, '0')}`
      insert.run(idOf(`invoice ${invoiceOf(row)}`), number, BigInt(sum), BigInt(sum), asOf, BigInt(sum))
      sum = 0
    }
  })
  ledger.close()
}

function invoiceOf(row: number): number {
  return (row - (row % itemsPerInvoice)) / itemsPerInvoice
}

function centsOf(row: number): number {
  return 1000 + (row % 99_991)
}

function idOf(name: string): string {
  return createHash('md5').update(name).digest('hex')
}
