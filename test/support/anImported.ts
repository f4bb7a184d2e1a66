import type { Ledger } from '../../main/ledger/database'
import { refreshBalances } from '../../main/ledger/balanceTable'

export interface ImportedGiven {
  /** Ends the id and the number: `IIA-0007`. */
  readonly n: number
  readonly type: 'Credit' | 'Charge'
  readonly amount: number
  /** Day of November 2026. */
  readonly day: number
  /** Empty for the header of the invoice. */
  readonly source?: string
  readonly invoice?: string
  readonly status?: 'Processed' | 'Canceled'
  readonly referenceId?: string
  readonly comment?: string
}

export const importedId = (n: number) => `01TEST1MP0RT${String(n).padStart(14, '0')}`
export const importedNumber = (n: number) => `IIA-${String(n).padStart(4, '0')}`

/** An adjustment as an import leaves it, with its event, its state and the balance of its invoice. */
export function anImported(ledger: Ledger, given: ImportedGiven): string {
  const { n, type, amount, day, source = 'IT1', invoice = 'I1', status = 'Processed' } = given
  const id = importedId(n)
  const date = `2026-11-${String(day).padStart(2, '0')}`
  ledger
    .sql(
      `insert into adjustment (id, origin, kind, number, invoice_id, invoice_number, source_type, source_id, type,
         currency, amount_minor, impact_minor, adjustment_date, period_id, reason_code, reference_id, comment,
         accounting_code, deferred_revenue_account, recognized_revenue_account, exclude_from_revenue, integration_id,
         integration_status, sync_date, custom_fields, import_id, recorded_at, recorded_by, created_by, created_date)
       values (?, 'imported', ?, ?, ?, ?, ?, ?, ?, 'USD', ?, ?, ?, '', 'Write-off', ?, ?, '', '', '', 0, '', '', '', '{}',
         'IMPORT0', '2026-11-15T00:00:00.000Z', '', 'Zuora', ?)`,
    )
    .run(
      id,
      source === '' ? 'IA' : 'IIA',
      importedNumber(n),
      invoice,
      `INV-${invoice}`,
      source === '' ? '' : source.startsWith('T') ? 'Tax' : 'InvoiceDetail',
      source,
      type,
      BigInt(amount),
      BigInt(type === 'Charge' ? amount : -amount),
      date,
      given.referenceId ?? '',
      given.comment ?? '',
      `${date}T08:00:00.000Z`,
    )
  ledger
    .sql(
      `insert into adjustment_event (adjustment_id, event, effect, at, person_id, person_name, import_id, detail)
       values (?, 'imported', 'create', '2026-11-15T00:00:00.000Z', 'preparer', 'Pat Preparer', 'IMPORT0', ?)`,
    )
    .run(id, JSON.stringify({ number: importedNumber(n), status }))
  ledger
    .sql(
      `insert into adjustment_state (adjustment_id, number, billing_id, status, reason_code, transferred,
         create_landed_at) values (?, ?, ?, ?, 'Write-off', '', ?)`,
    )
    .run(id, importedNumber(n), `BILLING-${n}`, status, `${date}T08:00:00.000Z`)
  refreshBalances(ledger, [invoice])
  return id
}
