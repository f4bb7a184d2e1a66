import type { MovedFact as MovedFactView } from '@contract/batch'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { MovedFact } from '../../engine/batch/movedFacts'

/** A moved fact "was / is" for the screen; amounts carry their currency. */
export function movedFactView(moved: MovedFact): MovedFactView {
  return {
    lineIds: [...moved.lineIds],
    what: `${moved.about}.${moved.field}`,
    subject: moved.label,
    was: textOf(moved.was, moved.currency),
    is: textOf(moved.is, moved.currency),
  }
}

/**
 * The same as a refusal of the approval. A reviewer who has seen it approves with `facts_moved` and this
 * place among the confirmed; the place holds the value, so that a further move asks again.
 */
export function movedFactRejection(moved: MovedFact): Rejection {
  const { what, subject, was, is } = movedFactView(moved)
  const place = `facts/${moved.about}/${moved.id}/${moved.field}=${is}`.slice(0, 300)
  return rejection('facts_moved', place, { what, subject, was, is, lines: moved.lineIds.length })
}

function textOf(value: string | number | boolean, currency: string): string {
  return currency === '' ? String(value) : `${value} ${currency}`
}
