import { createHash } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '../../main/ledger/migration/index'
import { seededLedger } from './workplace'

const adjustmentsPerItem = 2

/**
 * The path of a ledger with so many adjustments, closed. Made once and kept in the system's temporary place:
 * seeding takes longer than measuring. Whoever writes works on a copy.
 */
export function ledgerWithAdjustments(count: number): string {
  const schema = createHash('md5').update(JSON.stringify(migrations)).digest('hex').slice(0, 8)
  const path = join(tmpdir(), `contra-bench-${count}-adjustments-${schema}.contra`)
  if (existsSync(path)) return path
  process.stderr.write(`Seeding ${count.toLocaleString('en')} adjustments into ${path} …\n`)
  const making = `${path}.making`
  for (const ending of ['', '-wal', '-shm']) rmSync(making + ending, { force: true })
  const size = { itemCount: count / adjustmentsPerItem, adjustmentCount: count }
  seededLedger(making, size).close()
  renameSync(making, path)
  return path
}
