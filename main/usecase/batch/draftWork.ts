import type { Line, LineContent } from '@contract/line'
import {
  countLines,
  contentOfLine,
  lastPosition,
  listLinesById,
  listLinesOfInvoices,
} from '../../ledger/lineTable'
import type { LineChange, LineState } from '../../ledger/draftEditTable'
import type { Context } from '../context'

/** The lines of a draft while one edit works on them; nothing is written before the edit is saved. */
export interface DraftWork {
  line(lineId: string): Line | undefined
  /** The lines that create on one source; an empty source is the invoice's header. */
  linesOn(invoiceId: string, sourceType: string, sourceId: string): readonly Line[]
  add(content: LineContent): Line
  change(line: Line, content: LineContent): Line
  remove(line: Line): void
  /** What has become different, line by line, in the order in which it was touched. */
  changes(): LineChange[]
}

/** Loads the lines that an edit may touch: those named, and all of the named invoices. */
export function openDraftWork(
  context: Context,
  batchId: string,
  named: { readonly lineIds: Iterable<string>; readonly invoiceIds: Iterable<string> },
): DraftWork {
  const { ledger, newId } = context
  const found = [
    ...listLinesOfInvoices(ledger, batchId, named.invoiceIds),
    ...listLinesById(ledger, batchId, named.lineIds),
  ]
  const before = new Map(found.map((line) => [line.lineId, line]))
  const now = new Map(before)
  const bySource = new Map<string, Set<string>>()
  const touched = new Set<string>()
  let position = countLines(ledger, batchId) === 0 ? 0 : lastPosition(ledger, batchId)
  for (const line of before.values()) index(line)

  function index(line: Line) {
    const key = sourceOf(line.invoiceId, line.sourceType, line.sourceId)
    const lineIds = bySource.get(key)
    if (lineIds === undefined) bySource.set(key, new Set([line.lineId]))
    else lineIds.add(line.lineId)
  }

  function put(line: Line): Line {
    now.set(line.lineId, line)
    touched.add(line.lineId)
    index(line)
    return line
  }

  return {
    line: (lineId) => now.get(lineId),
    linesOn(invoiceId, sourceType, sourceId) {
      const lineIds = bySource.get(sourceOf(invoiceId, sourceType, sourceId)) ?? []
      return [...lineIds]
        .map((lineId) => now.get(lineId))
        .filter((line): line is Line => line !== undefined)
        .filter((line) => line.sourceType === sourceType && line.sourceId === sourceId)
        .filter((line) => line.action === 'create' && line.reversesId === '')
    },
    add(content) {
      position += 1
      return put({ ...content, lineId: newId(), position, provisionalNumber: '' })
    },
    change(line, content) {
      const { lineId, position: place, provisionalNumber } = line
      return put({ ...content, lineId, position: place, provisionalNumber })
    },
    remove(line) {
      now.delete(line.lineId)
      touched.add(line.lineId)
    },
    changes: () => [...touched].flatMap((lineId) => changeOf(lineId, before.get(lineId), now.get(lineId))),
  }
}

function sourceOf(invoiceId: string, sourceType: string, sourceId: string): string {
  return `${invoiceId} ${sourceType} ${sourceId}`
}

function changeOf(lineId: string, before: Line | undefined, after: Line | undefined): LineChange[] {
  const change = { lineId, before: stateOf(before), after: stateOf(after) }
  return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change]
}

function stateOf(line: Line | undefined): LineState | null {
  if (line === undefined) return null
  const { position, provisionalNumber } = line
  return { position, provisionalNumber, content: contentOfLine(line) }
}
