import type { Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { verifyLedger as verify, VerifyCancelled } from '../ledger/verify'
import type { JobContext } from './context'

export function verifyLedger(context: JobContext): Outcome<Output<'verifyLedger'>> {
  const { ledger, progress, isCancelled } = context
  try {
    return accepted(verify(ledger, { progress, isCancelled }))
  } catch (error) {
    if (error instanceof VerifyCancelled) return refused(rejection('job_cancelled'))
    throw error
  }
}
