import type { DraftChange } from '@contract/batch'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { DraftBasis } from './draftBasis'
import type { DraftWork } from './draftWork'
import { changedContent, newContent } from './lineContent'

type AdjustSource = Extract<DraftChange, { op: 'adjustSource' }>
type Put = Extract<DraftChange, { op: 'put' }>

/** One change of a draft, made in memory. Gives the line's id, empty where none is left: `not_found`. */
export function applyChange(work: DraftWork, change: DraftChange, basis: DraftBasis): Outcome<string> {
  switch (change.op) {
    case 'put':
      return put(work, change, basis)
    case 'remove':
      return remove(work, change.lineId)
    case 'adjustSource':
      return accepted(adjustSource(work, change, basis))
  }
}

function put(work: DraftWork, { lineId, fields }: Put, basis: DraftBasis): Outcome<string> {
  if (lineId === '') return accepted(work.add(newContent(fields, basis)).lineId)
  const line = work.line(lineId)
  if (line === undefined) return refused(rejection('not_found', `lines/${lineId}`))
  return accepted(work.change(line, changedContent(line, fields, basis)).lineId)
}

function remove(work: DraftWork, lineId: string): Outcome<string> {
  const line = work.line(lineId)
  if (line === undefined) return refused(rejection('not_found', `lines/${lineId}`))
  work.remove(line)
  return accepted('')
}

/**
 * A cell of the invoice's grid. Credit and charge of a source exclude each other: a figure typed where the
 * other one stands takes its place, and emptying a cell takes out its own line only.
 */
function adjustSource(work: DraftWork, change: AdjustSource, basis: DraftBasis): string {
  const { invoiceId, sourceType, sourceId, type, amount, fields } = change
  const standing = work.linesOn(invoiceId, sourceType, sourceId)
  const own = standing.find((line) => line.type === type)
  if (amount.trim() === '') {
    if (own !== undefined) work.remove(own)
    return ''
  }
  const typed = { ...fields, kind: 'IIA' as const, invoiceId, sourceType, sourceId, type, amount }
  const line = own ?? standing[0]
  if (line === undefined) return work.add(newContent(typed, basis)).lineId
  return work.change(line, changedContent(line, typed, basis)).lineId
}
