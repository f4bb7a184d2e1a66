import type { AdjustmentFact, InvoiceFact } from '../../engine/fact'
import { proposeDate } from '../../engine/reversal/proposeDate'
import { loadAdjustmentFacts } from '../../ledger/adjustmentFactTable'
import { loadInvoiceFacts } from '../../ledger/invoiceFactTable'
import { readPeriodFacts } from '../../ledger/periodTable'
import { readReasons } from '../../ledger/reasonCodeTable'
import { readSettings } from '../../ledger/settingTable'
import type { Settings } from '@contract/setting'
import type { Context } from '../context'

/** What new lines take their defaults from: the invoices and adjustments they name, today, the default reason. */
export interface DraftBasis {
  readonly settings: Settings
  /** The day that it is now where the tenant is. Fixed in the line when it is made. */
  readonly today: string
  readonly defaultReason: string
  readonly adjustments: ReadonlyMap<string, AdjustmentFact>
  /** The day that the rule of its reason code proposes for a reversal; today where it finds none. */
  reversalDate(original: AdjustmentFact, reasonCode: string): string
  invoice(idOrNumber: { readonly invoiceId: string; readonly invoiceNumber: string }): InvoiceFact | undefined
}

interface NamedInDraft {
  readonly invoiceIds: Iterable<string>
  readonly invoiceNumbers: Iterable<string>
  readonly adjustmentIds: Iterable<string>
  readonly batchId: string
}

export function loadDraftBasis(context: Context, named: NamedInDraft): DraftBasis {
  const { ledger, clock } = context
  const settings = readSettings(ledger)
  const adjustments = loadAdjustmentFacts(ledger, {
    ids: named.adjustmentIds,
    sourceIds: [],
    headerInvoiceIds: [],
    batchId: named.batchId,
  })
  const invoiceIds = new Set(named.invoiceIds)
  for (const { invoiceId } of adjustments.values()) invoiceIds.add(invoiceId)
  const { invoices } = loadInvoiceFacts(ledger, { ids: invoiceIds, numbers: named.invoiceNumbers })
  const reasons = readReasons(ledger)
  const defaultReason = reasons.find(({ isDefault }) => isDefault)?.name ?? ''
  const today = clock.today(settings.timeZone)
  const byNumber = new Map([...invoices.values()].map((invoice) => [invoice.number, invoice]))
  return {
    settings,
    today,
    defaultReason,
    adjustments,
    reversalDate(original, reasonCode) {
      const named = reasons.find(({ name }) => name === (reasonCode || defaultReason))
      const rule = named?.reversalDateRule ?? 'original_or_first_open'
      const proposed = proposeDate(original, rule, readPeriodFacts(ledger), today, context.person)
      return 'date' in proposed ? proposed.date : today
    },
    invoice: ({ invoiceId, invoiceNumber }) =>
      invoiceId === '' ? byNumber.get(invoiceNumber) : invoices.get(invoiceId),
  }
}
