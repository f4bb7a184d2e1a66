import type { BatchView } from '@contract/batch'

/** What a file of a batch would be written as; undefined where there is nothing to hand over. */
export type FileState = 'submitted' | 'returned' | 'approved'

/** For whom a file is written: the labels of the button follow it. */
export type Addressee = 'reviewer' | 'preparer' | 'other'

const comesAndGoes: ReadonlySet<string> = new Set(['file_saved', 'brought_in', 'merged'])

/** The last event that moved the batch: that a file of it came or went moves nothing. */
export function lastStep(events: BatchView['events']): BatchView['events'][number] | undefined {
  return events.findLast(({ event }) => !comesAndGoes.has(event) && event !== 'posted')
}

/** A draft leaves only as the revision that was returned; one that was recalled has nobody to go to. */
export function fileStateOf({
  state,
  events,
  isApprovedElsewhere,
}: Pick<BatchView, 'state' | 'events' | 'isApprovedElsewhere'>): FileState | undefined {
  if (state === 'submitted') return isApprovedElsewhere ? 'approved' : 'submitted'
  if (state !== 'draft') return 'approved'
  return lastStep(events)?.event === 'returned' ? 'returned' : undefined
}

export function addresseeOf(state: FileState, isBornHere: boolean): Addressee {
  if (state === 'submitted') return 'reviewer'
  return state === 'returned' || !isBornHere ? 'preparer' : 'other'
}
