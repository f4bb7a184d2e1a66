import type { ReasonView } from '@contract/invoice'
import type { Ledger } from './database'

/** Most reason codes that a ledger holds, active or not (domain.md, "Reason codes"). */
export const mostReasons = 300

const startingNames = [
  'Standard Adjustment',
  'Customer Satisfaction',
  'Incorrect Charge',
  'Write-off',
  'Other',
]

/** The codes that every ledger starts with; the first is the default. */
export const startingReasons: readonly ReasonView[] = startingNames.map((name, index) => ({
  name,
  active: true,
  isDefault: index === 0,
  reversalDateRule: 'original_or_first_open',
  accountingCode: '',
}))

interface ReasonRow {
  name: string
  active: bigint
  is_default: bigint
  reversal_date_rule: ReasonView['reversalDateRule']
  accounting_code: string
}

/** All reason codes, the default first, then by name. */
export function readReasons(ledger: Ledger): ReasonView[] {
  const rows = ledger
    .sql<ReasonRow>(
      `select name, active, is_default, reversal_date_rule, accounting_code from reason_code
       order by is_default desc, name`,
    )
    .all()
  return rows.map((row) => ({
    name: row.name,
    active: row.active === 1n,
    isDefault: row.is_default === 1n,
    reversalDateRule: row.reversal_date_rule,
    accountingCode: row.accounting_code,
  }))
}

export interface FactOrigin {
  /** Moment at which the fact was true; an older one never replaces it. */
  readonly asOf: string
  /** Empty for what was entered here. */
  readonly importId: string
}

/** Inserts or replaces one reason code; when it is the default, no other one is afterwards. */
export function writeReason(ledger: Ledger, reason: ReasonView, origin: FactOrigin): void {
  if (reason.isDefault) ledger.sql('update reason_code set is_default = 0 where is_default = 1').run()
  ledger
    .sql(
      `insert into reason_code (name, active, is_default, reversal_date_rule, accounting_code, as_of, import_id)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (name) do update set active = excluded.active, is_default = excluded.is_default,
         reversal_date_rule = excluded.reversal_date_rule, accounting_code = excluded.accounting_code,
         as_of = excluded.as_of, import_id = excluded.import_id`,
    )
    .run(
      reason.name,
      reason.active ? 1n : 0n,
      reason.isDefault ? 1n : 0n,
      reason.reversalDateRule,
      reason.accountingCode,
      origin.asOf,
      origin.importId,
    )
}

/** Only within the transaction that makes the ledger. */
export function insertStartingReasons(ledger: Ledger, asOf: string): void {
  for (const reason of startingReasons) writeReason(ledger, reason, { asOf, importId: '' })
}
