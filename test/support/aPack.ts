import { readFileSync } from 'node:fs'
import type { FileOffer } from '@contract/ledger'
import type { Outcome } from '@contract/outcome'
import { saveEvidence } from '../../main/usecase/saveEvidence'
import type { JobContext } from '../../main/usecase/context'
import { valueOf } from './aBatch'
import type { TestContext } from './tempLedger'

/** A context for jobs, with the path of the last file that it made. */
export function jobOf(context: TestContext): { job: JobContext; path: () => string } {
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
  return { job, path: () => path }
}

/** The bytes of the evidence pack that a person saves of a batch. */
export function aPack(context: TestContext, batchId: string): { bytes: Buffer; offer: FileOffer } {
  const { job, path } = jobOf(context)
  const offer: Outcome<FileOffer> = saveEvidence(job, { commandId: context.newId(), batchId })
  return { offer: valueOf(offer), bytes: readFileSync(path()) }
}
