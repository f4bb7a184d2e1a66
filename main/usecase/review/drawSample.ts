import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { insertSample } from '../../ledger/reviewTable'
import { randomSeed } from '../../platform/id'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { getReview } from './getReview'
import { requireReviewer } from './reviewGround'

/**
 * Draws so many lines of a revision, all of them if there are fewer. The seed is made only now, after the submission,
 * so that nobody could prepare lines for it; it is kept and logged, so that the sample can be drawn again.
 */
export function drawSample(context: Context, input: Input<'drawSample'>): Outcome<Output<'drawSample'>> {
  const { batchId, revision } = input
  const { ledger, person, clock } = context
  return runCommand(context, 'drawSample', input, {
    right: 'review',
    act: () => {
      const ground = requireReviewer(context, batchId, revision)
      if (!ground.ok) return ground
      const { name, contentHash } = ground.value.batch
      const size = Math.min(input.size, ground.value.revision.frozen.lines.length)
      const seed = randomSeed()
      const sample = { batchId, contentHash, seed, size, personId: person.id, at: clock.now() }
      insertSample(ledger, sample)
      const detail = { name, revision, contentHash, seed, size }
      audit(context, { action: 'drawSample', subject: `batch ${batchId}`, detail })
      return accepted({ batchId })
    },
    view: () => getReview(context, { batchId }),
  })
}
