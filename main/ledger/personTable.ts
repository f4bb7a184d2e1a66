import type { Person, Right } from '@contract/setting'
import type { Ledger } from './database'

/** Who may act until a ledger has people of its own: one who prepares, and a second who decides. */
const startingPeople: readonly Person[] = [
  { id: 'preparer', name: 'Robin Preparer', rights: ['prepare', 'review'] },
  { id: 'controller', name: 'Kim Controller', rights: ['prepare', 'review', 'manage_close', 'control'] },
]

/** The one with the fewest rights first: a new session acts as the first, and starts at the bottom. */
export function readPeople(ledger: Ledger): Person[] {
  const rows = ledger
    .sql<{ id: string; name: string; rights: string }>(
      'select id, name, rights from person order by json_array_length(rights), id',
    )
    .all()
  if (rows.length === 0) return [...startingPeople]
  return rows.map(({ id, name, rights }) => ({ id, name, rights: JSON.parse(rights) as Right[] }))
}

export function insertPerson(ledger: Ledger, person: Person): void {
  ledger
    .sql('insert into person (id, name, rights) values (?, ?, ?)')
    .run(person.id, person.name, JSON.stringify(person.rights))
}

/** A ledger that has none of its own yet keeps the people that it starts with, before anything is said of one. */
export function keepStartingPeople(ledger: Ledger): void {
  const { known } = ledger.sql<{ known: bigint }>('select count(*) as known from person').get() ?? {
    known: 0n,
  }
  if (known === 0n) for (const person of startingPeople) insertPerson(ledger, person)
}

export function setPerson(ledger: Ledger, { id, name, rights }: Person): void {
  ledger.sql('update person set name = ?, rights = ? where id = ?').run(name, JSON.stringify(rights), id)
}
