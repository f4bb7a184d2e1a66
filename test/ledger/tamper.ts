import { expect } from 'vitest'
import { canonicalText } from '../../main/ledger/auditTable'
import type { Ledger } from '../../main/ledger/database'
import { signText, type IdentityKey } from '../../main/platform/identityKey'
import { reopen } from '../support/tempLedger'

/** Does what no trigger lets happen: takes them out, changes rows, and puts them back as they were. */
export function tampered(ledger: Ledger, ...statements: string[]): Ledger {
  const { database } = ledger
  const triggers = ledger
    .sql<{ name: string; sql: string }>("select name, sql from sqlite_schema where type = 'trigger'")
    .all()
  database.pragma('foreign_keys = off')
  for (const { name } of triggers) database.exec(`drop trigger ${name}`)
  for (const text of statements) expect(database.prepare(text).run().changes, text).toBeGreaterThan(0)
  for (const { sql } of triggers) database.exec(sql)
  database.pragma('foreign_keys = on')
  return reopen(ledger)
}

/**
 * Lets somebody say something else than they did, in the statement, under a right signature of it, and in the log:
 * its chain is not computed again, so that a fault of the log may be among those that are found.
 */
export function restated(
  ledger: Ledger,
  { sequence, key, columns = {} }: { sequence: number; key: IdentityKey; columns?: Record<string, string> },
  change: (said: Record<string, unknown>) => Record<string, unknown>,
  spell: (said: unknown) => string = canonicalText,
): Ledger {
  const row = ledger
    .sql<{ text: string; signature: string }>('select text, signature from statement where sequence = ?')
    .get(BigInt(sequence))!
  const text = spell(change(JSON.parse(row.text) as Record<string, unknown>))
  const signature = signText(text, key.privateKey)
  const quoted = text.replaceAll("'", "''")
  const more = Object.entries(columns).map(([name, value]) => `, ${name} = '${value}'`)
  return tampered(
    ledger,
    `update statement set text = '${quoted}', signature = '${signature}'${more.join('')} where sequence = ${sequence}`,
    `update audit set detail = replace(detail, '${row.signature}', '${signature}') where detail like '%${row.signature}%'`,
  )
}
