import type { Input, Output } from '@contract/api'
import type { ReviewLine, ReviewSample } from '@contract/review'
import { accepted, type Outcome } from '@contract/outcome'
import { factsUnder } from '../../engine/batch/content'
import { movedFacts } from '../../engine/batch/movedFacts'
import { readPeople } from '../../ledger/personTable'
import { listMarks, listSamples } from '../../ledger/reviewTable'
import { approvalStanding } from '../batch/approvers'
import { exceptionUses, withExceptionUses } from '../batch/exceptionUse'
import { judgeLines } from '../batch/judgeLines'
import { lineViewsOf } from '../batch/lineView'
import { movedFactView } from '../batch/movedFactView'
import type { Context } from '../context'
import { drawnSample } from './drawnSample'
import { lineDigests, signedContent } from './lineDigest'
import { returnedRevisions, stillAccepted, type ReturnedRevision } from './returnedLine'
import { reviewGround, type ReviewGround } from './reviewGround'
import { risksOf } from './riskGround'

/** A submitted batch for going through it: its lines judged now, in order of risk, with what the acting person marked. */
export function getReview(context: Context, input: Input<'getReview'>): Outcome<Output<'getReview'>> {
  const ground = reviewGround(context, input.batchId)
  if (!ground.ok) return ground
  const { batch, revision } = ground.value
  const judged = judgeLines(context, batch.id, revision.frozen.lines)
  const uses = exceptionUses(context, revision, false)
  const views = withExceptionUses(lineViewsOf(judged), uses)
  const moved = movedFacts(revision.frozen, { facts: factsUnder(judged.lines, judged.facts) }).map(
    movedFactView,
  )
  const sample = lastSample(context, ground.value)
  const notes = notesOn(context, ground.value, sample, new Set(moved.flatMap(({ lineIds }) => lineIds)))
  const viewById = new Map(views.map((view) => [view.line.lineId, view]))
  return accepted({
    batchId: batch.id,
    revision: batch.revision,
    contentHash: batch.contentHash,
    lines: risksOf(context, batch, judged, views).flatMap(({ lineId, risks, score }): ReviewLine[] => {
      const view = viewById.get(lineId)
      if (view === undefined) return []
      return [
        {
          view,
          risks: risks.map(({ reason, params }) => ({ reason, params: { ...params } })),
          score,
          ...notes(lineId),
        },
      ]
    }),
    movedFacts: moved,
    sample,
    approval: approvalStanding(context, batch, judged),
  })
}

/** Of the acting person; of whoever drew one, for those who have not. */
function lastSample({ ledger, person }: Context, { batch }: ReviewGround): ReviewSample | null {
  const samples = listSamples(ledger, batch.id, batch.contentHash)
  const found = samples.find(({ personId }) => personId === person.id) ?? samples[0]
  if (found === undefined) return null
  const { seed, size, personId, at } = found
  return { seed, size, by: readPeople(ledger).find(({ id }) => id === personId)?.name ?? personId, at }
}

type Notes = Omit<ReviewLine, 'view' | 'risks' | 'score'>

/** What people have made of each line, in this revision and in earlier ones. */
function notesOn(
  { ledger, person }: Context,
  { batch, revision }: ReviewGround,
  sample: ReviewSample | null,
  movedLineIds: ReadonlySet<string>,
): (lineId: string) => Notes {
  const { id: batchId, contentHash } = batch
  const marks = new Map(
    listMarks(ledger, { batchId, contentHash, personId: person.id }).map((mark) => [mark.lineId, mark]),
  )
  const returned = returnedRevisions(ledger, batchId)
  const accepted = stillAccepted(returned, person.id, () => lineDigests(signedContent(revision)))
  const comments = commentsByLine(returned)
  const lineIds = revision.frozen.lines.map(({ lineId }) => lineId)
  const drawn = sample === null ? new Set<string>() : drawnSample(lineIds, sample)
  return (lineId) => ({
    mark: marks.get(lineId)?.mark ?? '',
    comment: marks.get(lineId)?.comment ?? '',
    acceptedInRevision: movedLineIds.has(lineId) ? 0 : (accepted.get(lineId) ?? 0),
    earlierComments: comments.get(lineId) ?? [],
    isInSample: drawn.has(lineId),
    hasMovedFacts: movedLineIds.has(lineId),
  })
}

function commentsByLine(
  returned: readonly ReturnedRevision[],
): ReadonlyMap<string, ReviewLine['earlierComments']> {
  const found = new Map<string, ReviewLine['earlierComments']>()
  for (const { revision, personName: by, lineComments } of returned) {
    for (const { lineId, comment } of lineComments) {
      const known = found.get(lineId) ?? []
      known.push({ revision, by, comment })
      found.set(lineId, known)
    }
  }
  return found
}
