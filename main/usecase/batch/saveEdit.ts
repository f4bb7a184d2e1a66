import { accepted, refused, type Outcome } from '@contract/outcome'
import type { Line } from '@contract/line'
import { setEditNumber, type BatchRecord } from '../../ledger/batchTable'
import { deleteClaims, insertClaim } from '../../ledger/claimTable'
import { insertDraftEdit, type DraftEdit, type LineChange } from '../../ledger/draftEditTable'
import { deleteLine, insertLine, updateLine } from '../../ledger/lineTable'
import type { Context } from '../context'
import { claimsOf } from './claims'
import { forgetOtherSummaries } from './draftSummary'

/** What a saved edit is remembered by: ids and counts, from which its answer is made anew. */
export interface SavedEdit {
  readonly batchId: string
  readonly editNumber: number
  readonly savedAt: string
  /** Lines that stand after the edit; `removedLineIds` are gone. */
  readonly lineIds: readonly string[]
  readonly removedLineIds: readonly string[]
  /** Invoices that the edit touched, before or after it; empty for lines that name none. */
  readonly invoiceIds: readonly string[]
  readonly oddUnitLineIds: readonly string[]
}

type EditGiven = Pick<DraftEdit, 'kind' | 'label' | 'ofEditNumber' | 'changes'> & {
  readonly oddUnitLineIds?: readonly string[]
}

/**
 * Writes one edit of a draft: its lines, their claims, and its entry in the log of edits, which undo
 * works from. An edit that changes nothing is no edit. Refused: `claim_taken`.
 */
export function saveEdit(context: Context, batch: BatchRecord, given: EditGiven): Outcome<SavedEdit> {
  const { ledger, clock, person } = context
  const { changes } = given
  const at = clock.now()
  const saved = savedEdit(batch, given, at)
  if (changes.length === 0)
    return accepted({ ...saved, editNumber: batch.editNumber, savedAt: batch.changedAt })
  const { claims, rejections } = claimsOf(ledger, batch.id, changes)
  if (rejections.length > 0) return refused(...rejections)
  deleteClaims(
    ledger,
    changes
      .filter(({ before }) => before !== null && holdsAdjustment(before.content))
      .map(({ lineId }) => lineId),
  )
  writeLines(context, batch.id, changes)
  for (const claim of claims) insertClaim(ledger, claim)
  insertDraftEdit(ledger, {
    batchId: batch.id,
    editNumber: saved.editNumber,
    kind: given.kind,
    ofEditNumber: given.ofEditNumber,
    label: given.label,
    changes,
    personId: person.id,
    at,
  })
  setEditNumber(ledger, batch.id, saved.editNumber, at)
  if (changes.some(touchesClaim)) forgetOtherSummaries(ledger, batch.id)
  return accepted(saved)
}

function savedEdit(batch: BatchRecord, { changes, oddUnitLineIds = [] }: EditGiven, at: string): SavedEdit {
  const invoiceIds = new Set<string>()
  for (const { before, after } of changes) {
    if (before !== null) invoiceIds.add(before.content.invoiceId)
    if (after !== null) invoiceIds.add(after.content.invoiceId)
  }
  return {
    batchId: batch.id,
    editNumber: batch.editNumber + 1,
    savedAt: at,
    lineIds: changes.filter(({ after }) => after !== null).map(({ lineId }) => lineId),
    removedLineIds: changes.filter(({ after }) => after === null).map(({ lineId }) => lineId),
    invoiceIds: [...invoiceIds],
    oddUnitLineIds,
  }
}

function holdsAdjustment({
  adjustmentId,
  reversesId,
}: {
  adjustmentId: string
  reversesId: string
}): boolean {
  return adjustmentId !== '' || reversesId !== ''
}

function touchesClaim({ before, after }: LineChange): boolean {
  return (
    (before !== null && holdsAdjustment(before.content)) || (after !== null && holdsAdjustment(after.content))
  )
}

/** Removals first: a line that comes back takes its old place again. */
function writeLines(context: Context, batchId: string, changes: readonly LineChange[]): void {
  const { ledger } = context
  for (const { lineId, after } of changes) if (after === null) deleteLine(ledger, lineId)
  for (const { lineId, before, after } of changes) {
    if (after === null) continue
    const { position, provisionalNumber, content } = after
    const line: Line = { ...content, lineId, position, provisionalNumber }
    if (before === null) insertLine(ledger, batchId, line)
    else updateLine(ledger, line)
  }
}
