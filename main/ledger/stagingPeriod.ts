import type { PeriodState } from '../engine/fact'
import { verdictNumber } from './stagingColumn'
import type { Staging } from './stagingFile'

export interface StagedNewPeriod {
  readonly file: number
  readonly line: number
  readonly name: string
  readonly start: string
  readonly end: string
  readonly state: PeriodState
}

/** Periods that the ledger does not know, of all files of the import. */
export function listNewPeriods(staging: Staging): StagedNewPeriod[] {
  return staging
    .sql<Omit<StagedNewPeriod, 'file' | 'line'> & { file: bigint; line: bigint }>(
      `select file, line, name, start_date as start, end_date as end, state from period
       where verdict = ${verdictNumber.new} order by start_date`,
    )
    .all()
    .map((row) => ({ ...row, file: Number(row.file), line: Number(row.line) }))
}

export function unstagePeriod(staging: Staging, file: number, line: number): void {
  staging.sql('delete from period where file = ? and line = ?').run(BigInt(file), BigInt(line))
}
