// The words of a pack, in English as all papers of the app.

const fields: Readonly<Record<string, string>> = {
  accountingCode: 'Accounting code',
  action: 'Action',
  active: 'Active',
  adjustOppositeSign: 'Items of opposite sign',
  adjustmentId: 'Adjustment',
  advancedAdjustment: 'Advanced adjustment',
  amount: 'Amount',
  balance: 'Balance',
  comment: 'Comment',
  counterItem: 'Counter item',
  currency: 'Currency',
  customFields: 'Custom fields',
  date: 'Date',
  defaultAdjustmentCode: 'Default adjustment code',
  deferredRevenueAccount: 'Deferred revenue',
  end: 'Last day',
  excludeFromRevenue: 'Exclude from revenue',
  exists: 'There at all',
  factsDisagree: 'Sums disagree',
  hardLocked: 'Locked for good',
  hasLanded: 'Landed',
  hasReversals: 'Has reversals',
  historyVerified: 'History known',
  inFlight: 'In flight',
  integrationId: 'Integration id',
  integrationStatus: 'Integration status',
  invoiceDate: 'Invoice date',
  invoiceId: 'Invoice id',
  invoiceNumber: 'Invoice',
  isDefault: 'Default',
  kind: 'Kind',
  open: 'Open amount',
  reasonCode: 'Reason code',
  receivablesCode: 'Receivables',
  recognizedRevenueAccount: 'Recognized revenue',
  referenceId: 'Reference',
  remainder: 'Remainder',
  replacesId: 'Stands in for',
  revenueAccounts: 'Revenue accounts',
  reversesId: 'Reverses',
  sourceId: 'Item',
  sourceType: 'Source type',
  start: 'First day',
  state: 'State',
  status: 'Status',
  syncDate: 'Sync date',
  transferred: 'Transferred',
  type: 'Type',
  value: 'Value',
}

/** What a field is called; one that has no label is called by its name. */
export function fieldWord(name: string): string {
  const increment = /^increment\.([A-Z]{3})$/.exec(name)
  return increment === null ? (fields[name] ?? name) : `Increment of ${increment[1] ?? ''}`
}

const facts: Readonly<Record<string, string>> = {
  invoice: 'Invoices',
  source: 'Items and tax lines',
  adjustment: 'Earlier adjustments',
  period: 'Periods',
  reason: 'Reason codes',
  accountingCode: 'Accounting codes',
  setting: 'Settings',
}
export const factKinds = Object.keys(facts)

export function factWord(kind: string): string {
  return facts[kind] ?? kind
}

const factNouns: Readonly<Record<string, string>> = {
  invoice: 'Invoice',
  source: 'Item',
  adjustment: 'Adjustment',
  period: 'Period',
  reason: 'Reason code',
  accountingCode: 'Accounting code',
  setting: 'Setting',
}

/** One fact of a kind. */
export function factNoun(kind: string): string {
  return factNouns[kind] ?? kind
}

const warnings: Readonly<Record<string, string>> = {
  only_together: 'legal only together',
  duplicate_line: 'same source, type, amount and date twice',
  history_unverified: 'adjustments of the invoice not imported',
  facts_disagree: 'sums of the facts disagree',
  deprecated: 'adjustments are deprecated in the billing system',
  under_exception: 'into a closed period under an exception',
  facts_moved: 'facts had moved',
}

export function warningWord(code: string): string {
  return warnings[code] ?? code
}

const events: Readonly<Record<string, string>> = {
  created: 'Created',
  submitted: 'Submitted',
  recalled: 'Recalled',
  returned: 'Returned',
  approved: 'Approved',
  posted: 'Posted',
  exported: 'Exported',
  landed: 'Landed',
  file_saved: 'Saved as a file',
  brought_in: 'Brought in from a file',
  merged: 'Merged with another copy',
}

export function eventWord(event: string): string {
  return events[event] ?? event
}

const acts: Readonly<Record<string, string>> = {
  submit: 'Submitted',
  return: 'Returned',
  approve: 'Approved',
}

export function actWord(act: string): string {
  return acts[act] ?? act
}

/** `1 line`, `3 lines`. */
export function counted(count: number, noun: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${noun}${count === 1 ? '' : 's'}`
}

export function valueWord(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
