import { z } from 'zod'
import { AdjustmentFilter, AdjustmentSort } from '@contract/adjustment'

/** What is filtered by a value; folding reversed pairs away is a switch of its own. */
export type FilterKey = Exclude<keyof AdjustmentFilter, 'reversed'>

export const emptyFilter: AdjustmentFilter = {
  text: '',
  origin: '',
  kind: '',
  type: '',
  status: '',
  landing: '',
  transferred: '',
  currency: '',
  reasonCode: '',
  accountingCode: '',
  referenceId: '',
  comment: '',
  accountId: '',
  invoiceId: '',
  sourceId: '',
  batchId: '',
  periodId: '',
  dateFrom: '',
  dateTo: '',
  amountFrom: '',
  amountTo: '',
}

/** Filters in sight without asking for more; `text` has its own field and needs no chip. */
export const frontKeys: readonly FilterKey[] = ['status', 'type', 'currency', 'dateFrom', 'dateTo']

export const moreKeys: readonly FilterKey[] = [
  'accountId',
  'invoiceId',
  'sourceId',
  'batchId',
  'periodId',
  'origin',
  'kind',
  'landing',
  'transferred',
  'reasonCode',
  'accountingCode',
  'referenceId',
  'comment',
  'amountFrom',
  'amountTo',
]

/** What the list remembers between visits; `names` are those of chosen accounts, invoices and batches by id. */
export const AdjustmentChoice = z.object({
  filter: AdjustmentFilter,
  sort: AdjustmentSort,
  descending: z.boolean(),
  names: z.record(z.string(), z.string()),
})
export type AdjustmentChoice = z.infer<typeof AdjustmentChoice>

export const initialChoice: AdjustmentChoice = {
  filter: emptyFilter,
  sort: 'recorded',
  descending: true,
  names: {},
}

/** The parts of a filter that narrow the list, in the order of their chips. */
export function setParts(filter: AdjustmentFilter): FilterKey[] {
  return [...frontKeys, ...moreKeys].filter((key) => filter[key] !== '')
}

export function isNarrowed(filter: AdjustmentFilter): boolean {
  return filter.text.trim() !== '' || filter.reversed === 'hide' || setParts(filter).length > 0
}

/** What a saved filter keeps: the filter, and the names that its chips show. */
const SavedFilter = z.object({ filter: AdjustmentFilter, names: z.record(z.string(), z.string()) })

export function writeSaved({ filter, names }: AdjustmentChoice): string {
  const used = Object.fromEntries(Object.entries(names).filter(([id]) => Object.values(filter).includes(id)))
  return JSON.stringify({ filter, names: used })
}

/** Undefined where another version wrote it. */
export function readSaved(text: string): z.infer<typeof SavedFilter> | undefined {
  try {
    return SavedFilter.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** A link into the list: `?batch=…`, `?invoice=…`, `?account=…`, `?source=…`, `?period=…`, and plain parts by name. */
const partByQuery: Readonly<Record<string, FilterKey>> = {
  batch: 'batchId',
  invoice: 'invoiceId',
  account: 'accountId',
  source: 'sourceId',
  period: 'periodId',
  periodId: 'periodId',
  reason: 'reasonCode',
  from: 'dateFrom',
  to: 'dateTo',
  currency: 'currency',
  type: 'type',
  status: 'status',
  text: 'text',
}

/** The filter that an address asks for; undefined when it asks for none. */
export function filterOfQuery(query: Readonly<Record<string, unknown>>): AdjustmentFilter | undefined {
  const parts = Object.entries(query).flatMap(([name, value]) => {
    const key = partByQuery[name]
    return key !== undefined && typeof value === 'string' && value !== '' ? [[key, value] as const] : []
  })
  if (parts.length === 0) return undefined
  return AdjustmentFilter.safeParse({ ...emptyFilter, ...Object.fromEntries(parts) }).data
}
