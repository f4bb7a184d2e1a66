import type { Rejection } from '@contract/rejection'
import type { Value } from './database'
import type { Staging } from './stagingFile'
import type { StagedTable } from './stagingColumn'

/** A function that stages rows of one file: the line, then the values of `columns` in their order. */
export function stagingInserter(
  staging: Staging,
  table: StagedTable,
  file: number,
  columns: readonly string[],
): (values: Value[]) => void {
  const statement = staging.database.prepare<Value[]>(
    `insert into ${table.table} (file, line, ${columns.join(', ')})
     values (${file}, ${['', ...columns].map(() => '?').join(', ')})`,
  )
  return (values) => {
    statement.run(...values)
  }
}

export interface RefusedRow {
  readonly file: number
  readonly line: number
  readonly kind: string
  readonly key: string
  readonly rejections: readonly Rejection[]
}

export function stageRefused(staging: Staging, row: RefusedRow): void {
  staging
    .sql('insert into refused (file, line, kind, key, rejections) values (?, ?, ?, ?, ?)')
    .run(BigInt(row.file), BigInt(row.line), row.kind, row.key, JSON.stringify(row.rejections))
}

export function stageWarning(staging: Staging, file: number, line: number, warning: Rejection): void {
  staging
    .sql('insert into warned (file, line, warning) values (?, ?, ?)')
    .run(BigInt(file), BigInt(line), JSON.stringify(warning))
}

/** A file that is refused in its middle leaves no row behind. */
export function unstageFile(staging: Staging, table: StagedTable, file: number): void {
  staging.sql(`delete from ${table.table} where file = ?`).run(BigInt(file))
  staging.sql('delete from refused where file = ?').run(BigInt(file))
  staging.sql('delete from warned where file = ?').run(BigInt(file))
}
