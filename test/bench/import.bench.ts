import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger } from '../../main/ledger/open'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { idFactory } from '../../main/platform/id'
import { fixedClock } from '../../main/platform/clock'
import type { JobContext } from '../../main/usecase/context'
import { importHandlers } from '../../main/usecase/importHandlers'

// Import of item rows with 15 columns: preview and commit, against `sqlite3 .import` (its defaults, WAL)
// of the same file into a table with the same live indexes. Usage: import.bench [rows] [runs]

const asOf = '2026-11-19T00:00:00.000Z'
const clock = fixedClock('2026-11-20T10:00:00.000Z')
const itemsPerInvoice = 10

interface Run {
  readonly previewMs: number
  readonly commitMs: number
  readonly cliMs: number | undefined
}

function id(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

function centsOfItem(row: number): number {
  return 1000 + (row % 99_991)
}

function amountOfInvoice(invoice: number, rows: number): number {
  let sum = 0
  for (let row = invoice * itemsPerInvoice; row < Math.min((invoice + 1) * itemsPerInvoice, rows); row += 1)
    sum += centsOfItem(row)
  return sum
}

function writeItems(path: string, rows: number): void {
  const file = openSync(path, 'w')
  const header = 'Id,InvoiceId,ChargeName,ChargeAmount,TaxAmount,ProcessingType,ChargeDate,ServiceStartDate,'
  let text = `${header}ServiceEndDate,Quantity,UnitPrice,UOM,SKU,SubscriptionId,AccountingCode\n`
  for (let row = 0; row < rows; row += 1) {
    const invoice = id(`invoice ${(row - (row % itemsPerInvoice)) / itemsPerInvoice}`)
    const cents = String(centsOfItem(row))
    const amount = `${cents.slice(0, -2)}.${cents.slice(-2)}`
    text += `${id(`item ${row}`)},${invoice},Monthly Charge ${row % 97},${amount},0,`
    text += `Charge,2026-01-15,2026-01-01,2026-01-31,${1 + (row % 20)},${row % 500}.25,Each,SKU-${row % 300},`
    text += `A-S${String(row % 5000).padStart(8, '0')},Revenue\n`
    if (text.length > 1_000_000) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
}

function ledgerWithInvoices(path: string, rows: number): Ledger {
  const ledger = createLedger(path, {
    ledgerId: '01BENCH0000000000000000000',
    kind: 'live',
    name: 'Bench',
    code: 'BNCH',
    createdAt: asOf,
  })
  inTransaction(ledger, () => {
    ledger
      .sql(
        `insert into account (id, number, name, currency, status, is_placeholder, as_of, import_id)
         values ('A', 'A', 'A', 'USD', 'Active', 0, ?, '')`,
      )
      .run(asOf)
    const insert = ledger.sql(
      `insert into invoice (id, number, account_id, status, currency, invoice_date, due_date, amount_minor, tax_minor,
         balance_minor, paid_minor, refunded_minor, as_of, import_id, current_balance_minor)
       values (?, ?, 'A', 'Posted', 'USD', '2026-01-15', '2026-02-15', ?, 0, ?, 0, 0, ?, '', ?)`,
    )
    for (let invoice = 0; invoice < rows / itemsPerInvoice; invoice += 1) {
      const total = BigInt(amountOfInvoice(invoice, rows))
      insert.run(
        id(`invoice ${invoice}`),
        `INV${String(invoice).padStart(8, '0')}`,
        total,
        total,
        asOf,
        total,
      )
    }
  })
  return ledger
}

function commandLineImport(csv: string, folder: string): number | undefined {
  const path = join(folder, 'cli.db')
  rmSync(path, { force: true })
  const columns =
    'id text primary key, invoice_id text, name text, amount text, tax text, processing_type text, charge_date text, ' +
    'service_start text, service_end text, quantity text, unit_price text, uom text, sku text, subscription_id text, accounting_code text'
  const schema = `pragma journal_mode=wal; create table item (${columns}); create index item_of_invoice on item (invoice_id, id);`
  try {
    execFileSync('sqlite3', [path, schema], { stdio: 'pipe' })
  } catch {
    return undefined
  }
  const start = performance.now()
  execFileSync('sqlite3', [path, `.import --csv --skip 1 ${csv} item`], { stdio: 'pipe' })
  return performance.now() - start
}

function appImport(csv: string, folder: string, rows: number): { previewMs: number; commitMs: number } {
  const path = join(folder, 'bench.contra')
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  const ledger = ledgerWithInvoices(path, rows)
  ledger.database.pragma('wal_checkpoint(truncate)')
  const context: JobContext = {
    ledger,
    person: { id: 'preparer', name: 'Pat Preparer', rights: ['prepare'] },
    clock,
    newId: idFactory(clock),
    file: () => ({ path: csv, name: 'items.csv', bytes: 0, isFolder: false }),
    newFile: (name) => ({ handle: name, path: join(folder, name) }),
    stagingFolder: join(folder, 'staging'),
    progress: () => undefined,
    isCancelled: () => false,
    beginCommit: () => true,
  }
  const start = performance.now()
  const view = required(importHandlers.startImport(context, { files: ['handle-of-the-items'] }))
  required(importHandlers.previewImport(context, { importId: view.importId, asOf }))
  const middle = performance.now()
  required(importHandlers.commitImport(context, { commandId: context.newId(), importId: view.importId }))
  const end = performance.now()
  const found = ledger.sql<{ rows: bigint }>('select count(*) as rows from item').get()
  if (found?.rows !== BigInt(rows)) throw new Error(`Only ${String(found?.rows)} rows came in`)
  ledger.close()
  return { previewMs: middle - start, commitMs: end - middle }
}

function required<Value>(outcome: { ok: true; value: Value } | { ok: false; rejections: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.rejections))
  return outcome.value
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[(values.length - 1) >> 1] ?? 0
}

export function importBench(rows: number, runs: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'contra-bench-'))
  try {
    const csv = join(folder, 'items.csv')
    writeItems(csv, rows)
    const found: Run[] = []
    for (let run = 0; run < runs; run += 1) {
      const cliMs = commandLineImport(csv, folder)
      found.push({ ...appImport(csv, folder, rows), cliMs })
    }
    report(rows, found)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function report(rows: number, runs: readonly Run[]): void {
  const preview = median(runs.map(({ previewMs }) => previewMs))
  const commit = median(runs.map(({ commitMs }) => commitMs))
  const both = median(runs.map(({ previewMs, commitMs }) => previewMs + commitMs))
  const cli = runs.every(({ cliMs }) => cliMs !== undefined)
    ? median(runs.map(({ cliMs }) => cliMs ?? 0))
    : undefined
  const ratio = (milliseconds: number) =>
    cli === undefined ? 'no sqlite3 here' : `${(milliseconds / cli).toFixed(2)}×`
  const peak = process.resourceUsage().maxRSS / 1024
  process.stdout.write(
    [
      `import of ${rows} items, median of ${runs.length}`,
      `  sqlite3 .import   ${cli === undefined ? '-' : cli.toFixed(0)} ms`,
      `  preview           ${preview.toFixed(0)} ms  ${ratio(preview)}`,
      `  commit            ${commit.toFixed(0)} ms  ${ratio(commit)}`,
      `  preview + commit  ${both.toFixed(0)} ms  ${ratio(both)}`,
      `  peak memory       ${peak.toFixed(0)} MB`,
      '',
    ].join('\n'),
  )
}
