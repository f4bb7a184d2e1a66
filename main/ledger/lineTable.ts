import type { Line, LineContent } from '@contract/line'
import { toNumber, type Ledger } from './database'
import { idList } from './idList'

interface LineSqlRow {
  id: string
  position: bigint
  provisional_number: string
  content: string
}

const selectLine = 'select id, position, provisional_number, content from line'

function lineOf(row: LineSqlRow): Line {
  const content = JSON.parse(row.content) as LineContent
  return {
    ...content,
    lineId: row.id,
    position: toNumber(row.position),
    provisionalNumber: row.provisional_number,
  }
}

/** What is kept of a line as JSON: all but its id, place and number. */
export function contentOfLine(line: Line): LineContent {
  const { lineId: _lineId, position: _position, provisionalNumber: _number, ...content } = line
  return content
}

/** All lines of a batch in their order. */
export function listBatchLines(ledger: Ledger, batchId: string): Line[] {
  return ledger
    .sql<LineSqlRow>(`${selectLine} where batch_id = ? order by position, id`)
    .all(batchId)
    .map(lineOf)
}

export function listLinesOfInvoices(ledger: Ledger, batchId: string, invoiceIds: Iterable<string>): Line[] {
  return ledger
    .sql<LineSqlRow>(
      `${selectLine} where batch_id = ? and invoice_id in (select value from json_each(?)) order by position, id`,
    )
    .all(batchId, idList(invoiceIds))
    .map(lineOf)
}

export function listLinesById(ledger: Ledger, batchId: string, lineIds: Iterable<string>): Line[] {
  return ledger
    .sql<LineSqlRow>(
      `${selectLine} where id in (select value from json_each(?)) and batch_id = ? order by position, id`,
    )
    .all(idList(lineIds), batchId)
    .map(lineOf)
}

export function lastPosition(ledger: Ledger, batchId: string): number {
  const row = ledger
    .sql<{ last: bigint | null }>('select max(position) as last from line where batch_id = ?')
    .get(batchId)
  return toNumber(row?.last)
}

export function countLines(ledger: Ledger, batchId: string): number {
  return toNumber(
    ledger.sql<{ count: bigint }>('select count(*) as count from line where batch_id = ?').get(batchId)
      ?.count,
  )
}

export function insertLine(ledger: Ledger, batchId: string, line: Line): void {
  ledger
    .sql(
      `insert or fail into line (id, batch_id, position, invoice_id, source_id, adjustment_id, provisional_number, content)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      line.lineId,
      batchId,
      BigInt(line.position),
      line.invoiceId,
      line.sourceId,
      line.adjustmentId || line.reversesId,
      line.provisionalNumber,
      JSON.stringify(contentOfLine(line)),
    )
}

export function updateLine(ledger: Ledger, line: Line): void {
  ledger
    .sql('update or fail line set content = ?, invoice_id = ?, source_id = ?, adjustment_id = ? where id = ?')
    .run(
      JSON.stringify(contentOfLine(line)),
      line.invoiceId,
      line.sourceId,
      line.adjustmentId || line.reversesId,
      line.lineId,
    )
}

export function deleteLine(ledger: Ledger, lineId: string): void {
  ledger.sql('delete from line where id = ?').run(lineId)
}

export function setProvisionalNumber(ledger: Ledger, lineId: string, provisionalNumber: string): void {
  ledger.sql('update line set provisional_number = ? where id = ?').run(provisionalNumber, lineId)
}

/** Ids of lines that stand in another batch here. */
export function findLinesOfOtherBatches(
  ledger: Ledger,
  batchId: string,
  lineIds: Iterable<string>,
): string[] {
  return ledger
    .sql<{ id: string }>(
      'select id from line where id in (select value from json_each(?)) and batch_id <> ? order by id',
    )
    .all(idList(lineIds), batchId)
    .map(({ id }) => id)
}

/** Lines here that have these provisional numbers. */
export function findLinesOfNumbers(
  ledger: Ledger,
  numbers: Iterable<string>,
): { readonly lineId: string; readonly number: string }[] {
  return ledger
    .sql<{ lineId: string; number: string }>(
      `select id as lineId, provisional_number as number from line
       where provisional_number in (select value from json_each(?)) order by id`,
    )
    .all(idList(numbers))
}

/** Takes all lines out of a draft, their claims with them. */
export function deleteLinesOfBatch(ledger: Ledger, batchId: string): void {
  ledger.sql('delete from line where batch_id = ?').run(batchId)
}
