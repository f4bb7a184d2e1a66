import { describe, expect, test } from 'vitest'
import type { ResolvedLine } from '../../../main/engine/fact'
import { journalOf, type Journal } from '../../../main/engine/journal/journalOf'
import {
  adjustment,
  cancelOf,
  check,
  deleteOf,
  factsOf,
  header,
  reversalOf,
  source,
  type World,
} from '../example'

function resolvedOne(fields: Parameters<typeof check>[0][number], world: World = {}): ResolvedLine {
  const { resolved, rejections } = check([fields], world).lines[0]!
  if (resolved === undefined) throw new Error(`refused: ${rejections.map(({ code }) => code).join(' ')}`)
  return resolved
}

/** `debit account / credit account amount`, as an accountant writes it down. */
function say(journal: Journal | undefined): string {
  if (journal === undefined) return 'none'
  const debited = journal.entries.find(({ debitMinor }) => debitMinor > 0n)
  const credited = journal.entries.find(({ creditMinor }) => creditMinor > 0n)
  return `${debited?.account} / ${credited?.account} ${debited?.debitMinor}`
}

const deferred: World = { sources: [source({ deferredRevenueAccount: '2400 Deferred' })] }
const advanced: World = { settings: { advancedAdjustment: true } }
const original: Journal = {
  currency: 'USD',
  periodId: '2026-04',
  date: '2026-04-10',
  entries: [
    { account: '4999 Old', debitMinor: 3000n, creditMinor: 0n },
    { account: '1299 Old receivables', debitMinor: 0n, creditMinor: 3000n },
  ],
}
const posted: World = { adjustments: [adjustment()] }
const imported: World = { adjustments: [adjustment({ origin: 'imported' })] }
const removed: World = { adjustments: [adjustment({ status: 'Canceled', hasLanded: true })] }
const { id } = adjustment()

describe('what posting books', () => {
  test.each([
    { what: 'a credit on an item', fields: {}, journal: '4000 Revenue / 1200 Receivables 1000' },
    {
      what: 'a charge the reverse',
      fields: { type: 'Charge' as const },
      world: advanced,
      journal: '1200 Receivables / 4000 Revenue 1000',
    },
    {
      what: 'deferred revenue first',
      fields: {},
      world: deferred,
      journal: '2400 Deferred / 1200 Receivables 1000',
    },
    {
      what: 'the code typed in the line',
      fields: { accountingCode: '4950 Write-offs' },
      journal: '4950 Write-offs / 1200 Receivables 1000',
    },
    {
      what: 'the receivables of the source',
      fields: {},
      world: { sources: [source({ receivablesCode: '1210 Others' })] },
      journal: '4000 Revenue / 1210 Others 1000',
    },
    {
      what: 'a tax line: tax payable',
      fields: { sourceType: 'Tax' as const, sourceId: 'tax1' },
      journal: '2200 Tax payable / 1200 Receivables 1000',
    },
    {
      what: 'a header credit: the setting',
      fields: header,
      journal: '4900 Adjustments / 1200 Receivables 1000',
    },
    {
      what: 'a header credit: its reason',
      fields: { ...header, reasonCode: 'Write-off' },
      journal: '4950 Write-offs / 1200 Receivables 1000',
    },
    {
      what: 'a header credit: its own',
      fields: { ...header, reasonCode: 'Write-off', accountingCode: '4000 Revenue' },
      journal: '4000 Revenue / 1200 Receivables 1000',
    },
    {
      what: 'an account of the line, with the feature',
      fields: { deferredRevenueAccount: '2400 Deferred' },
      world: { settings: { revenueAccounts: true } },
      journal: '2400 Deferred / 1200 Receivables 1000',
    },
    {
      what: 'an account of the line, without the feature',
      fields: { deferredRevenueAccount: '2400 Deferred' },
      journal: '4000 Revenue / 1200 Receivables 1000',
    },
    {
      what: 'a reversal mirrors its original, for its part',
      fields: reversalOf(id, '12.00'),
      world: posted,
      original,
      journal: '1299 Old receivables / 4999 Old 1200',
    },
    {
      what: 'a cancel mirrors what it cancels',
      fields: cancelOf(id),
      world: posted,
      original,
      journal: '1299 Old receivables / 4999 Old 3000',
    },
    {
      what: 'a reversal of an imported adjustment is booked anew',
      fields: reversalOf(id),
      world: imported,
      journal: '1200 Receivables / 4000 Revenue 3000',
    },
    {
      what: 'a cancel of an imported adjustment takes back no journal',
      fields: cancelOf(id),
      world: imported,
      journal: 'none',
    },
    { what: 'a delete books nothing', fields: deleteOf(id), world: removed, journal: 'none' },
  ])('$what', (row) => {
    const resolved = resolvedOne(row.fields, row.world)
    expect(say(journalOf(resolved, factsOf(row.world), row.original))).toBe(row.journal)
  })

  test('in the currency, period and date of the line', () => {
    const world: World = { adjustments: [adjustment({ date: '2026-04-10' })] }
    const journal = journalOf(resolvedOne(reversalOf(id), world), factsOf(world), original)
    expect(journal).toMatchObject({ currency: 'USD', periodId: '2026-06', date: '2026-06-10' })
  })

  test('a missing original is a defect', () => {
    expect(() => journalOf(resolvedOne(reversalOf(id), posted), factsOf(posted))).toThrow(RangeError)
    const broken = { ...original, entries: original.entries.slice(1) }
    expect(() => journalOf(resolvedOne(cancelOf(id), posted), factsOf(posted), broken)).toThrow(RangeError)
  })
})
