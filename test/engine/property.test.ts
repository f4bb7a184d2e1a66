import type { Line } from '@contract/line'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AdjustmentFact, BatchVerdict, Facts, LineVerdict } from '../../main/engine/fact'
import { journalOf } from '../../main/engine/journal/journalOf'
import { allocate } from '../../main/engine/money/allocate'
import { formatMinor, impactOf, parseAmount } from '../../main/engine/money/amount'
import { currencyCodes } from '../../main/engine/money/currency'
import { readTypedAmount } from '../../main/engine/money/typedAmount'
import { useUpOldestFirst, type SourceAdjustment } from '../../main/engine/reversal/useUpOldestFirst'
import { checkLines } from '../../main/engine/rule/checkLines'
import { adjustment, factsOf, invoice, line, source, type World } from './example'

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, each) => total + each, 0n)
const amountMinor = fc.bigInt({ min: 1n, max: 12_000n })
const signedMinor = fc.bigInt({ min: -10_000n, max: 10_000n })

describe('money', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 30 })

  test('an allocation sums to its input, keeps its sign, and is at most one unit off its proportion', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), weights, (total, sizes) => {
        const allocation = allocate(total, sizes)
        if (allocation === undefined) {
          expect(sum(sizes)).toBe(0n)
          return
        }
        expect(sum(allocation.shares)).toBe(total)
        const all = sum(sizes)
        allocation.shares.forEach((share, index) => {
          const off = share * all - total * sizes[index]!
          expect(off < all && off > -all).toBe(true)
          expect(share === 0n || share > 0n === total > 0n).toBe(true)
        })
      }),
    )
  })

  test('no share exceeds its weight while the weights cover the amount', () => {
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 10_000n }), (sizes, tenThousandths) => {
        const shares = allocate((sum(sizes) * tenThousandths) / 10_000n, sizes)?.shares ?? []
        shares.forEach((share, index) => expect(share <= sizes[index]!).toBe(true))
      }),
    )
  })

  test('what is formatted is read back, and a typed amount is read as it is written', () => {
    const minors = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n })
    fc.assert(
      fc.property(minors, fc.constantFrom(...currencyCodes), (minor, currency) => {
        const text = formatMinor(minor, currency)
        expect(parseAmount(text, currency)).toEqual({ minor })
        const typed = readTypedAmount(text, currency, 'point')
        expect(typed).toEqual({ minor, text })
      }),
    )
  })

  test('no text makes the reader throw or round', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-() $€\u00a0') }), (text) => {
        const typed = readTypedAmount(text, 'USD', 'auto')
        if ('text' in typed) expect(parseAmount(typed.text, 'USD')).toEqual({ minor: typed.minor })
      }),
    )
  })
})

// A batch of any lines on two invoices with items, discounts and a tax line of any open amounts.

const sourceIds = ['a1', 'a2', 'a3', 'b1', 'b2'] as const
const anyLine = fc.record({
  on: fc.constantFrom<(typeof sourceIds)[number] | 'header a' | 'header b'>(
    ...sourceIds,
    'header a',
    'header b',
  ),
  type: fc.constantFrom('Credit' as const, 'Charge' as const),
  amount: amountMinor,
  day: fc.constantFrom('2026-06-10', '2026-06-11'),
  reverses: fc.boolean(),
})
const anyWorld = fc.record({
  balances: fc.tuple(signedMinor, signedMinor),
  opens: fc.array(signedMinor, { minLength: 5, maxLength: 5 }),
  advancedAdjustment: fc.boolean(),
  remainders: fc.array(fc.bigInt({ min: 0n, max: 5_000n }), { minLength: 5, maxLength: 5 }),
})
const anyBatch = fc.tuple(anyWorld, fc.array(anyLine, { minLength: 1, maxLength: 12 }))

type Batch = typeof anyBatch extends fc.Arbitrary<infer Value> ? Value : never

function worldOf([{ balances, opens, advancedAdjustment, remainders }]: Batch): World {
  return {
    invoices: [
      invoice({ id: 'inva', number: 'INV-A', balanceMinor: balances[0], amountMinor: balances[0] || 1n }),
      invoice({ id: 'invb', number: 'INV-B', balanceMinor: balances[1], amountMinor: balances[1] || 1n }),
    ],
    sources: sourceIds.map((id, index) =>
      source({ id, invoiceId: `inv${id[0]}`, openMinor: opens[index]!, amountMinor: opens[index]! || 1n }),
    ),
    adjustments: sourceIds.map((id, index) => originalOf(id, remainders[index]!)),
    settings: { advancedAdjustment },
  }
}

function originalOf(sourceId: string, remainderMinor: bigint): AdjustmentFact {
  const fields = { sourceId, invoiceId: `inv${sourceId[0]}`, amountMinor: 5_000n, remainderMinor }
  return adjustment({ id: `original ${sourceId}`, number: `IIA-${sourceId}`, ...fields })
}

function linesOf([, lines]: Batch): readonly Line[] {
  return lines.map(({ on, type, amount, day, reverses }, index) => {
    const isHeader = on.startsWith('header')
    return line(index + 1, {
      kind: isHeader ? 'IA' : 'IIA',
      invoiceId: `inv${isHeader ? on.slice(-1) : on[0]}`,
      sourceType: isHeader ? '' : 'InvoiceDetail',
      sourceId: isHeader ? '' : on,
      type: reverses && !isHeader ? 'Charge' : type,
      amount: formatMinor(amount, 'USD'),
      date: day,
      reversesId: reverses && !isHeader ? `original ${on}` : '',
    })
  })
}

/** An independent reading of rules 7 and 9 for one movement. */
function isLegalMove(before: bigint, after: bigint, origin: bigint, mayMoveAway: boolean): boolean {
  const sign = before !== 0n ? before : origin
  if (after !== 0n && sign !== 0n && after > 0n !== sign > 0n) return false
  const isTowards = before >= 0n ? after <= before : after >= before
  return mayMoveAway || isTowards
}

/** Applies the accepted lines in the order the engine gives, as the API would, and says whether each step is legal. */
function everyStepIsLegal(facts: Facts, verdict: BatchVerdict): boolean {
  const amounts = new Map<string, bigint>()
  const byId = new Map(verdict.lines.map((each) => [each.lineId, each]))
  return verdict.legalOrder.every((lineId) => {
    const resolved = byId.get(lineId)!.resolved!
    const mayMoveAway = facts.settings.advancedAdjustment || resolved.line.reversesId !== ''
    const places: [string, bigint, bigint][] = [
      [resolved.invoice.id, resolved.invoice.balanceMinor, resolved.invoice.amountMinor],
    ]
    if (resolved.source)
      places.push([resolved.source.id, resolved.source.openMinor, resolved.source.amountMinor])
    return places.every(([key, start, origin]) => {
      const before = amounts.get(key) ?? start
      amounts.set(key, before + resolved.impactMinor)
      return isLegalMove(before, before + resolved.impactMinor, origin, mayMoveAway)
    })
  })
}

const accepted = (verdict: BatchVerdict): readonly LineVerdict[] =>
  verdict.lines.filter(({ resolved }) => resolved !== undefined)

describe('any batch', () => {
  const runs = { numRuns: 400 }

  test('every step of the legal order is legal', () => {
    fc.assert(
      fc.property(anyBatch, (batch) => {
        const facts = factsOf(worldOf(batch))
        const verdict = checkLines(linesOf(batch), facts)
        expect(everyStepIsLegal(facts, verdict)).toBe(true)
        const inOrder = new Set(verdict.legalOrder)
        const expected = accepted(verdict).filter(({ onlyTogether }) => !onlyTogether)
        expect(inOrder).toEqual(new Set(expected.map(({ lineId }) => lineId)))
      }),
      runs,
    )
  })

  test('no accepted line leaves an open amount or a balance across zero', () => {
    fc.assert(
      fc.property(anyBatch, (batch) => {
        const facts = factsOf(worldOf(batch))
        const ends = new Map<string, { origin: bigint; now: bigint }>()
        for (const { resolved } of accepted(checkLines(linesOf(batch), facts))) {
          for (const place of [resolved!.invoice, resolved!.source!].filter(Boolean)) {
            const start = 'balanceMinor' in place ? place.balanceMinor : place.openMinor
            const end = ends.get(place.id) ?? { origin: start || place.amountMinor, now: start }
            ends.set(place.id, { ...end, now: end.now + resolved!.impactMinor })
          }
        }
        for (const { origin, now } of ends.values()) expect(now === 0n || now > 0n === origin > 0n).toBe(true)
      }),
      runs,
    )
  })

  test('lines that go together: item by item and as a whole, their net effect moves towards zero', () => {
    // One invoice with an item and a discount, and lines that each may take alone but seldom the balance.
    const lines = fc.array(fc.tuple(fc.constantFrom('a1', 'a2'), amountMinor), { minLength: 2, maxLength: 6 })
    let seen = 0
    fc.assert(
      fc.property(lines, fc.bigInt({ min: 0n, max: 2_000n }), (rows, balanceMinor) => {
        const facts = factsOf({
          invoices: [invoice({ id: 'inva', balanceMinor, amountMinor: 2_000n })],
          sources: [
            source({ id: 'a1', invoiceId: 'inva', amountMinor: 30_000n }),
            source({ id: 'a2', invoiceId: 'inva', amountMinor: -28_000n }),
          ],
        })
        const batch = rows.map(([sourceId, amount], index) => {
          const type = sourceId === 'a1' ? ('Credit' as const) : ('Charge' as const)
          return line(index + 1, { invoiceId: 'inva', sourceId, type, amount: formatMinor(amount, 'USD') })
        })
        const together = accepted(checkLines(batch, facts)).filter(({ onlyTogether }) => onlyTogether)
        seen += together.length
        const impactOn = (id: string) =>
          sum(together.map(({ resolved }) => (resolved!.source!.id === id ? resolved!.impactMinor : 0n)))
        expect(impactOn('a1') <= 0n && impactOn('a1') >= -30_000n).toBe(true)
        expect(impactOn('a2') >= 0n && impactOn('a2') <= 28_000n).toBe(true)
        const net = impactOn('a1') + impactOn('a2')
        expect(net <= 0n && balanceMinor + net >= 0n).toBe(true)
      }),
      runs,
    )
    expect(seen).toBeGreaterThan(0)
  })

  test('no remainder becomes negative', () => {
    fc.assert(
      fc.property(anyBatch, (batch) => {
        const left = new Map(
          batch[0].remainders.map((each, index) => [`original ${sourceIds[index]!}`, each]),
        )
        for (const { resolved } of accepted(checkLines(linesOf(batch), factsOf(worldOf(batch))))) {
          const { reversesId } = resolved!.line
          if (reversesId !== '') left.set(reversesId, left.get(reversesId)! - resolved!.amountMinor)
        }
        for (const remainder of left.values()) expect(remainder >= 0n).toBe(true)
      }),
      runs,
    )
  })

  test('invoices do not influence each other: checking one alone says the same', () => {
    fc.assert(
      fc.property(anyBatch, (batch) => {
        const facts = factsOf(worldOf(batch))
        const lines = linesOf(batch)
        const whole = checkLines(lines, facts).lines
        const parts = ['inva', 'invb'].flatMap(
          (id) =>
            checkLines(
              lines.filter(({ invoiceId }) => invoiceId === id),
              facts,
            ).lines,
        )
        const byId = new Map(parts.map((verdict) => [verdict.lineId, verdict]))
        expect(whole.map(({ lineId }) => byId.get(lineId))).toEqual(whole)
      }),
      { numRuns: 150 },
    )
  })

  test('every journal balances, and moves receivables by the impact', () => {
    fc.assert(
      fc.property(anyBatch, (batch) => {
        const facts = factsOf(worldOf(batch))
        for (const { resolved } of accepted(checkLines(linesOf(batch), facts))) {
          if (resolved!.line.reversesId !== '') continue
          const { entries } = journalOf(resolved!, facts)!
          expect(sum(entries.map(({ debitMinor, creditMinor }) => debitMinor - creditMinor))).toBe(0n)
          const receivables = entries.filter(({ account }) => account === '1200 Receivables')
          expect(sum(receivables.map((each) => each.debitMinor - each.creditMinor))).toBe(
            resolved!.impactMinor,
          )
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('original and reversal', () => {
  test('sum to zero per item and account, reversed in any parts', () => {
    const parts = fc.array(fc.bigInt({ min: 1n, max: 3_000n }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(parts, fc.constantFrom('item1', 'tax1'), (amounts, sourceId) => {
        const total = sum(amounts)
        const place = {
          sourceType: sourceId === 'tax1' ? ('Tax' as const) : ('InvoiceDetail' as const),
          sourceId,
        }
        const large = { amountMinor: 100_000n }
        const world: World = {
          invoices: [invoice({ ...large, balanceMinor: 100_000n })],
          sources: [source({ id: sourceId, type: place.sourceType, ...large })],
        }
        const facts = factsOf(world)
        const [first] = checkLines([line(1, { ...place, amount: formatMinor(total, 'USD') })], facts).lines
        const journal = journalOf(first!.resolved!, facts)!
        const posted = adjustment({ ...place, amountMinor: total })
        const after = factsOf({
          invoices: [invoice({ ...large, balanceMinor: 100_000n - total })],
          sources: [source({ id: sourceId, type: place.sourceType, ...large, openMinor: 100_000n - total })],
          adjustments: [posted],
        })
        const lines = amounts.map((amount, index) =>
          line(index + 2, {
            ...place,
            type: 'Charge',
            amount: formatMinor(amount, 'USD'),
            reversesId: posted.id,
          }),
        )
        const reversals = checkLines(lines, after).lines.map(({ resolved }) => resolved!)
        expect(first!.resolved!.impactMinor + sum(reversals.map(({ impactMinor }) => impactMinor))).toBe(0n)
        const entries = [journal, ...reversals.map((each) => journalOf(each, after, journal)!)].flatMap(
          (each) => each.entries,
        )
        for (const account of new Set(entries.map((each) => each.account))) {
          const ofAccount = entries.filter((each) => each.account === account)
          expect(sum(ofAccount.map((each) => each.debitMinor - each.creditMinor))).toBe(0n)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('oldest first: no remainder below zero or above its amount, and what is used up comes off both', () => {
    const any = fc.record({
      type: fc.constantFrom('Credit' as const, 'Charge' as const),
      amountMinor,
      day: fc.integer({ min: 10, max: 28 }),
      origin: fc.constantFrom('local' as const, 'imported' as const),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (rows) => {
        const adjustments: SourceAdjustment[] = rows.map(({ day, ...row }, index) => ({
          ...row,
          id: `adjustment ${index}`,
          date: `2026-06-${day}`,
          createdAt: '',
          reversesId: '',
        }))
        const { remainderById, usedUp } = useUpOldestFirst(adjustments)
        const impactLeft = sum(adjustments.map(({ id, type }) => impactOf(type, remainderById.get(id)!)))
        expect(impactLeft).toBe(sum(adjustments.map((each) => impactOf(each.type, each.amountMinor))))
        for (const { id, amountMinor: amount } of adjustments) {
          const left = remainderById.get(id)!
          const used = sum(
            usedUp
              .filter((each) => each.originalId === id || each.reversalId === id)
              .map((each) => each.amountMinor),
          )
          expect(left >= 0n && left + used === amount).toBe(true)
        }
      }),
    )
  })
})
