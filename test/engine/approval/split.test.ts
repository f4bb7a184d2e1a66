import fc from 'fast-check'
import { expect, test } from 'vitest'
import { approvalKinds, totalKeys, type TotalKey } from '@contract/approval'
import {
  coverageOf,
  totalKeyOf,
  type ApprovalLine,
  type RunningTotal,
} from '../../../main/engine/approval/coverage'
import { formatMinor } from '../../../main/engine/money/amount'
import { rule } from './example'

const days = 30
const aLine = fc
  .record({
    kind: fc.constantFrom(...approvalKinds),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    amountMinor: fc.bigInt({ min: 1n, max: 5000n }),
    invoiceId: fc.constantFrom('I1', 'I2', 'I3'),
    accountId: fc.constantFrom('A1', 'A2'),
    reasonCode: fc.constantFrom('Write-off', 'Other'),
  })
  .map((fields): ApprovalLine => ({ lineId: 'L', isUnderException: false, ...fields }))
const aLimit = fc
  .record({ USD: fc.bigInt({ min: 1n, max: 20_000n }), JPY: fc.bigInt({ min: 1n, max: 20_000n }) })
  .map(({ USD, JPY }) => ({ USD: formatMinor(USD, 'USD'), JPY: formatMinor(JPY, 'JPY') }))

/** What earlier batches ran up: all of them wait, or were posted within the window. */
function ranUp(of: TotalKey, lines: readonly ApprovalLine[]): RunningTotal[] {
  return lines.map((line) => ({
    of,
    key: totalKeyOf(line, of, 'P1'),
    days,
    currency: line.currency,
    beforeMinor: line.amountMinor,
  }))
}

function summed(totals: readonly RunningTotal[]): RunningTotal[] {
  const sums = new Map<string, RunningTotal>()
  for (const total of totals) {
    const place = `${total.currency} ${total.key}`
    const beforeMinor = (sums.get(place)?.beforeMinor ?? 0n) + total.beforeMinor
    sums.set(place, { ...total, beforeMinor })
  }
  return [...sums.values()]
}

test.each(totalKeys)(
  'splitting a batch into any number of batches never covers what a running limit per %s does not cover as one',
  (of) => {
    const parts = fc.array(fc.array(aLine, { maxLength: 5 }), { minLength: 1, maxLength: 6 })
    const seen = { covered: 0, refused: 0 }
    fc.assert(
      fc.property(parts, aLimit, fc.array(aLine, { maxLength: 4 }), (batches, upTo, before) => {
        const rules = [rule({ running: [{ of, days, upTo }] })]
        const covers = (lines: readonly ApprovalLine[], earlier: readonly ApprovalLine[]) =>
          coverageOf(rules, { lines, preparerId: 'P1', running: summed(ranUp(of, earlier)) }).covering
            .length > 0
        const asOne = covers(batches.flat(), before)
        const apart = batches.every((lines, index) =>
          covers(lines, [...before, ...batches.slice(0, index).flat()]),
        )
        seen[asOne ? 'covered' : 'refused'] += 1
        expect(apart).toBe(asOne)
      }),
      { numRuns: 500 },
    )
    expect(Math.min(seen.covered, seen.refused)).toBeGreaterThan(10)
  },
)
