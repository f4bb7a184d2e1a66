import type { Line } from '@contract/line'
import type { Settings } from '@contract/setting'
import type {
  AdjustmentFact,
  BatchVerdict,
  Facts,
  InvoiceFact,
  LineVerdict,
  PeriodFact,
  SourceFact,
} from '../../main/engine/fact'
import { sourceKey } from '../../main/engine/fact'
import { checkLines } from '../../main/engine/rule/checkLines'

// One small company for all tables of rules. Invoice INV-1 (10 May 2026, USD, balance 110.00) has an item of
// 100.00, a discount of -20.00, an item of 20.00 and a tax line of 10.00. April is closed, March hard-locked,
// May pending close, June and July open, and no period contains a day before March.

export const lineIdOf = (position: number) => `01J0000000000000000000${String(position).padStart(4, '0')}`

export function line(position: number, fields: Partial<Line> = {}): Line {
  return {
    action: 'create',
    kind: 'IIA',
    invoiceId: 'inv1',
    invoiceNumber: '',
    sourceType: 'InvoiceDetail',
    sourceId: 'item1',
    type: 'Credit',
    amount: '10.00',
    date: '2026-06-10',
    reasonCode: '',
    referenceId: '',
    comment: '',
    accountingCode: '',
    deferredRevenueAccount: '',
    recognizedRevenueAccount: '',
    excludeFromRevenue: false,
    integrationId: '',
    integrationStatus: '',
    syncDate: '',
    customFields: {},
    adjustmentId: '',
    reversesId: '',
    replacesId: '',
    lineId: lineIdOf(position),
    position,
    provisionalNumber: '',
    ...fields,
  }
}

export const header: Partial<Line> = { kind: 'IA', sourceType: '', sourceId: '' }
export const cancelOf = (adjustmentId: string): Partial<Line> => ({
  ...header,
  action: 'cancel',
  invoiceId: '',
  type: '',
  amount: '',
  date: '',
  adjustmentId,
})
export const deleteOf = (adjustmentId: string): Partial<Line> => ({
  ...cancelOf(adjustmentId),
  action: 'delete',
})
export const reversalOf = (adjustmentId: string, amount = '30.00'): Partial<Line> => ({
  type: 'Charge',
  amount,
  reversesId: adjustmentId,
})

export const settings: Settings = {
  apiVersion: 120,
  mode: 'legacy',
  entityId: '',
  timeZone: 'UTC',
  advancedAdjustment: false,
  counterItem: true,
  adjustOppositeSign: true,
  revenueAccounts: false,
  revenueExclusion: false,
  receivablesCode: '1200 Receivables',
  defaultAdjustmentCode: '4900 Adjustments',
  rounding: {},
  increment: { CHF: '0.05' },
  signEachTime: false,
}

export function invoice(fields: Partial<InvoiceFact> = {}): InvoiceFact {
  return {
    id: 'inv1',
    number: 'INV-1',
    status: 'Posted',
    currency: 'USD',
    invoiceDate: '2026-03-10',
    balanceMinor: 11000n,
    amountMinor: 11000n,
    historyVerified: true,
    factsDisagree: false,
    ...fields,
  }
}

export function source(fields: Partial<SourceFact> = {}): SourceFact {
  const amountMinor = fields.amountMinor ?? 10000n
  return {
    id: 'item1',
    type: 'InvoiceDetail',
    invoiceId: 'inv1',
    name: 'Seats',
    amountMinor,
    openMinor: amountMinor,
    accountingCode: '4000 Revenue',
    deferredRevenueAccount: '',
    recognizedRevenueAccount: '',
    receivablesCode: '',
    ...fields,
  }
}

export function adjustment(fields: Partial<AdjustmentFact> = {}): AdjustmentFact {
  const amountMinor = fields.amountMinor ?? 3000n
  return {
    id: '01HADJ00000000000000000001',
    number: 'IIA-00000001',
    origin: 'local',
    kind: 'IIA',
    invoiceId: 'inv1',
    sourceType: 'InvoiceDetail',
    sourceId: 'item1',
    type: 'Credit',
    amountMinor,
    date: '2026-06-02',
    status: 'Processed',
    transferred: '',
    inFlight: false,
    hasLanded: false,
    everExported: false,
    reversesId: '',
    remainderMinor: amountMinor,
    hasReversals: false,
    claimedBy: '',
    ...fields,
  }
}

export function period(month: string, state: PeriodFact['state'], hardLocked = false): PeriodFact {
  const last = { '02': '28', '04': '30', '06': '30' }[month] ?? '31'
  return {
    id: `2026-${month}`,
    name: `2026-${month}`,
    start: `2026-${month}-01`,
    end: `2026-${month}-${last}`,
    state,
    hardLocked,
  }
}

export const periods: readonly PeriodFact[] = [
  period('03', 'Closed', true),
  period('04', 'Closed'),
  period('05', 'PendingClose'),
  period('06', 'Open'),
  period('07', 'Open'),
]

/** What one row of a table changes about the company. */
export interface World {
  readonly invoices?: readonly InvoiceFact[]
  readonly sources?: readonly SourceFact[]
  readonly adjustments?: readonly AdjustmentFact[]
  readonly settings?: Partial<Settings>
  readonly exceptions?: Facts['exceptions']
  readonly rights?: Facts['person']['rights']
  readonly periods?: readonly PeriodFact[]
}

export function factsOf(world: World = {}): Facts {
  const invoices = world.invoices ?? [invoice()]
  const sources = world.sources ?? [
    source(),
    source({ id: 'discount1', name: 'Discount', amountMinor: -2000n }),
    source({ id: 'item2', name: 'Support', amountMinor: 2000n }),
    source({ id: 'tax1', type: 'Tax', name: 'VAT', amountMinor: 1000n, accountingCode: '2200 Tax payable' }),
  ]
  return {
    invoices: new Map(invoices.map((each) => [each.id, each])),
    sources: new Map(sources.map((each) => [sourceKey(each.type, each.id), each])),
    adjustments: new Map((world.adjustments ?? []).map((each) => [each.id, each])),
    periods: world.periods ?? periods,
    exceptions: world.exceptions ?? [],
    reasons: new Map(
      [
        { name: 'Standard Adjustment', active: true, isDefault: true, accountingCode: '' },
        { name: 'Write-off', active: true, isDefault: false, accountingCode: '4950 Write-offs' },
        { name: 'Goodwill', active: false, isDefault: false, accountingCode: '' },
      ].map((reason) => [reason.name, { ...reason, reversalDateRule: 'original_or_first_open' as const }]),
    ),
    accountingCodes: new Map(
      ['1200 Receivables', '4000 Revenue', '4900 Adjustments', '4950 Write-offs', '2400 Deferred']
        .map((name) => ({ name, active: true }))
        .concat({ name: '4999 Old', active: false })
        .map((code) => [code.name, code]),
    ),
    settings: { ...settings, ...world.settings },
    person: { id: 'ada', rights: world.rights ?? ['prepare'] },
    now: '2026-06-15T12:00:00.000Z',
  }
}

export function check(lines: readonly Partial<Line>[], world: World = {}): BatchVerdict {
  return checkLines(
    lines.map((fields, index) => line(index + 1, fields)),
    factsOf(world),
  )
}

/** A verdict in one word per line: `ok`, or the codes in the order reported, with `together` in front. */
export function sayVerdict({ rejections, onlyTogether }: LineVerdict): string {
  const codes = rejections.map(({ code }) => code).join(' ')
  return [onlyTogether ? 'together' : '', codes].filter(Boolean).join(' ') || 'ok'
}

export function sayVerdicts(verdict: BatchVerdict): readonly string[] {
  return verdict.lines.map(sayVerdict)
}
