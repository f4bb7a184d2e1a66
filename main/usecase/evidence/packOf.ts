import type { FactContent } from '../../engine/batch/content'
import type { MovedFact } from '../../engine/batch/movedFacts'
import type { BatchFileContent, FileJournal } from '../../exchange/batchFile/batchFile'
import type { EvidencePack, PackFact, PackJournal, PackMovedFact } from '../../exchange/evidence/evidencePack'
import { findApprovalDecision } from '../../ledger/approvalTable'
import { listBatchFiles } from '../../ledger/batchFileList'
import type { BatchRecord } from '../../ledger/batchTable'
import { listExportRows } from '../../ledger/exportTable'
import { readAsOf } from '../../ledger/factAsOf'
import { findPosting } from '../../ledger/postingTable'
import { frozenInvoices, frozenTotals } from '../batch/batchBody'
import { frozenLines, togetherIn } from '../batch/frozenContent'
import { movedFactView } from '../batch/movedFactView'
import type { Context, UnlockedKey } from '../context'
import { judgedNow, movedAtApproval } from './judgedNow'
import { marksByLine, packLines, packSamples } from './packLine'
import {
  confirmedIn,
  isOf,
  keptRevisions,
  packRevisions,
  packSignature,
  signedOf,
  type Signed,
} from './packRevision'

/** All that a pack tells: what the batch file in it holds, and what this ledger knows besides. */
export function packOf(
  context: Context,
  batch: BatchRecord,
  content: BatchFileContent,
  signer: UnlockedKey,
): EvidencePack {
  const { ledger, person } = context
  const { about, approval } = content
  const signed = signedOf(content)
  const kept = keptRevisions(content, signed)
  const head = kept.find((revision) => isOf(about.batch, revision))
  if (head === undefined) throw new Error(`Batch ${batch.id} is handed over without its head`)
  const waits =
    batch.state === 'submitted' && !batch.isApprovedElsewhere ? judgedNow(context, batch) : undefined
  const approvedOn = approval === undefined || approval.facts === '' ? undefined : factsIn(approval.facts)
  const facts = approvedOn ?? head.frozen.facts
  const moved = waits?.moved ?? (approvedOn === undefined ? [] : movedAtApproval(head.frozen, approvedOn))
  const confirmed = [
    ...confirmedIn(head.submission),
    ...(findPosting(ledger, batch.id)?.confirmedWarnings ?? []),
  ]
  const frozen = frozenLines({ ...head.frozen, facts }, togetherIn(confirmed))
  const placeOf = new Map(head.frozen.lines.map(({ lineId }, index) => [lineId, index + 1]))
  return {
    ledger: about.ledger,
    batch: {
      ...about.batch,
      state: batch.state,
      isApprovedElsewhere: batch.isApprovedElsewhere,
    },
    savedAt: about.writtenAt,
    savedBy: { name: person.name, identityId: signer.identityId },
    totals: frozenTotals(frozen),
    invoices: frozenInvoices(context, frozen),
    lines: packLines(ledger, batch.id, frozen, {
      risks: waits?.risks ?? new Map(),
      marks: marksByLine(ledger, batch.id, head, signed),
      isPosted: batch.state !== 'draft' && batch.state !== 'submitted',
    }),
    facts: facts.map((fact) => packFact(context, fact, placeOf)),
    movedFacts: moved.map((fact) => packMovedFact(fact, placeOf)),
    samples: packSamples(ledger, batch.id, kept, head),
    revisions: packRevisions(kept),
    signatures: signed.map(packSignature),
    decision: decisionOf(context, batch, signed),
    journals: approval === undefined ? [] : packJournals(approval.journal, placeOf),
    exports: [...listExportRows(ledger, batch.id)].reverse(),
    events: about.events,
    audit: { length: about.audit.length, head: about.audit.head },
    files: listBatchFiles(ledger, batch.id),
  }
}

function factsIn(text: string): readonly FactContent[] {
  return JSON.parse(text) as FactContent[]
}

type Places = ReadonlyMap<string, number>

function placesOf(lineIds: readonly string[], placeOf: Places): number[] {
  return lineIds.flatMap((lineId) => placeOf.get(lineId) ?? [])
}

function packFact({ ledger }: Context, fact: FactContent, placeOf: Places): PackFact {
  const { kind, label, currency, values, lineIds } = fact
  return {
    kind,
    label,
    currency,
    values,
    asOf: fact.factAsOf ?? readAsOf(ledger, fact),
    places: placesOf(lineIds, placeOf),
  }
}

function packMovedFact(moved: MovedFact, placeOf: Places): PackMovedFact {
  const { lineIds, ...view } = movedFactView(moved)
  return { ...view, places: placesOf(lineIds, placeOf) }
}

function packJournals(text: string, placeOf: Places): PackJournal[] {
  return (JSON.parse(text) as FileJournal[])
    .map(({ lineId, ...journal }) => ({ ...journal, place: placeOf.get(lineId) ?? 0 }))
    .sort((left, right) => left.place - right.place)
}

/** By which rule of this ledger it was enough; the names as they were signed. */
function decisionOf(
  { ledger }: Context,
  batch: BatchRecord,
  signed: readonly Signed[],
): EvidencePack['decision'] {
  const decision = findApprovalDecision(ledger, batch.id)
  if (decision === undefined) return undefined
  const names = signed.flatMap(({ says }) =>
    says.act === 'approve' && isOf(says, decision) && says.journalHash === decision.journalHash
      ? [says.name]
      : [],
  )
  return { rule: decision.rule, at: decision.at, approverNames: [...new Set(names)] }
}
