import { join } from 'node:path'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { openLedger } from '../../main/ledger/open'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { insertInvoices } from './benchInvoice'
import { submitted } from './draft'
import { ratioFinding, sized, takeTurns, timeOf, type Bench, type Extent, type Finding } from './measure'
import { contextOf, copyOf, inFolder, newId, personOf, seededLedger, valueOf } from './workplace'

const itemsPerInvoice = 5

/** Check and post a batch of 10,000 lines, against the same rows written by prepared inserts alone. */
export const postBench: Bench = {
  name: 'post',
  run: (extent) => inFolder((folder) => measurePost(folder, extent)),
}

function measurePost(folder: string, extent: Extent): Finding[] {
  const lineCount = sized(extent, 10_000)
  const before = join(folder, 'before.contra')
  const batch = prepareBatch(before, folder, lineCount)
  const approve = (ledger: Ledger) => {
    const { batchId, revision, contentHash } = batch
    const input = { commandId: newId(), batchId, revision, contentHash, comment: '', confirmed: [] }
    valueOf(approveBatch(contextOf(ledger, personOf('robin'), folder), input))
  }
  const rows = rowsWritten(copyOf(before, join(folder, 'written.contra')), batch.batchId, approve)
  const onCopy = (work: (ledger: Ledger) => void, prepare: (ledger: Ledger) => void = () => undefined) => {
    const ledger = openLedger(copyOf(before, join(folder, 'turn.contra')), 'write')
    prepare(ledger)
    const time = timeOf(() => work(ledger))
    ledger.close()
    return time
  }
  const times = takeTurns(extent.turns, {
    post: () => onCopy(approve),
    inserts: () => onCopy((ledger) => insertRows(ledger, rows), dropTriggers),
    guarded: () => onCopy((ledger) => insertRows(ledger, rows)),
  })
  const what = `check and post a batch of ${lineCount.toLocaleString('en')} lines`
  const inserts = 'prepared inserts of the same rows, one transaction, same indexes'
  return [
    ratioFinding(what, inserts, [times.post, times.inserts], 3),
    ratioFinding(what, `${inserts} and triggers`, [times.post, times.guarded]),
  ]
}

function prepareBatch(path: string, folder: string, lineCount: number) {
  const ledger = seededLedger(path)
  const invoices = insertInvoices(ledger, lineCount / itemsPerInvoice, itemsPerInvoice)
  const batch = submitted(contextOf(ledger, personOf('pat'), folder), 'Bench', invoices)
  ledger.close()
  return batch
}

/** Every row that the posting makes, table by table, as values to bind. */
type WrittenRows = readonly { readonly table: string; readonly rows: readonly unknown[][] }[]

function rowsWritten(path: string, batchId: string, approve: (ledger: Ledger) => void): WrittenRows {
  const ledger = openLedger(path, 'write')
  const last = (table: string) => ledger.sql<{ n: bigint }>(`select max(rowid) as n from ${table}`).get()?.n
  const [auditBefore, commandBefore, eventBefore] = [last('audit'), last('command'), last('batch_event')]
  approve(ledger)
  const posted = '(select id from adjustment where batch_id = ?)'
  const journals = `(select id from journal where adjustment_id in ${posted})`
  const read = (table: string, where: string, value: unknown) => ({
    table,
    rows: ledger.sql<unknown[]>(`select * from ${table} where ${where}`).raw().all(value),
  })
  const written = [
    read('adjustment', 'batch_id = ?', batchId),
    read('adjustment_event', `adjustment_id in ${posted}`, batchId),
    read('adjustment_state', `adjustment_id in ${posted}`, batchId),
    read('journal_entry', `journal_id in ${journals}`, batchId),
    read('journal', `adjustment_id in ${posted}`, batchId),
    read('batch_event', 'rowid > ?', eventBefore),
    read('audit', 'rowid > ?', auditBefore),
    read('command', 'rowid > ?', commandBefore),
  ]
  ledger.close()
  return written
}

function insertRows(ledger: Ledger, written: WrittenRows): void {
  inTransaction(ledger, () => {
    for (const { table, rows } of written) {
      const marks = rows[0]?.map(() => '?').join(', ')
      const insert = ledger.sql(`insert or fail into ${table} values (${marks})`)
      for (const row of rows) insert.run(row)
    }
  })
}

function dropTriggers(ledger: Ledger): void {
  const triggers = ledger.sql<{ name: string }>("select name from sqlite_schema where type = 'trigger'").all()
  for (const { name } of triggers) ledger.database.exec(`drop trigger ${name}`)
}
