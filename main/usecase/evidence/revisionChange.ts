import type { Line } from '@contract/line'
import type { BatchContent } from '../../engine/batch/content'
import { withoutProvisionalNumber } from '../../engine/batch/provisionalNumber'
import type { PackFieldChange, PackLineChange } from '../../exchange/evidence/evidencePack'

/** What the app itself gives a line, and what only orders it: no change that a person made. */
const givenFields: ReadonlySet<string> = new Set(['lineId', 'position', 'provisionalNumber'])

/** What is other in a revision than in an earlier one: its lines in their order, then those that are gone. */
export function changesBetween(before: BatchContent, after: BatchContent): PackLineChange[] {
  const was = new Map(before.lines.map((line) => [line.lineId, line]))
  const names = sourceNames(before, after)
  const stays = new Set(after.lines.map(({ lineId }) => lineId))
  const changed = after.lines.flatMap((line): PackLineChange[] => {
    const earlier = was.get(line.lineId)
    if (earlier === undefined) return [{ ...headingOf(line, names), change: 'added', fields: shortly(line) }]
    const fields = fieldChanges(withoutProvisionalNumber(earlier), withoutProvisionalNumber(line))
    return fields.length === 0 ? [] : [{ ...headingOf(line, names), change: 'changed', fields }]
  })
  const removed = before.lines
    .filter(({ lineId }) => !stays.has(lineId))
    .map((line): PackLineChange => ({ ...headingOf(line, names), change: 'removed', fields: [] }))
  return [...changed, ...removed]
}

function sourceNames(...contents: readonly BatchContent[]): ReadonlyMap<string, string> {
  return new Map(
    contents.flatMap(({ facts }) =>
      facts.filter(({ kind }) => kind === 'source').map(({ id, label }) => [id, label] as const),
    ),
  )
}

function headingOf(line: Line, names: ReadonlyMap<string, string>) {
  const { lineId, invoiceNumber, sourceType, sourceId } = line
  return { lineId, invoiceNumber, sourceName: names.get(`${sourceType}:${sourceId}`) ?? '' }
}

/** Of a line that was not there before: what it does. */
function shortly({ type, amount }: Line): PackFieldChange[] {
  return [
    { field: 'type', was: '', is: type },
    { field: 'amount', was: '', is: amount },
  ]
}

function fieldChanges(before: Line, after: Line): PackFieldChange[] {
  const was = before as Readonly<Record<string, unknown>>
  const is = after as Readonly<Record<string, unknown>>
  return Object.keys(after)
    .filter((field) => !givenFields.has(field) && textOf(was[field]) !== textOf(is[field]))
    .map((field) => ({ field, was: textOf(was[field]), is: textOf(is[field]) }))
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object' || value === null) return ''
  const fields = Object.entries(value as Readonly<Record<string, unknown>>)
  return fields.map(([name, field]) => `${name}: ${String(field)}`).join(', ')
}
