import { inTransaction, type Ledger } from '../../main/ledger/database'
import { openLedger } from '../../main/ledger/open'

/** Every row that a posting makes, table by table, as values to bind. */
export type WrittenRows = readonly { readonly table: string; readonly rows: readonly unknown[][] }[]

/** Posts the batch in the ledger at this path, and gives the rows that were written by it. */
export function rowsWritten(path: string, batchId: string, approve: (ledger: Ledger) => void): WrittenRows {
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

export function insertRows(ledger: Ledger, written: WrittenRows): void {
  inTransaction(ledger, () => {
    for (const { table, rows } of written) {
      const marks = rows[0]?.map(() => '?').join(', ')
      const insert = ledger.sql(`insert or fail into ${table} values (${marks})`)
      for (const row of rows) insert.run(row)
    }
  })
}

export function dropTriggers(ledger: Ledger): void {
  const triggers = ledger.sql<{ name: string }>("select name from sqlite_schema where type = 'trigger'").all()
  for (const { name } of triggers) ledger.database.exec(`drop trigger ${name}`)
}
