import { readFileSync } from 'node:fs'
import type { Input, Output } from '@contract/api'
import type { BatchFilePreview, LineDecision } from '@contract/batchFile'
import type { Outcome } from '@contract/outcome'
import { bringInBatch } from '../../main/usecase/batchFile/bringInBatch'
import { previewBatchFile } from '../../main/usecase/batchFile/previewBatchFile'
import { saveBatchFile } from '../../main/usecase/batchFile/saveBatchFile'
import { returnBatch } from '../../main/usecase/batch/returnBatch'
import type { JobContext } from '../../main/usecase/context'
import { valueOf } from './aBatch'
import { withFile } from './aCard'
import { aCompany, anInvoice } from './aCompany'
import { sequentialIds } from './sequentialId'
import { tempLedger, testContext, type TestContext } from './tempLedger'

/** Two machines that are not online: the same company, the same people with the same keys, two ledgers. */
export function twoLedgers(): { readonly here: TestContext; readonly there: TestContext } {
  const here = testContext(tempLedger('live'), undefined, sequentialIds('01HERE'))
  const there = testContext(
    tempLedger('live', { ledgerId: '01TESTLEDGER00000000000ABC', name: 'Office', code: '9ZZZ' }),
    undefined,
    sequentialIds('01THERE'),
  )
  for (const { ledger } of [here, there]) {
    aCompany(ledger)
    anInvoice(ledger, {
      id: 'I1',
      items: [
        { id: 'IT1', amount: 10_000 },
        { id: 'IT2', amount: 5_000 },
      ],
    })
    anInvoice(ledger, {
      id: 'I2',
      items: [
        { id: 'IT3', amount: 20_000 },
        { id: 'IT4', amount: 7_500 },
      ],
    })
  }
  // Asking for a signer makes all people of tests known by their keys.
  for (const context of [here, there]) void context.signer
  return { here, there }
}

/** The bytes of a batch file that a person saves. */
export function savedFile(context: TestContext, batchId: string): Buffer {
  let path = ''
  const job = Object.create(context, {
    progress: { value: () => undefined },
    isCancelled: { value: () => false },
    beginCommit: { value: () => true },
    newFile: {
      value: (name: string) => {
        const file = context.newFile(name)
        ;({ path } = file)
        return file
      },
    },
  }) as JobContext
  valueOf(saveBatchFile(job, { commandId: context.newId(), batchId }))
  return readFileSync(path)
}

export function preview(context: TestContext, bytes: Uint8Array): Outcome<BatchFilePreview> {
  const given = withFile(context, bytes)
  return previewBatchFile(given.context, { file: given.file })
}

/** Brings a file in as it was previewed, all warnings confirmed. */
export function bringIn(
  context: TestContext,
  bytes: Uint8Array,
  decisions: LineDecision[] = [],
): Outcome<Output<'bringInBatch'>> {
  const given = withFile(context, bytes)
  const looked = previewBatchFile(given.context, { file: given.file })
  if (!looked.ok) return looked
  return bringInBatch(given.context, bringInInput(context, given.file, looked.value, decisions))
}

export function bringInInput(
  context: TestContext,
  file: string,
  { fileHash, here, warnings }: BatchFilePreview,
  decisions: LineDecision[] = [],
): Input<'bringInBatch'> {
  return {
    commandId: context.newId(),
    file,
    fileHash,
    here: { revision: here.revision, editNumber: here.editNumber },
    decisions,
    confirmed: warnings.map(({ code, at }) => ({ code, at })),
  }
}

/** Takes a file of one context over to another and brings it in there. */
export function carry(from: TestContext, to: TestContext, batchId: string): Output<'bringInBatch'> {
  return valueOf(bringIn(to, savedFile(from, batchId)))
}

export function giveBack(context: TestContext, batchId: string, revision: number, comment: string): void {
  valueOf(returnBatch(context, { commandId: context.newId(), batchId, revision, comment }))
}
