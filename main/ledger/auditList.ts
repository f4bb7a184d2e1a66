import type { AuditRow } from '@contract/audit'
import type { Ledger } from './database'
import { Conditions, contains, countRows, readKeyPage, type PageRequest, type SortedOrder } from './page'

const order: SortedOrder = { name: 'sequence', columns: ['u.sequence'], from: 'audit u' }

export interface AuditFilter {
  readonly text: string
  readonly action: string
  readonly person: string
  /** Days or moments, both included; empty for any. */
  readonly from: string
  readonly to: string
}

interface AuditSqlRow {
  sequence: bigint
  at: string
  person_name: string
  action: string
  subject: string
  detail: string
  hash: string
  previous_hash: string
}

/** One page of the audit log; undefined when `after` is no key of it. */
export function readAuditPage(
  ledger: Ledger,
  filter: AuditFilter,
  request: PageRequest,
): { rows: AuditRow[]; next: string; total: number } | undefined {
  const conditions = auditConditions(filter)
  const page = readKeyPage(ledger, order, conditions, request, () => countRows(ledger, 'audit u', conditions))
  if (page === undefined) return undefined
  const rows = ledger
    .sql<AuditSqlRow>(
      `select u.sequence, u.at, u.person_name, u.action, u.subject, u.detail, u.hash, u.previous_hash
       from json_each(?) k cross join audit u on u.sequence = k.value order by k.key`,
    )
    .all(JSON.stringify(page.ids.map(Number)))
  return {
    rows: rows.map((row) => ({
      sequence: Number(row.sequence),
      at: row.at,
      personName: row.person_name,
      action: row.action,
      subject: row.subject,
      detail: row.detail,
      hash: row.hash,
      previousHash: row.previous_hash,
    })),
    next: page.next,
    total: page.total,
  }
}

function auditConditions(filter: AuditFilter): Conditions {
  const conditions = new Conditions()
  if (filter.action !== '') conditions.add('u.action = ?', filter.action)
  if (filter.person !== '') conditions.add('u.person_name = ?', filter.person)
  if (filter.from !== '') conditions.add('u.at >= ?', filter.from)
  // A day sorts before its own moments: what follows it is beyond all of them.
  if (filter.to !== '') conditions.add('u.at <= ?', `${filter.to}\uffff`)
  const text = filter.text.trim()
  if (text === '') return conditions
  const pattern = contains(text)
  return conditions.add(
    `(u.subject like ? escape '\\' or u.detail like ? escape '\\' or u.action like ? escape '\\'
      or u.person_name like ? escape '\\' or u.hash like ? escape '\\')`,
    ...Array.from({ length: 5 }, () => pattern),
  )
}

/** The actions and people that occur in the log: what its filters offer. */
export function readAuditChoices(ledger: Ledger): { actions: string[]; people: string[] } {
  const actions = ledger.sql<{ name: string }>('select distinct action as name from audit order by 1').all()
  const people = ledger
    .sql<{ name: string }>('select distinct person_name as name from audit order by 1')
    .all()
  return { actions: actions.map(({ name }) => name), people: people.map(({ name }) => name) }
}
