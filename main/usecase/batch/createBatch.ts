import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { insertBatch, isBatchNameTaken } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { readLedger } from '../../ledger/ledgerTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { batchView } from './batchView'

/** Starts an empty draft. A name that is taken gets a number, since refusals name batches. */
export function createBatch(context: Context, input: Input<'createBatch'>): Outcome<Output<'createBatch'>> {
  return runCommand(context, 'createBatch', input, {
    right: 'prepare',
    act: () => accepted({ batchId: beginBatch(context, input.name) }),
    view: ({ batchId }) => batchView(context, batchId),
  })
}

/** An empty draft of the acting person, within the running transaction. Answers its id. */
export function beginBatch(context: Context, wanted: string): string {
  const { ledger, person, clock } = context
  const batchId = context.newId()
  const name = freeName(ledger, wanted)
  insertBatch(ledger, {
    id: batchId,
    name,
    birthLedgerId: readLedger(ledger).ledgerId,
    preparerId: person.id,
    createdAt: clock.now(),
  })
  audit(context, { action: 'createBatch', subject: `batch ${batchId}`, detail: { name } })
  return batchId
}

export function freeName(ledger: Ledger, wanted: string): string {
  let name = wanted
  for (let count = 2; isBatchNameTaken(ledger, name); count += 1) name = `${wanted} (${count})`
  return name
}
