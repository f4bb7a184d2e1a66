import { factsUnder } from '../../engine/batch/content'
import { movedFacts, type MovedFact } from '../../engine/batch/movedFacts'
import { judgeLines } from '../batch/judgeLines'
import type { Context } from '../context'
import type { FileComparison } from './compareFile'

/** The facts of a file's lines that are others in this ledger, "was / is": only those lines need a look. */
export function movedHere(
  context: Context,
  { head, here, newRevisions, relation }: FileComparison,
): readonly MovedFact[] {
  if (relation !== 'new' && newRevisions.length === 0) return []
  const { facts } = judgeLines(context, here?.id ?? '', head.lines)
  return movedFacts(head, { facts: factsUnder(head.lines, facts) })
}
