import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { returnedLines } from '../review/returnedLine'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { backToDraft } from './backToDraft'
import { batchView } from './batchView'
import { requireBatch, requireRevision } from './requireBatch'
import { requireSigner, signStatement } from './signStatement'

/**
 * The reviewer gives a submitted batch back and says why, of all of it or of single lines: `comment_required`.
 * Their marks are signed with it: what they accepted stays so in a later revision while it does not change.
 */
export function returnBatch(context: Context, input: Input<'returnBatch'>): Outcome<Output<'returnBatch'>> {
  const { batchId, revision, comment } = input
  return runCommand(context, 'returnBatch', input, {
    right: 'review',
    act: () => {
      const found = requireBatch(context.ledger, batchId, 'return')
      if (!found.ok) return found
      const batch = found.value
      const current = requireRevision(batch, revision)
      if (!current.ok) return current
      const marked = returnedLines(context, batch)
      if (comment.trim() === '' && marked.lineComments.length === 0)
        return refused(rejection('comment_required', 'comment'))
      const signer = requireSigner(context)
      if (!signer.ok) return signer
      const { contentHash } = batch
      const said = { revision, contentHash, at: context.clock.now(), comment, ...marked }
      const signature = signStatement(context, signer.value, batch, 'return', said)
      return accepted(backToDraft(context, batch, 'returned', comment, { signature }))
    },
    view: () => batchView(context, batchId),
  })
}
