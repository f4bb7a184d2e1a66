import type { Rejection } from '@contract/rejection'
import type { ReversalCandidate, ReversalEdit } from '@contract/reversal'
import { useFormat } from '../../composable/useFormat'
import { t } from '../../text'

/** The legal alternative to what a rule refuses, as something to click: a screen to go to, or an edit of the plan. */
export interface CandidateWayOut {
  readonly label: string
  readonly to?: string
  readonly edit?: ReversalEdit
}

const positive = /^(?=.*[1-9])\d+(\.\d+)?$/
const calendarDate = /^\d{4}-\d{2}-\d{2}$/

/** In the order of the rules; the batches that hold a claim come first. Empty where nothing is refused. */
export function waysOutOf(one: ReversalCandidate): CandidateWayOut[] {
  const batches = one.waiting.map(({ batchId, batchName }) => ({
    label: t('reversal.wayOut.batch', { batch: batchName }),
    to: `/batches/${batchId}`,
  }))
  const ways = [...batches, ...one.rejections.flatMap((rejection) => wayOutOf(rejection, one) ?? [])]
  return ways.filter((way, index) => ways.findIndex(({ label }) => label === way.label) === index)
}

function wayOutOf(rejection: Rejection, one: ReversalCandidate): CandidateWayOut | undefined {
  const { code } = rejection
  if (/^(period|date)_/.test(code)) return dayWayOut(rejection, one)
  if (/^(reversal_exceeds|balance|item|amount)_/.test(code)) return amountWayOut(rejection, one)
  switch (code) {
    case 'claim_taken':
      return undefined
    case 'reversal_of_reversal':
      return newAdjustment(one)
    case 'reversal_of_canceled':
      return one.waiting.length > 0 ? undefined : newAdjustment(one)
    case 'reversal_not_enabled':
      return { label: t('reversal.wayOut.settings'), to: '/settings' }
    case 'invoice_unknown':
      return { label: t('reversal.wayOut.import'), to: '/exchange' }
    case 'invoice_not_posted':
      return invoiceOf(one)
    default:
      return adjustmentOf(one)
  }
}

function dayWayOut(rejection: Rejection, { row, proposedDate }: ReversalCandidate): CandidateWayOut {
  const given = textParam(rejection, 'alternative') || textParam(rejection, 'limit')
  const day = rejection.code === 'date_before_invoice' ? given : proposedDate || given
  if (!calendarDate.test(day)) return { label: t('reversal.wayOut.periods'), to: '/periods' }
  // An emptied date goes back to what the rule proposes.
  const date = day === proposedDate ? '' : day
  return {
    label: t('reversal.wayOut.date', { date: useFormat().date(day) }),
    edit: { lines: [{ adjustmentId: row.adjustmentId, date }] },
  }
}

function amountWayOut(rejection: Rejection, one: ReversalCandidate): CandidateWayOut {
  const left = textParam(rejection, 'limit').replace(/^-/, '')
  if (!positive.test(left))
    return rejection.code === 'reversal_exceeds_remainder' ? adjustmentOf(one) : invoiceOf(one)
  return {
    label: t('reversal.wayOut.amount', {
      amount: useFormat().amountWithCurrency(left, one.row.currency),
    }),
    edit: { lines: [{ adjustmentId: one.row.adjustmentId, amount: left, chosen: true }] },
  }
}

function newAdjustment({ row }: ReversalCandidate): CandidateWayOut {
  return {
    label: t('reversal.wayOut.adjust', { invoice: row.invoiceNumber }),
    to: `/invoices/${row.invoiceId}`,
  }
}

function invoiceOf({ row }: ReversalCandidate): CandidateWayOut {
  return {
    label: t('reversal.wayOut.invoice', { invoice: row.invoiceNumber }),
    to: `/invoices/${row.invoiceId}`,
  }
}

function adjustmentOf({ row }: ReversalCandidate): CandidateWayOut {
  return {
    label: t('reversal.wayOut.adjustment', { number: row.number }),
    to: `/adjustments/${row.adjustmentId}`,
  }
}

function textParam({ params }: Rejection, name: string): string {
  const value = params[name]
  return typeof value === 'string' ? value : ''
}
