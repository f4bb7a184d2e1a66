import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { placeOfRejection } from '../../store/draftLine'

export interface WarningGroup {
  key: string
  /** The invoice, and the item where the warning is about one line only. */
  title: string
  warning: Rejection
  count: number
}

/**
 * The same warning on many lines of an invoice is one thing to read. Lines that the page knows speak for
 * themselves, as they are newer than what the batch said of them.
 */
export function warningGroups(known: readonly LineView[], ofBatch: readonly Rejection[]): WarningGroup[] {
  const groups = new Map<string, WarningGroup>()
  const byId = new Map(known.map((view) => [view.line.lineId, view]))
  for (const view of known) for (const warning of view.warnings) add(groups, warning, view)
  for (const warning of ofBatch) {
    if (!byId.has(placeOfRejection(warning.at).lineId)) add(groups, warning, undefined)
  }
  return [...groups.values()]
}

function add(groups: Map<string, WarningGroup>, warning: Rejection, view: LineView | undefined): void {
  const invoice = ofPeriod.has(warning.code) ? '' : (view?.invoiceNumber ?? '')
  const key = `${warning.code} ${invoice} ${perLine.has(warning.code) ? warning.at : aboutOf(warning)}`
  const group = groups.get(key)
  if (group) {
    group.count += 1
    group.title = invoice
    return
  }
  const title = view?.sourceName && invoice !== '' ? `${invoice} · ${view.sourceName}` : invoice
  groups.set(key, { key, title, warning, count: 1 })
}

/** Warnings that say something else on every line. */
const perLine = new Set<string>(['duplicate_line'])

/** Warnings that say the same of every invoice. */
const ofPeriod = new Set<string>(['under_exception'])

/** What a warning of a period is about: the exception, and whether it has ended. */
function aboutOf({ code, at, params }: Rejection): string {
  return ofPeriod.has(code) ? `${at.split('/')[3] ?? ''} ${String(params['because'] ?? '')}` : ''
}
