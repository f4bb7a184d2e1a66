import type { Line } from '@contract/line'
import type { LineChange, LineState } from '../../ledger/draftEditTable'
import { contentOfLine } from '../../ledger/lineTable'

/**
 * What turns the lines of a draft into others, as changes of one edit. A line that takes another place is taken out
 * and put in again, because no two lines may have one place at any moment.
 */
export function mergeChanges(before: readonly Line[], after: readonly Line[]): LineChange[] {
  const was = new Map(before.map((line) => [line.lineId, line]))
  const is = new Map(after.map((line) => [line.lineId, line]))
  const out: LineChange[] = []
  const into: LineChange[] = []
  for (const line of before) {
    const next = is.get(line.lineId)
    if (next === undefined || next.position !== line.position)
      out.push({ lineId: line.lineId, before: stateOf(line), after: null })
  }
  for (const line of after) {
    const known = was.get(line.lineId)
    if (known === undefined || known.position !== line.position)
      into.push({ lineId: line.lineId, before: null, after: stateOf(line) })
    else if (JSON.stringify(stateOf(known)) !== JSON.stringify(stateOf(line)))
      into.push({ lineId: line.lineId, before: stateOf(known), after: stateOf(line) })
  }
  return [...out, ...into]
}

function stateOf(line: Line): LineState {
  const { position, provisionalNumber } = line
  return { position, provisionalNumber, content: contentOfLine(line) }
}
