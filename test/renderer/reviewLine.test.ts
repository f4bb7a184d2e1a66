import { describe, expect, it } from 'vitest'
import type { LineView } from '@contract/batch'
import type { Line } from '@contract/line'
import type { LineMark, ReviewLine } from '@contract/review'
import { reviewFilters, shownLines, type ReviewFilter } from '../../renderer/feature/review/reviewFilter'
import { reviewTotals } from '../../renderer/feature/review/reviewTotal'

interface Given {
  readonly impact?: string
  readonly currency?: string
  readonly invoice?: string
  readonly comment?: string
  readonly risks?: ReviewLine['risks']
  readonly isInSample?: boolean
  readonly hasMovedFacts?: boolean
  readonly isRefused?: boolean
}

function aLine(lineId: string, given: Given): ReviewLine {
  const line: Line = {
    ...{ lineId, position: 1, provisionalNumber: '', invoiceId: 'I1', invoiceNumber: '', sourceId: 'IT1' },
    action: 'create',
    kind: 'IIA',
    sourceType: 'InvoiceDetail',
    type: 'Credit',
    ...{ amount: '1.00', date: '2026-11-20', reasonCode: 'Write-off', referenceId: '' },
    ...{ comment: given.comment ?? '', accountingCode: '', deferredRevenueAccount: '' },
    ...{ recognizedRevenueAccount: '', excludeFromRevenue: false, integrationId: '', integrationStatus: '' },
    ...{ syncDate: '', customFields: {}, adjustmentId: '', reversesId: '', replacesId: '' },
  }
  const refusal = { code: 'period_closed', at: `lines/${lineId}/date`, params: {} } as const
  const view: LineView = {
    line,
    ...{ invoiceNumber: given.invoice ?? 'INV-1', accountName: 'Acme', sourceName: 'Licence' },
    ...{ currency: given.currency ?? 'USD', impact: given.impact ?? '-1.00' },
    ...{ openBefore: '', openAfter: '', balanceBefore: '', balanceAfter: '' },
    rejections: given.isRefused === true ? [refusal] : [],
    warnings: [],
    ...{ adjustmentId: '', adjustmentNumber: '', originalNumber: '' },
    landing: '',
  }
  return {
    view,
    ...{
      risks: given.risks ?? [],
      score: 0,
      mark: '',
      comment: '',
      acceptedInRevision: 0,
      earlierComments: [],
    },
    ...{ isInSample: given.isInSample ?? false, hasMovedFacts: given.hasMovedFacts ?? false },
  }
}

const lines = [
  aLine('plain', {}),
  aLine('pair', { risks: [{ reason: 'same_pair', params: {} }] }),
  aLine('round', { risks: [{ reason: 'round_amount', params: {} }], comment: 'Goodwill of May' }),
  aLine('drawn', { isInSample: true, invoice: 'INV-77' }),
  aLine('moved', { hasMovedFacts: true }),
  aLine('refused', { isRefused: true }),
]
const marks: Record<string, LineMark> = { plain: 'accepted', round: 'returned' }
const markOf = (lineId: string) => marks[lineId] ?? ''

describe('the lines that a filter shows', () => {
  const expected: Record<ReviewFilter, readonly string[]> = {
    all: ['plain', 'pair', 'round', 'drawn', 'moved', 'refused'],
    unmarked: ['pair', 'drawn', 'moved', 'refused'],
    sample: ['drawn'],
    // Two people who always work together single no line out.
    reasons: ['round', 'moved', 'refused'],
    moved: ['moved'],
    returned: ['round'],
  }
  it.each(reviewFilters)('%s', (filter) => {
    const found = shownLines(lines, filter, '', markOf).map(({ view }) => view.line.lineId)
    expect(found).toEqual(expected[filter])
  })

  it.each([
    ['goodwill', ['round']],
    ['MAY goodwill', ['round']],
    ['inv-77', ['drawn']],
    ['write-off acme', expected.all],
    ['nothing of it', []],
  ] as const)('hold every word of “%s”', (search, found) => {
    expect(shownLines(lines, 'all', search, markOf).map(({ view }) => view.line.lineId)).toEqual(found)
  })

  it('are searched within the filter', () => {
    expect(shownLines(lines, 'unmarked', 'goodwill', markOf)).toEqual([])
  })
})

describe('the totals of a review', () => {
  it('sum what is accepted and all of it, each currency by itself, in its own decimals', () => {
    const some = [
      aLine('a', { impact: '-0.10' }),
      aLine('b', { impact: '-0.20' }),
      aLine('c', { impact: '1000000000000000.01' }),
      aLine('d', { impact: '-700', currency: 'JPY' }),
      aLine('e', { impact: '-1.005', currency: 'KWD' }),
      aLine('f', { impact: '', currency: 'USD' }),
    ]
    const isAccepted = (lineId: string) => (['b', 'c', 'd'].includes(lineId) ? 'accepted' : '')
    expect(reviewTotals(some, isAccepted)).toEqual([
      { currency: 'JPY', accepted: { credits: '700', charges: '0' }, all: { credits: '700', charges: '0' } },
      {
        currency: 'KWD',
        accepted: { credits: '0.000', charges: '0.000' },
        all: { credits: '1.005', charges: '0.000' },
      },
      {
        currency: 'USD',
        accepted: { credits: '0.20', charges: '1000000000000000.01' },
        all: { credits: '0.30', charges: '1000000000000000.01' },
      },
    ])
  })
})
