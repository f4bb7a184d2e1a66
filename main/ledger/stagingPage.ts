import type { Rejection } from '@contract/rejection'
import type { Row, Value } from './database'
import type { Staging } from './stagingFile'
import { verdictNames, verdictNumber, type StagedTable, type StagedVerdict } from './stagingColumn'

/** A staged or refused row for the preview. */
export interface StagedRow {
  readonly line: number
  readonly kind: string
  readonly key: string
  readonly verdict: StagedVerdict | 'refused'
  readonly rejections: Rejection[]
  readonly warnings: Rejection[]
  /** The staged columns, and the ledger's beside them where it has the fact; empty for a refused row. */
  readonly is: Row
  readonly was: Row | undefined
}

interface FoundRow {
  row: bigint
  line: bigint
  refused: bigint
}

/** A page of the rows of one file in the order of its lines; `verdict` empty for all of them. */
export function readStagedPage(
  staging: Staging,
  table: StagedTable,
  kind: string,
  file: number,
  verdict: StagedVerdict | 'refused' | '',
  from: number,
  limit: number,
): StagedRow[] {
  const staged = `select row, line, 0 as refused from main.${table.table} where file = ?1`
  const refused = `select row, line, 1 as refused from refused where file = ?1`
  const source =
    verdict === 'refused'
      ? refused
      : verdict === ''
        ? `${staged} union all ${refused}`
        : `${staged} and verdict = ${verdictNumber[verdict]}`
  const rows = staging
    .sql<FoundRow>(`select * from (${source}) order by line, row limit ?2 offset ?3`)
    .all({ 1: BigInt(file), 2: BigInt(limit), 3: BigInt(from) })
  return rows.map((found) =>
    found.refused === 1n ? refusedRow(staging, found) : stagedRow(staging, table, kind, file, found),
  )
}

function refusedRow(staging: Staging, { row, line }: FoundRow): StagedRow {
  const found = staging
    .sql<{ kind: string; key: string; rejections: string }>(
      'select kind, key, rejections from refused where row = ?',
    )
    .get(row)
  return {
    line: Number(line),
    kind: found?.kind ?? '',
    key: found?.key ?? '',
    verdict: 'refused',
    rejections: JSON.parse(found?.rejections ?? '[]') as Rejection[],
    warnings: [],
    is: {},
    was: undefined,
  }
}

function stagedRow(
  staging: Staging,
  table: StagedTable,
  kind: string,
  file: number,
  { row, line }: FoundRow,
): StagedRow {
  const is = staging.sql<Row>(`select * from main.${table.table} where row = ?`).get(row) ?? {}
  const key = textOf(is[table.key])
  const verdict = verdictNames[Number(is.verdict)] ?? 'new'
  return {
    line: Number(line),
    kind,
    key,
    verdict,
    rejections: [],
    warnings: staging
      .sql<{ warning: string }>('select warning from warned where file = ? and line = ?')
      .all(BigInt(file), line)
      .map(({ warning }) => JSON.parse(warning) as Rejection),
    is,
    was: verdict === 'changed' && table.table !== 'adjustment' ? ledgerRow(staging, table, key) : undefined,
  }
}

function ledgerRow(staging: Staging, { table, key }: StagedTable, value: string): Row | undefined {
  return staging.sql<Row>(`select * from ledger.${table} where ${key} = ?`).get(value)
}

function textOf(value: Value | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

/** Lines of the rows of a file that were refused, with the reasons, by line. */
export function readRefused(staging: Staging, file: number): Map<number, Rejection[]> {
  const rows = staging
    .sql<{ line: bigint; rejections: string }>(
      'select line, rejections from refused where file = ? order by row',
    )
    .all(BigInt(file))
  return new Map(rows.map(({ line, rejections }) => [Number(line), JSON.parse(rejections) as Rejection[]]))
}
