import type { RunningLimit } from '@contract/approval'
import type { DraftChange } from '@contract/batch'
import type { Person } from '@contract/setting'
import { cell } from '../../support/aBatch'
import { controller, preparer } from '../../support/tempLedger'
import { upTo } from './ruled'

/** What becomes of a batch before the next one is submitted. */
export type Fate =
  | 'waits'
  | 'is posted'
  | 'is returned'
  | 'is recalled'
  | 'is posted and refused by the billing system'
  | 'is posted and canceled'
  | 'is posted, canceled and deleted'

export interface Earlier {
  readonly lines: readonly DraftChange[]
  readonly fate: Fate
  /** The moment; without one, that of the batch before. */
  readonly at?: string
  readonly by?: Person
}

/** Earlier batches, then the last one; the last column is what its submission is answered. */
export interface SplitRow {
  readonly what: string
  readonly running: readonly RunningLimit[]
  readonly earlier: readonly Earlier[]
  readonly last: Omit<Earlier, 'fate'>
  readonly verdict: string
}

const perInvoice = [upTo('invoice', '100.00')]
const perAccount = [upTo('account', '100.00')]
const perReason = [upTo('reason', '100.00')]
const perPreparer = [upTo('preparer', '100.00')]
const over = 'invoice INV-I1 30: 100.01 > 100.00 USD'

const credit = (amount: string, invoice = 'I1', fields = {}, item = `${invoice}a`) =>
  cell(invoice, item, 'Credit', amount, fields)
const sixty = credit('60.00')
const forty = credit('40.00', 'I1', {}, 'I1b')
const fortyAndOne = credit('40.01', 'I1', {}, 'I1b')
const posted = (...lines: DraftChange[]): Earlier => ({ lines, fate: 'is posted' })
const waiting = (...lines: DraftChange[]): Earlier => ({ lines, fate: 'waits' })
const writeOff = { reasonCode: 'Write-off' }

export const splitRows: readonly SplitRow[] = [
  {
    what: 'one batch, at',
    running: perInvoice,
    earlier: [],
    last: { lines: [credit('100.00')] },
    verdict: 'ok',
  },
  {
    what: 'one batch, one cent over',
    running: perInvoice,
    earlier: [],
    last: { lines: [credit('100.01')] },
    verdict: over,
  },
  {
    what: 'over two lines of one batch',
    running: perInvoice,
    earlier: [],
    last: { lines: [sixty, fortyAndOne] },
    verdict: over,
  },
  {
    what: 'over two batches at the same time, at',
    running: perInvoice,
    earlier: [waiting(sixty)],
    last: { lines: [forty] },
    verdict: 'ok',
  },
  {
    what: 'over two batches at the same time',
    running: perInvoice,
    earlier: [waiting(sixty)],
    last: { lines: [fortyAndOne] },
    verdict: over,
  },
  {
    what: 'over two batches, the first posted, at',
    running: perInvoice,
    earlier: [posted(sixty)],
    last: { lines: [forty] },
    verdict: 'ok',
  },
  {
    what: 'over two batches, the first posted',
    running: perInvoice,
    earlier: [posted(sixty)],
    last: { lines: [fortyAndOne] },
    verdict: over,
  },
  {
    what: 'over three batches, one posted and one waiting',
    running: perInvoice,
    earlier: [posted(credit('30.00')), waiting(credit('30.00', 'I1', {}, 'I1b'))],
    last: { lines: [credit('40.01')] },
    verdict: over,
  },
  {
    what: 'over two days',
    running: perInvoice,
    earlier: [posted(sixty)],
    last: { at: '2026-11-21T10:00:00.000Z', lines: [fortyAndOne] },
    verdict: over,
  },
  {
    what: 'a millisecond before the window has passed',
    running: perInvoice,
    earlier: [posted(sixty)],
    last: { at: '2026-12-20T09:59:59.999Z', lines: [fortyAndOne] },
    verdict: over,
  },
  {
    what: 'just outside the window, which is allowed',
    running: perInvoice,
    earlier: [posted(sixty)],
    last: { at: '2026-12-20T10:00:00.000Z', lines: [fortyAndOne] },
    verdict: 'ok',
  },
  {
    what: 'a window of one day is 24 hours, not a calendar day',
    running: [upTo('invoice', '100.00', 1)],
    earlier: [posted(sixty)],
    last: { at: '2026-11-21T09:00:00.000Z', lines: [fortyAndOne] },
    verdict: 'invoice INV-I1 1: 100.01 > 100.00 USD',
  },
  {
    what: 'what waits counts however long it has: it would be posted now',
    running: perInvoice,
    earlier: [waiting(sixty)],
    last: { at: '2026-12-30T10:00:00.000Z', lines: [fortyAndOne] },
    verdict: over,
  },
  {
    what: 'over the days of another window',
    running: [upTo('invoice', '100.00', 1), upTo('invoice', '120.00', 30)],
    earlier: [posted(credit('90.00'))],
    last: { at: '2026-11-25T10:00:00.000Z', lines: [credit('30.01')] },
    verdict: 'invoice INV-I1 30: 120.01 > 120.00 USD',
  },
  {
    what: 'over two invoices of one account, which a limit per invoice misses',
    running: perInvoice,
    earlier: [posted(sixty)],
    last: { lines: [credit('40.01', 'I2')] },
    verdict: 'ok',
  },
  {
    what: 'over two invoices of one account',
    running: perAccount,
    earlier: [posted(sixty)],
    last: { lines: [credit('40.01', 'I2')] },
    verdict: 'account Acme 30: 100.01 > 100.00 USD',
  },
  {
    what: 'over two invoices of one account, the first waiting',
    running: perAccount,
    earlier: [waiting(sixty)],
    last: { lines: [credit('40.01', 'I2')] },
    verdict: 'account Acme 30: 100.01 > 100.00 USD',
  },
  {
    what: 'over two invoices of two accounts',
    running: perAccount,
    earlier: [posted(sixty), waiting(credit('30.00', 'I2'))],
    last: { lines: [credit('100.00', 'I3')] },
    verdict: 'ok',
  },
  {
    what: 'over two reason codes, which a limit per reason code misses',
    running: perReason,
    earlier: [posted(sixty)],
    last: { lines: [credit('40.01', 'I1', writeOff)] },
    verdict: 'ok',
  },
  {
    what: 'over two reason codes, on one invoice',
    running: [...perReason, ...perInvoice],
    earlier: [posted(sixty)],
    last: { lines: [credit('40.01', 'I1', writeOff)] },
    verdict: over,
  },
  {
    what: 'one reason code over two accounts, posted',
    running: perReason,
    earlier: [posted(credit('60.00', 'I1', writeOff))],
    last: { lines: [credit('40.01', 'I3', writeOff)] },
    verdict: 'reason Write-off 30: 100.01 > 100.00 USD',
  },
  {
    what: 'one reason code over two accounts, waiting',
    running: perReason,
    earlier: [waiting(credit('60.00', 'I1', writeOff))],
    last: { lines: [credit('40.01', 'I3', writeOff)] },
    verdict: 'reason Write-off 30: 100.01 > 100.00 USD',
  },
  {
    what: 'a reason code that is left empty is the default, posted and waiting',
    running: perReason,
    earlier: [posted(credit('30.00')), waiting(credit('30.00', 'I2'))],
    last: { lines: [credit('40.01', 'I3', { reasonCode: 'Standard Adjustment' })] },
    verdict: 'reason Standard Adjustment 30: 100.01 > 100.00 USD',
  },
  {
    what: 'over two preparers, which a limit per preparer misses',
    running: perPreparer,
    earlier: [{ ...posted(sixty), by: controller }],
    last: { lines: [fortyAndOne] },
    verdict: 'ok',
  },
  {
    what: 'over two preparers, on one invoice',
    running: [...perPreparer, ...perInvoice],
    earlier: [{ ...waiting(sixty), by: controller }],
    last: { lines: [fortyAndOne], by: preparer },
    verdict: over,
  },
  {
    what: 'one preparer over two accounts, posted',
    running: perPreparer,
    earlier: [posted(sixty)],
    last: { lines: [credit('40.01', 'I3')] },
    verdict: 'preparer Pat Preparer 30: 100.01 > 100.00 USD',
  },
  {
    what: 'one preparer over two accounts, waiting',
    running: perPreparer,
    earlier: [waiting(sixty)],
    last: { lines: [credit('40.01', 'I3')] },
    verdict: 'preparer Pat Preparer 30: 100.01 > 100.00 USD',
  },
  {
    what: 'one preparer, just outside the window',
    running: perPreparer,
    earlier: [posted(sixty)],
    last: { at: '2026-12-20T10:00:00.000Z', lines: [credit('40.01', 'I3')] },
    verdict: 'ok',
  },
  {
    what: 'one preparer, a millisecond inside the window',
    running: perPreparer,
    earlier: [posted(sixty)],
    last: { at: '2026-12-20T09:59:59.999Z', lines: [credit('40.01', 'I3')] },
    verdict: 'preparer Pat Preparer 30: 100.01 > 100.00 USD',
  },
  {
    what: 'a currency that the limit does not name',
    running: perAccount,
    earlier: [],
    last: { lines: [credit('1', 'J1')] },
    verdict: 'currency JPY',
  },
  {
    what: 'each currency by itself',
    running: [{ of: 'account', days: 30, upTo: { USD: '100.00', JPY: '10000' } }],
    earlier: [posted(credit('10000', 'J1')), waiting(sixty)],
    last: { lines: [forty] },
    verdict: 'ok',
  },
  {
    what: 'a credit and the charge that makes up for it are two amounts',
    running: perInvoice,
    earlier: [posted(sixty)],
    last: { lines: [cell('I1', 'I1a', 'Charge', '40.01', { reversesId: 'FIRST' })] },
    verdict: over,
  },
  {
    what: 'what was returned waits no more',
    running: perInvoice,
    earlier: [{ lines: [sixty], fate: 'is returned' }],
    last: { lines: [credit('100.00')] },
    verdict: 'ok',
  },
  {
    what: 'what was recalled waits no more',
    running: perInvoice,
    earlier: [{ lines: [sixty], fate: 'is recalled' }],
    last: { lines: [credit('100.00')] },
    verdict: 'ok',
  },
  {
    what: 'what the billing system refused',
    running: perInvoice,
    earlier: [{ lines: [sixty], fate: 'is posted and refused by the billing system' }],
    last: { at: '2026-11-21T10:00:00.000Z', lines: [credit('100.00')] },
    verdict: 'ok',
  },
  {
    what: 'a cancel makes no room, and counts itself',
    running: [upTo('invoice', '150.00')],
    earlier: [{ lines: [sixty], fate: 'is posted and canceled' }],
    last: { lines: [credit('30.01')] },
    verdict: 'invoice INV-I1 30: 150.01 > 150.00 USD',
  },
  {
    what: 'what was canceled and deleted counts no more',
    running: perInvoice,
    earlier: [{ lines: [sixty], fate: 'is posted, canceled and deleted' }],
    last: { lines: [credit('100.00')] },
    verdict: 'ok',
  },
  {
    what: 'what was canceled counts twice, by preparer too',
    running: perPreparer,
    earlier: [{ lines: [sixty], fate: 'is posted and canceled' }],
    last: { lines: [credit('0.01', 'I3')] },
    verdict: 'preparer Pat Preparer 30: 120.01 > 100.00 USD',
  },
]
