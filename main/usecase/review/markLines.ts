import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { setMarks } from '../../ledger/reviewTable'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { requireLines, requireReviewer } from './reviewGround'

/**
 * What a reviewer makes of lines, kept at once: accepted, to be returned (`comment_required`), or '' for not looked
 * at yet. These are notes on the way: no row of the log tells of them, the return or approval signs them.
 */
export function markLines(context: Context, input: Input<'markLines'>): Outcome<Output<'markLines'>> {
  const { batchId, revision, contentHash, lineIds, mark, comment } = input
  const { ledger, person, clock } = context
  return runCommand(context, 'markLines', input, {
    right: 'review',
    act: () => {
      const ground = requireReviewer(context, batchId, revision)
      if (!ground.ok) return ground
      const { batch } = ground.value
      if (batch.contentHash !== contentHash) {
        return refused(rejection('content_hash_differs', 'contentHash', { current: batch.contentHash }))
      }
      const known = requireLines(ground.value.revision, lineIds)
      if (!known.ok) return known
      if (mark === 'returned' && comment === '') return refused(rejection('comment_required', 'comment'))
      const marked = [...new Set(lineIds)]
      const said = mark === 'returned' ? comment : ''
      setMarks(ledger, { batchId, contentHash, personId: person.id }, marked, {
        mark,
        comment: said,
        at: clock.now(),
      })
      return accepted({ batchId, marked: marked.length })
    },
    view: (answer) => accepted(answer),
  })
}
