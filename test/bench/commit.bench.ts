import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { inTransaction } from '../../main/ledger/database'
import { advanceFactVersion } from '../../main/ledger/ledgerTable'
import { renameBatch } from '../../main/usecase/batch/renameBatch'
import { newDraft } from './draft'
import { ratioFinding, takeTurns, timeOf, type Bench, type Extent, type Finding } from './measure'
import { contextOf, inFolder, newId, personOf, seededLedger, valueOf } from './workplace'

const writesPerTurn = 200
const pageBytes = 4096
const plainPages = 1000

/** What it costs to be sure that a change is on the disk, against the least that any program can do. */
export const commitBench: Bench = {
  name: 'commit',
  run: (extent) => inFolder((folder) => measureCommit(folder, extent)),
}

function measureCommit(folder: string, extent: Extent): Finding[] {
  const ledger = seededLedger(join(folder, 'commit.contra'))
  const context = contextOf(ledger, personOf('pat'), folder)
  const { batchId } = newDraft(context, 'Bench')
  const page = Buffer.alloc(pageBytes, 7)
  const plain = plainFile(join(folder, 'plain'))
  let place = 0
  const one = (work: () => void) => () => {
    const time = timeOf(() => {
      for (let count = 0; count < writesPerTurn; count += 1) work()
    })
    return time / writesPerTurn
  }
  const times = takeTurns(extent.turns, {
    commit: one(() => inTransaction(ledger, () => advanceFactVersion(ledger))),
    write: one(() => {
      place = (place + 1) % plainPages
      writeSync(plain, page, 0, pageBytes, place * pageBytes)
      fdatasyncSync(plain)
    }),
    command: one(() => {
      valueOf(renameBatch(context, { commandId: newId(), batchId, name: `Bench ${newId()}` }))
    }),
  })
  closeSync(plain)
  ledger.close()
  const against = 'a 4 KiB write with fdatasync on the same disk'
  return [
    ratioFinding('one durable commit', against, [times.commit, times.write], 1.3),
    ratioFinding('a whole small command with its audit row (a batch renamed)', against, [
      times.command,
      times.write,
    ]),
  ]
}

/** A file that has its full size already, as the ledger's log has: growing it would cost more. */
function plainFile(path: string): number {
  const file = openSync(path, 'w')
  writeSync(file, Buffer.alloc(plainPages * pageBytes, 1))
  fsyncSync(file)
  return file
}
