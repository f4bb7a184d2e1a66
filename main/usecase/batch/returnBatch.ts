import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { backToDraft } from './backToDraft'
import { batchView } from './batchView'
import { requireBatch, requireRevision } from './requireBatch'
import { requireSigner, signStatement } from './signStatement'

/** The reviewer gives a submitted batch back, and says why: `comment_required`. */
export function returnBatch(context: Context, input: Input<'returnBatch'>): Outcome<Output<'returnBatch'>> {
  const { batchId, revision, comment } = input
  return runCommand(context, 'returnBatch', input, {
    right: 'review',
    act: () => {
      const found = requireBatch(context.ledger, batchId, 'return')
      if (!found.ok) return found
      const current = requireRevision(found.value, revision)
      if (!current.ok) return current
      if (comment.trim() === '') return refused(rejection('comment_required', 'comment'))
      const signer = requireSigner(context)
      if (!signer.ok) return signer
      const { contentHash } = found.value
      const at = context.clock.now()
      const said = { revision, contentHash, at, comment }
      const signature = signStatement(context, signer.value, found.value, 'return', said)
      return accepted(backToDraft(context, found.value, 'returned', comment, { signature }))
    },
    view: () => batchView(context, batchId),
  })
}
