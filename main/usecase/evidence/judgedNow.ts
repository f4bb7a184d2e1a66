import { factsUnder, type BatchContent, type FactContent } from '../../engine/batch/content'
import { movedFacts, type MovedFact } from '../../engine/batch/movedFacts'
import { riskSentence } from '../../exchange/evidence/riskSentence'
import type { BatchRecord } from '../../ledger/batchTable'
import { exceptionUses, withExceptionUses } from '../batch/exceptionUse'
import { judgeLines } from '../batch/judgeLines'
import { lineViewsOf } from '../batch/lineView'
import { readRevision } from '../batch/revision'
import { risksOf } from '../review/riskGround'
import type { Context } from '../context'

interface JudgedNow {
  readonly moved: readonly MovedFact[]
  /** By line id, the weightiest first. */
  readonly risks: ReadonlyMap<string, readonly string[]>
}

/** What a reviewer of a waiting batch sees now: facts that have moved, and why lines are worth a look. */
export function judgedNow(context: Context, batch: BatchRecord): JudgedNow {
  const revision = readRevision(context.ledger, batch.id, batch.revision)
  if (revision === undefined) throw new Error(`Batch ${batch.id} was submitted without a revision`)
  const judged = judgeLines(context, batch.id, revision.frozen.lines)
  const views = withExceptionUses(lineViewsOf(judged), exceptionUses(context, revision, false))
  const risks = risksOf(context, batch, judged, views)
  return {
    moved: movedFacts(revision.frozen, { facts: factsUnder(judged.lines, judged.facts) }),
    risks: new Map(risks.map(({ lineId, risks: ofLine }) => [lineId, ofLine.map(riskSentence)])),
  }
}

/** What had moved between the submission and an approval that froze other facts. */
export function movedAtApproval(content: BatchContent, facts: readonly FactContent[]): readonly MovedFact[] {
  return movedFacts(content, { facts })
}
