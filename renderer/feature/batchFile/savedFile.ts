import type { BatchView } from '@contract/batch'

/** What a file of a batch would be written as; undefined where there is nothing to hand over. */
export type FileState = 'submitted' | 'returned' | 'approved'

/** For whom a file is written: the labels of the button follow it. */
export type Addressee = 'reviewer' | 'preparer' | 'other'

/** A file of it that came or went moves nothing by itself; what it brought stands as an event of its own. */
const movesNothing: ReadonlySet<string> = new Set(['posted', 'file_saved', 'brought_in'])

/** The last event that moved the batch. */
export function lastStep(events: BatchView['events']): BatchView['events'][number] | undefined {
  return events.findLast(({ event }) => !movesNothing.has(event))
}

/** A draft leaves only as the revision that was returned; one that was recalled or merged has to be submitted first. */
export function fileStateOf({
  state,
  revision,
  events,
  isApprovedElsewhere,
}: Pick<BatchView, 'state' | 'revision' | 'events' | 'isApprovedElsewhere'>): FileState | undefined {
  if (state === 'submitted') return isApprovedElsewhere ? 'approved' : 'submitted'
  if (state !== 'draft') return 'approved'
  const last = lastStep(events)
  return last?.event === 'returned' && last.revision === revision ? 'returned' : undefined
}

export function addresseeOf(state: FileState, isBornHere: boolean): Addressee {
  if (state === 'submitted') return 'reviewer'
  return state === 'returned' || !isBornHere ? 'preparer' : 'other'
}
