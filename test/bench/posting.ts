import { join } from 'node:path'
import type { Output } from '@contract/api'
import type { Ledger } from '../../main/ledger/database'
import { openLedger } from '../../main/ledger/open'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { ratioFinding, takeTurns, timeOf, type Finding } from './measure'
import { contextOf, copyOf, newId, personOf, valueOf } from './workplace'
import { dropTriggers, insertRows, rowsWritten } from './writtenRows'

export type SubmittedBatch = Pick<Output<'submitBatch'>, 'batchId' | 'revision' | 'contentHash'>

/** The approval of a submitted batch, which checks and posts it. */
export function approve(ledger: Ledger, { batchId, revision, contentHash }: SubmittedBatch, folder: string) {
  const input = { commandId: newId(), batchId, revision, contentHash, comment: '', confirmed: [] }
  return valueOf(approveBatch(contextOf(ledger, personOf('robin'), folder), input))
}

/**
 * The approval of a batch that is submitted in the ledger `before` (closed), against the same rows written by
 * prepared inserts. Every turn works on a copy of its own.
 */
export function measurePosting(
  what: string,
  given: {
    readonly before: string
    readonly folder: string
    readonly batch: SubmittedBatch
    readonly turns: number
  },
): Finding[] {
  const { before, folder, batch, turns } = given
  const written = copyOf(before, join(folder, 'written.contra'))
  const rows = rowsWritten(written, batch.batchId, (ledger) => approve(ledger, batch, folder))
  const onCopy = (work: (ledger: Ledger) => void, prepare: (ledger: Ledger) => void = () => undefined) => {
    const ledger = openLedger(copyOf(before, join(folder, 'turn.contra')), 'write')
    prepare(ledger)
    const time = timeOf(() => work(ledger))
    ledger.close()
    return time
  }
  const times = takeTurns(turns, {
    post: () => onCopy((ledger) => approve(ledger, batch, folder)),
    inserts: () => onCopy((ledger) => insertRows(ledger, rows), dropTriggers),
    guarded: () => onCopy((ledger) => insertRows(ledger, rows)),
  })
  const inserts = 'prepared inserts of the same rows, one transaction, same indexes'
  return [
    ratioFinding(what, inserts, [times.post, times.inserts], 3),
    ratioFinding(what, `${inserts} and triggers`, [times.post, times.guarded]),
  ]
}
