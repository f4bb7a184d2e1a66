import { ColumnMapping, type ImportProfile } from '@contract/exchange'
import type { Ledger } from './database'

/** All saved profiles by name. */
export function readImportProfiles(ledger: Ledger): ImportProfile[] {
  return ledger
    .sql<{ name: string; mapping: string }>('select name, mapping from import_profile order by name')
    .all()
    .map(({ name, mapping }) => ({ name, mapping: ColumnMapping.parse(JSON.parse(mapping)) }))
}

/** Keeps the profile under its name; an earlier one of that name is replaced. */
export function writeImportProfile(ledger: Ledger, { name, mapping }: ImportProfile): void {
  ledger
    .sql(
      `insert into import_profile (name, mapping) values (?, ?)
       on conflict (name) do update set mapping = excluded.mapping`,
    )
    .run(name, JSON.stringify(mapping))
}
