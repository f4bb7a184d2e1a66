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

export interface PageOfFile {
  readonly importId: string
  readonly kind: string
  /** Number of the file in the import. */
  readonly file: number
  readonly verdict: StagedVerdict | 'refused' | ''
  readonly from: number
  readonly limit: number
}

/** A page of the rows of one file in the order of its lines; `verdict` empty for all of them. */
export function readStagedPage(staging: Staging, table: StagedTable, of: PageOfFile): StagedRow[] {
  const { file, verdict, from, limit } = of
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
    found.refused === 1n ? refusedRow(staging, found) : stagedRow(staging, table, of, found),
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
  { importId, kind, file }: PageOfFile,
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
    was:
      verdict === 'changed' && table.table !== 'adjustment'
        ? rowBefore(staging, table, key, importId)
        : undefined,
  }
}

/** What the ledger knows of a fact, or knew before this import was committed. */
function rowBefore(
  staging: Staging,
  { table, kind, key }: StagedTable,
  value: string,
  importId: string,
): Row | undefined {
  const replaced = staging
    .sql<{ content: string }>(
      'select content from ledger.fact_history where kind = ? and fact_id = ? and replaced_by_import_id = ?',
    )
    .get(kind, value, importId)
  if (replaced === undefined)
    return staging.sql<Row>(`select * from ledger.${table} where ${key} = ?`).get(value)
  const content = JSON.parse(replaced.content) as Record<string, string | number | null>
  return Object.fromEntries(
    Object.entries(content).map(([name, was]) => [name, typeof was === 'number' ? BigInt(was) : was]),
  )
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
