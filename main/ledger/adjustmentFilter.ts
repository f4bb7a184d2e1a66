import type { AdjustmentFilter } from '@contract/adjustment'
import { rejection, type Outcome, accepted, refused } from '@contract/outcome'
import { currencyCodes, requireCurrencyDigits } from '../engine/money/currency'
import { roundToMinor } from '../engine/money/rounding'
import type { Ledger } from './database'
import { Conditions, contains } from './page'

/** What of its way into the billing system is known of a local adjustment `a` with its state `s`. */
export const landingSql = `case
  when a.origin = 'imported' then ''
  when s.is_refused = 1 then 'refused'
  when s.status = 'Processed' then case
    when s.create_landed_at is not null then 'landed'
    when s.is_exported = 1 then 'in_flight'
    else 'waiting' end
  when s.create_landed_at is null and s.is_exported = 0 then ''
  when s.cancel_landed_at is not null then 'landed'
  when s.is_cancel_exported = 1 or s.create_landed_at is null then 'in_flight'
  else 'waiting' end`

const reversedSql = (original: string) => `(
  select sum(r.amount_minor) from adjustment_state rs join adjustment r on r.id = rs.adjustment_id
  where rs.reverses_id = ${original} and rs.status = 'Processed' and rs.is_refused = 0 and rs.is_deleted = 0)`

// An original whose linked reversals take back all of it, or one of those reversals. Few rows are either:
// an index of those few answers for all others.
const fullyReversed = `(coalesce(a.amount_minor = ${reversedSql('a.id')}, 0)
  or (a.id in (select adjustment_id from adjustment_state where reverses_id is not null) and exists (
    select 1 from adjustment_state rl join adjustment o on o.id = rl.reverses_id
    where rl.adjustment_id = a.id and o.amount_minor = ${reversedSql('o.id')})))`

export interface FilteredAdjustments {
  /** Over `adjustment a` and, where `needsState`, `adjustment_state s`. */
  readonly conditions: Conditions
  readonly needsState: boolean
  /** True when an index of the filter finds few rows, so that it drives instead of the sorted order. */
  readonly isSelective: boolean
}

/**
 * The filter as conditions; deleted adjustments are never among the rows. Unary plus keeps SQLite from
 * driving by a condition that many rows meet, which would sort all of them for every page.
 * Refused: `value_unknown` for an amount that is none.
 */
export function filterAdjustments(ledger: Ledger, filter: AdjustmentFilter): Outcome<FilteredAdjustments> {
  const conditions = new Conditions()
  conditions.add('a.id not in (select adjustment_id from adjustment_state where is_deleted = 1)')
  if (filter.reversed === 'hide') conditions.add(`not ${fullyReversed}`)
  addExact(conditions, filter)
  addDates(ledger, conditions, filter)
  const problem = addAmounts(conditions, filter)
  if (problem !== undefined) return refused(rejection('value_unknown', problem))
  const needsState = addStates(conditions, filter)
  const isSelective = [filter.accountId, filter.invoiceId, filter.sourceId, filter.batchId].some(
    (id) => id !== '',
  )
  return accepted({ conditions, needsState, isSelective })
}

function addExact(conditions: Conditions, filter: AdjustmentFilter) {
  const exact: [string, string][] = [
    ['a.invoice_id = ?', filter.invoiceId],
    ['a.source_id = ?', filter.sourceId],
    ['a.batch_id = ?', filter.batchId],
    ['a.invoice_id in (select id from invoice where account_id = ?)', filter.accountId],
    ['a.origin = ?', filter.origin],
    ['a.kind = ?', filter.kind],
    ['a.type = ?', filter.type],
    ['a.currency = ?', filter.currency],
    ['a.accounting_code = ?', filter.accountingCode],
  ]
  for (const [text, value] of exact) if (value !== '') conditions.add(text, value)
  if (filter.referenceId !== '')
    conditions.add(`a.reference_id like ? escape '\\'`, contains(filter.referenceId))
  if (filter.comment !== '') conditions.add(`a.comment like ? escape '\\'`, contains(filter.comment))
}

/** A period holds exactly the adjustments of its days, imported ones too. */
function addDates(ledger: Ledger, conditions: Conditions, filter: AdjustmentFilter) {
  if (filter.dateFrom !== '') conditions.add('+a.adjustment_date >= ?', filter.dateFrom)
  if (filter.dateTo !== '') conditions.add('+a.adjustment_date <= ?', filter.dateTo)
  if (filter.periodId === '') return
  const period = ledger
    .sql<{ start_date: string; end_date: string }>('select start_date, end_date from period where id = ?')
    .get(filter.periodId)
  conditions.add('+a.adjustment_date between ? and ?', period?.start_date ?? '', period?.end_date ?? '')
}

/** Answers with the field that is no amount. */
function addAmounts(conditions: Conditions, filter: AdjustmentFilter): string | undefined {
  const bounds = [
    { field: 'filter/amountFrom', text: filter.amountFrom, comparison: '>=', mode: 'up' },
    { field: 'filter/amountTo', text: filter.amountTo, comparison: '<=', mode: 'down' },
  ] as const
  for (const { field, text, comparison, mode } of bounds) {
    if (text === '') continue
    const limits = limitByDigits(text, mode)
    if (limits === undefined) return field
    conditions.add(`+a.amount_minor ${comparison} ${limitSql}`, ...limits)
  }
  return undefined
}

// The same figure is another number of minor units in JPY, USD and KWD: one limit per count of digits.
const representatives = ['JPY', 'KWD', 'CLF', 'USD'] as const
const limitSql = `case ${representatives
  .slice(0, -1)
  .map((code) => `when a.currency in (${codesLike(code)}) then ?`)
  .join(' ')} else ? end`

function codesLike(representative: string): string {
  const digits = requireCurrencyDigits(representative)
  return currencyCodes
    .filter((code) => requireCurrencyDigits(code) === digits)
    .map((code) => `'${code}'`)
    .join(', ')
}

function limitByDigits(text: string, mode: 'up' | 'down'): bigint[] | undefined {
  const limits: bigint[] = []
  for (const code of representatives) {
    const rounded = roundToMinor(text, code, mode)
    if ('problem' in rounded) return undefined
    limits.push(rounded.minor)
  }
  return limits
}

/** Conditions on what events have made of the adjustment. True if there are any. */
function addStates(conditions: Conditions, filter: AdjustmentFilter): boolean {
  const before = conditions.values.length
  if (filter.status !== '') conditions.add('s.status = ?', filter.status)
  if (filter.reasonCode !== '') conditions.add('s.reason_code = ?', filter.reasonCode)
  if (filter.transferred !== '')
    conditions.add('s.transferred = ?', filter.transferred === 'No' ? '' : filter.transferred)
  if (filter.landing !== '') conditions.add(`${landingSql} = ?`, filter.landing)
  if (filter.text.trim() !== '') addText(conditions, filter.text.trim())
  return conditions.values.length > before
}

const searchedColumns = [
  's.number',
  'a.number',
  's.billing_id',
  'a.id',
  'a.invoice_number',
  'a.invoice_id',
  'a.source_id',
  's.reason_code',
  'a.reference_id',
  'a.comment',
  'a.accounting_code',
  'a.deferred_revenue_account',
  'a.recognized_revenue_account',
  'a.integration_id',
  'a.integration_status',
  'a.custom_fields',
  'a.created_by',
  's.updated_by',
]

const searchedElsewhere = [
  `a.invoice_id in (select i.id from invoice i join account c on c.id = i.account_id
     where c.name like ? escape '\\' or c.number like ? escape '\\' or c.id like ? escape '\\')`,
  `a.source_id in (select id from item where name like ? escape '\\')`,
  `a.source_id in (select id from tax_line where name like ? escape '\\')`,
]

function addText(conditions: Conditions, text: string) {
  const here = searchedColumns.map((column) => `${column} like ? escape '\\'`)
  const all = [...here, ...searchedElsewhere].join(' or ')
  const pattern = contains(text)
  conditions.add(`(${all})`, ...Array.from({ length: here.length + 5 }, () => pattern))
}
