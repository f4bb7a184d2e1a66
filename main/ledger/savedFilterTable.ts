import type { Ledger } from './database'

export interface SavedFilter {
  readonly name: string
  /** JSON of the filter, as its screen wrote it. */
  readonly filter: string
}

export function readSavedFilters(ledger: Ledger, screen: string): SavedFilter[] {
  return ledger
    .sql<{ name: string; filter: string }>(
      'select name, filter from saved_filter where screen = ? order by name',
    )
    .all(screen)
}

/** Keeps the filter under its name; an empty one takes the name away. */
export function writeSavedFilter(ledger: Ledger, screen: string, { name, filter }: SavedFilter): void {
  if (filter === '') {
    ledger.sql('delete from saved_filter where screen = ? and name = ?').run(screen, name)
    return
  }
  ledger
    .sql(
      `insert into saved_filter (screen, name, filter) values (?, ?, ?)
       on conflict (screen, name) do update set filter = excluded.filter`,
    )
    .run(screen, name, filter)
}
