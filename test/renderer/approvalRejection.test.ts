import { describe, expect, it } from 'vitest'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { rejectionText } from '../../renderer/text/rejectionText'

const none = { kind: '', lineId: '', currency: '', limit: '', found: '', of: '', label: '', days: 0 }
const over = { currency: 'USD', limit: '1000.00', found: '1000.01' }
const start = 'No rule of approval covers this batch. The nearest, “1000”, '

describe('why no rule of approval covers a batch', () => {
  it.each<[Rejection['params'], string]>([
    [{ what: 'kind', kind: 'reversal' }, 'does not take reversals. A controller sets the rules in Settings.'],
    [{ what: 'exception' }, 'does not take lines that go into a period under an exception.'],
    [{ what: 'currency', currency: 'CHF' }, 'has no limit in CHF, so it takes nothing in it.'],
    [{ what: 'line', ...over }, 'takes up to 1,000.00 USD a line; the largest one has 1,000.01.'],
    [{ what: 'batch', ...over }, 'takes up to 1,000.00 USD a batch; this one comes to 1,000.01.'],
    [
      { what: 'running', of: 'invoice', label: '10024', days: 30, ...over },
      'takes up to 1,000.00 USD per invoice in 30 days; with this batch, 10024 comes to 1,000.01.',
    ],
    [
      { what: 'running', of: 'account', label: 'Acme', days: 1, ...over },
      'takes up to 1,000.00 USD per account in 1 day; with this batch, Acme comes to 1,000.01.',
    ],
    [
      { what: 'running', of: 'preparer', label: 'Pat', days: 7, ...over },
      'takes up to 1,000.00 USD per preparer in 7 days; with this batch, Pat comes to 1,000.01.',
    ],
    [
      { what: 'running', of: 'reason', label: 'Write-off', days: 7, ...over },
      'takes up to 1,000.00 USD per reason code in 7 days; with this batch, “Write-off” comes to 1,000.01.',
    ],
  ])('%j', (params, sentence) => {
    const refused = rejection('approval_not_covered', 'batches/B', { ...none, rule: '1000', ...params })
    expect(rejectionText(refused)).toBe(start + sentence)
  })

  it('is said without a rule too', () => {
    expect(rejectionText(rejection('approval_not_covered', 'batches/B'))).toBe(
      'No rule of approval covers this batch. A controller sets the rules in Settings.',
    )
  })
})

it('who is not named, or has approved, is told who else can', () => {
  expect(rejectionText(rejection('approver_not_named', '', { name: 'Ann', rules: 'Large' }))).toBe(
    'The rules that cover this batch (Large) name other people. One of them has to approve it.',
  )
  expect(rejectionText(rejection('approved_already', '', { name: 'Ann' }))).toBe(
    'You have approved this already. It waits for another person.',
  )
})
