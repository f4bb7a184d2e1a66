import { z } from 'zod'

/** Opaque key of the last row seen: pages are read by key, never by offset. */
export const PageKey = z.string().max(600)

/** What a list is asked for: `after` is the `next` of the page before, empty for the first. */
export function pageInput<Filter extends z.ZodType, Sort extends z.ZodType>(filter: Filter, sort: Sort) {
  return z.object({
    filter,
    sort,
    descending: z.boolean(),
    after: PageKey,
    limit: z.number().int().min(1).max(500),
  })
}

/** `next` is empty on the last page; `total` counts all rows of the filter. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), next: PageKey, total: z.number().int() })
}
