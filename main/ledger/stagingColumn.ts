import type { FactKind } from '@contract/exchange'

// Staged rows have the columns of the ledger's tables, so that a commit can copy them in one statement.

export interface StagedTable {
  /** The ledger's table of the same name. */
  readonly table: string
  readonly kind: FactKind
  /** What tells one fact from another. */
  readonly key: string
  /** Columns of the fact with their type; as-of and import are added at the commit. */
  readonly columns: Readonly<Record<string, 'text' | 'integer' | 'json'>>
}

export const stagedFacts: readonly StagedTable[] = [
  {
    table: 'accounting_code',
    kind: 'accountingCode',
    key: 'name',
    columns: { name: 'text', type: 'text', active: 'integer' },
  },
  {
    table: 'reason_code',
    kind: 'reasonCode',
    key: 'name',
    columns: {
      name: 'text',
      active: 'integer',
      is_default: 'integer',
      reversal_date_rule: 'text',
      accounting_code: 'text',
    },
  },
  {
    table: 'account',
    kind: 'account',
    key: 'id',
    columns: {
      id: 'text',
      number: 'text',
      name: 'text',
      currency: 'text',
      status: 'text',
      is_placeholder: 'integer',
      extra: 'json',
    },
  },
  {
    table: 'invoice',
    kind: 'invoice',
    key: 'id',
    columns: {
      id: 'text',
      number: 'text',
      account_id: 'text',
      status: 'text',
      currency: 'text',
      invoice_date: 'text',
      due_date: 'text',
      amount_minor: 'integer',
      tax_minor: 'integer',
      balance_minor: 'integer',
      paid_minor: 'integer',
      refunded_minor: 'integer',
      adjusted_minor: 'integer',
      extra: 'json',
    },
  },
  {
    table: 'item',
    kind: 'item',
    key: 'id',
    columns: {
      id: 'text',
      invoice_id: 'text',
      name: 'text',
      processing_type: 'text',
      applied_to_item_id: 'text',
      charge_date: 'text',
      service_start: 'text',
      service_end: 'text',
      amount_minor: 'integer',
      amount_exact: 'text',
      tax_minor: 'integer',
      quantity: 'text',
      unit_price: 'text',
      uom: 'text',
      sku: 'text',
      subscription_id: 'text',
      accounting_code: 'text',
      deferred_revenue_account: 'text',
      recognized_revenue_account: 'text',
      receivables_code: 'text',
      extra: 'json',
    },
  },
  {
    table: 'tax_line',
    kind: 'taxLine',
    key: 'id',
    columns: {
      id: 'text',
      item_id: 'text',
      invoice_id: 'text',
      name: 'text',
      amount_minor: 'integer',
      amount_exact: 'text',
      rate: 'text',
      tax_code: 'text',
      jurisdiction: 'text',
      accounting_code: 'text',
      receivables_code: 'text',
      extra: 'json',
    },
  },
]

export const stagedPeriod: StagedTable = {
  table: 'period',
  kind: 'period',
  key: 'id',
  columns: {
    id: 'text',
    name: 'text',
    start_date: 'text',
    end_date: 'text',
    fiscal_year: 'text',
    fiscal_quarter: 'text',
    state: 'text',
  },
}

/** Adjustments of both kinds; what the ledger keeps as state stands beside what never changes. */
export const stagedAdjustment: StagedTable = {
  table: 'adjustment',
  kind: 'invoiceItemAdjustment',
  key: 'billing_id',
  columns: {
    new_id: 'text',
    kind: 'text',
    billing_id: 'text',
    number: 'text',
    invoice_id: 'text',
    invoice_number: 'text',
    source_type: 'text',
    source_id: 'text',
    type: 'text',
    currency: 'text',
    amount_minor: 'integer',
    impact_minor: 'integer',
    adjustment_date: 'text',
    reason_code: 'text',
    reference_id: 'text',
    comment: 'text',
    accounting_code: 'text',
    deferred_revenue_account: 'text',
    recognized_revenue_account: 'text',
    exclude_from_revenue: 'integer',
    integration_id: 'text',
    integration_status: 'text',
    sync_date: 'text',
    custom_fields: 'json',
    status: 'text',
    transferred: 'text',
    cancelled_at: 'text',
    cancelled_by: 'text',
    created_by: 'text',
    created_date: 'text',
    updated_by: 'text',
    updated_date: 'text',
    /** The adjustment of the ledger that the row is about: known already, or a twin. */
    known_id: 'text',
    twin_decision: 'text',
  },
}

export const stagedTables: readonly StagedTable[] = [...stagedFacts, stagedPeriod, stagedAdjustment]

export function stagedTableOf(kind: FactKind): StagedTable {
  if (kind === 'invoiceAdjustment') return stagedAdjustment
  const found = stagedTables.find((entry) => entry.kind === kind)
  if (found === undefined) throw new RangeError(`Nothing is staged for ${kind}`)
  return found
}

/** Verdicts as they are staged; refused rows stand in a table of their own. */
export const verdictNumber = { new: 0n, changed: 1n, same: 2n, twin: 3n } as const
export type StagedVerdict = keyof typeof verdictNumber
export const verdictNames: readonly StagedVerdict[] = ['new', 'changed', 'same', 'twin']
