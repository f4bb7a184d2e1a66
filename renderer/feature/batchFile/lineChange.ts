import type { FileLineChange, LineDecision } from '@contract/batchFile'
import type { Line, LineContent } from '@contract/line'

export type Taken = LineDecision['take']
export type Decisions = ReadonlyMap<string, Taken>

/** A field of one line as it is in all three; `undefined` where that side has no such line. */
export interface FieldRow {
  readonly field: keyof LineContent
  readonly common: LineContent[keyof LineContent] | undefined
  readonly here: LineContent[keyof LineContent] | undefined
  readonly there: LineContent[keyof LineContent] | undefined
  readonly isChangedHere: boolean
  readonly isChangedThere: boolean
}

/** As a line is read: what it does, to what, when, why. */
const fields: readonly (keyof LineContent)[] = [
  'action',
  'kind',
  'invoiceNumber',
  'invoiceId',
  'sourceType',
  'sourceId',
  'type',
  'amount',
  'date',
  'reasonCode',
  'referenceId',
  'comment',
  'accountingCode',
  'deferredRevenueAccount',
  'recognizedRevenueAccount',
  'excludeFromRevenue',
  'integrationId',
  'integrationStatus',
  'syncDate',
  'customFields',
  'adjustmentId',
  'reversesId',
  'replacesId',
]
/** By which one knows a line again that was added or removed as a whole. */
const telling: ReadonlySet<string> = new Set(['type', 'amount', 'date', 'reasonCode', 'comment'])

/** The fields in which the three differ; of a line that one side does not have, also those that tell what it is. */
export function fieldRows({ common, here, there }: FileLineChange): readonly FieldRow[] {
  const sides = [common, here, there].filter((line): line is Line => line !== null)
  const isWhole = here === null || there === null
  return fields
    .filter((field) => {
      const values = sides.map((line) => keyOf(line[field]))
      if (values.some((value) => value !== values[0])) return true
      return isWhole && telling.has(field) && values[0] !== keyOf('')
    })
    .map((field) => ({
      field,
      common: common?.[field],
      here: here?.[field],
      there: there?.[field],
      isChangedHere: isChanged(common, here, field),
      isChangedThere: isChanged(common, there, field),
    }))
}

function isChanged(before: Line | null, after: Line | null, field: keyof LineContent): boolean {
  if (before === null || after === null) return before !== after
  return keyOf(before[field]) !== keyOf(after[field])
}

function keyOf(value: LineContent[keyof LineContent]): string {
  return JSON.stringify(typeof value === 'object' ? Object.entries(value).sort() : value)
}

/** Which side a line is taken from: as decided, else as proposed; empty for an open conflict. */
export function takenOf({ lineId, proposal }: FileLineChange, decisions: Decisions): Taken | '' {
  return decisions.get(lineId) ?? proposal
}

/** Both sides say the same of a line that was changed alike: there is nothing to choose. */
export function isAsked({ side }: FileLineChange): boolean {
  return side !== 'both_alike'
}

export function openConflicts(
  changes: readonly FileLineChange[],
  decisions: Decisions,
): readonly FileLineChange[] {
  return changes.filter((change) => change.side === 'conflict' && takenOf(change, decisions) === '')
}

/** The place of the next open conflict behind a place, from the beginning again after the last; -1 for none. */
export function nextOpen(changes: readonly FileLineChange[], decisions: Decisions, after: number): number {
  const open = new Set(openConflicts(changes, decisions))
  const places = changes.flatMap((change, place) => (open.has(change) ? [place] : []))
  return places.find((place) => place > after) ?? places[0] ?? -1
}

/** What a person chose, without what is proposed anyway and without lines that are not asked any more. */
export function decisionsToSend(
  changes: readonly FileLineChange[],
  decisions: Decisions,
): readonly LineDecision[] {
  return changes.flatMap((change) => {
    const take = decisions.get(change.lineId)
    return take === undefined || !isAsked(change) || take === change.proposal
      ? []
      : [{ lineId: change.lineId, take }]
  })
}

/** How many lines were changed where. */
export function changeCounts(changes: readonly FileLineChange[]): Record<FileLineChange['side'], number> {
  const counts = { here: 0, there: 0, both_alike: 0, conflict: 0 }
  for (const { side } of changes) counts[side] += 1
  return counts
}

/** The line as either side has it, for its title. */
export function anyLine({ here, there, common }: FileLineChange): Line | undefined {
  return here ?? there ?? common ?? undefined
}
