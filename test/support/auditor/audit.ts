import { expect } from 'vitest'
import { verifyLedger } from '../../../main/ledger/verify'
import { listAdjustments } from '../../../main/usecase/listAdjustments'
import { listSources } from '../../../main/usecase/listSources'
import { getInvoice } from '../../../main/usecase/getInvoice'
import { sumPeriods } from '../../../main/usecase/period/periodRead'
import { anyAdjustment } from '../../usecase/anyAdjustment'
import { valueOf } from '../aBatch'
import type { TestContext } from '../tempLedger'
import { balances, decimalText, isAcross, isBeyond, openAmounts } from './amount'
import { expectedBooks, periodSums, readBooks } from './periodSum'
import { readPostings, type Posting } from './posting'
import { readWaiting, remainders } from './remainder'

/**
 * The independent auditor: what the app says of every balance, open amount, remainder, period total and account is
 * what its posted rows come to, and the ledger proves itself. Answers with the postings.
 */
export function expectSoundBooks(context: TestContext): Posting[] {
  const { ledger } = context
  const postings = readPostings(ledger)
  expectSameBalances(context, postings)
  expectSameOpenAmounts(context, postings)
  expectSameRemainders(context, postings)
  expect(readTotals(context), 'totals of the periods').toEqual(periodSums(ledger, postings))
  expect(readBooks(ledger), 'books').toEqual(expectedBooks(ledger, postings))
  expect(verifyLedger(ledger).faults).toEqual([])
  return postings
}

/** Where the billing system never took anything back: between zero and its amount, and no balance below zero. */
export function expectWithinAmounts({ ledger }: TestContext, postings: readonly Posting[]): void {
  const refused = postings.filter(({ hadRefusal }) => hadRefusal)
  for (const source of openAmounts(ledger, postings)) {
    if (refused.some(({ sourceId }) => sourceId === source.id)) continue
    expect(isAcross(source) || isBeyond(source), `${source.id} at ${String(source.open)}`).toBe(false)
  }
  for (const invoice of balances(ledger, postings)) {
    if (refused.some(({ invoiceId }) => invoiceId === invoice.id)) continue
    expect(isAcross(invoice), `${invoice.id} at ${String(invoice.open)}`).toBe(false)
  }
}

function expectSameBalances(context: TestContext, postings: readonly Posting[]): void {
  for (const { id, currency, open } of balances(context.ledger, postings)) {
    const { balance } = valueOf(getInvoice(context, { invoiceId: id }))
    expect(balance, `balance of ${id}`).toBe(decimalText(open, currency))
  }
}

function expectSameOpenAmounts(context: TestContext, postings: readonly Posting[]): void {
  const own = openAmounts(context.ledger, postings)
  const invoiceIds = [...new Set(own.map(({ invoiceId }) => invoiceId))]
  const shown = new Map(
    invoiceIds
      .flatMap((invoiceId) => valueOf(listSources(context, { invoiceId, from: 0, limit: 100 })).rows)
      .map(({ sourceId, open }) => [sourceId, open]),
  )
  for (const { id, currency, open } of own) {
    expect(shown.get(id), `open amount of ${id}`).toBe(decimalText(open, currency))
  }
}

function expectSameRemainders(context: TestContext, postings: readonly Posting[]): void {
  const own = remainders(postings, readWaiting(context.ledger))
  const page = { after: '', limit: 200, sort: 'number', descending: false } as const
  const { rows } = valueOf(listAdjustments(context, { filter: anyAdjustment, ...page }))
  expect(rows.map(({ adjustmentId }) => adjustmentId).sort()).toEqual(
    postings.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id),
  )
  for (const { adjustmentId, remainder, currency } of rows) {
    expect(remainder, `remainder of ${adjustmentId}`).toBe(decimalText(own.get(adjustmentId) ?? 0n, currency))
  }
}

function readTotals(context: TestContext): string[] {
  return valueOf(sumPeriods(context))
    .totals.map(({ periodId, currency, count, canceledCount, credits, charges, net }) =>
      [periodId, currency, count, canceledCount, credits, charges, net].join(' '),
    )
    .sort()
}
