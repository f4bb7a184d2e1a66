import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AdjustmentFilter, AdjustmentRow, AdjustmentSort } from '@contract/adjustment'
import { AdjustmentPage, AdjustmentTotals } from '@contract/adjustment'
import type { z } from 'zod'
import type { Ledger } from '../../main/ledger/database'
import { createLedger } from '../../main/ledger/open'
import { listAdjustments } from '../../main/usecase/listAdjustments'
import { sumAdjustments } from '../../main/usecase/sumAdjustments'
import { seedSandbox } from '../../main/usecase/seedSandbox'
import { valueOf } from '../ledger/postedBatch'
import { testClock } from '../support/fixedClock'
import { sequentialIds } from '../support/sequentialId'
import { testContext, type TestContext } from '../support/tempLedger'
import { anyAdjustment } from './anyAdjustment'

type Sort = z.infer<typeof AdjustmentSort>

let folder: string
let ledger: Ledger
let context: TestContext
let all: AdjustmentRow[]

beforeAll(() => {
  // One ledger for all these tests: they only read.
  folder = mkdtempSync(join(tmpdir(), 'contra-'))
  ledger = createLedger(join(folder, 'list.contra'), {
    ledgerId: '01TESTLEDGER00000000000000',
    kind: 'sandbox',
    name: 'List',
    code: '7F3K',
    createdAt: '2026-11-20T09:00:00.000Z',
  })
  seedSandbox(ledger, { clock: testClock(), newId: sequentialIds() })
  ledger
    .sql(
      'update adjustment_state set is_deleted = 1 where adjustment_id in (select id from adjustment limit 3)',
    )
    .run()
  context = testContext(ledger)
  all = everyPage({}, 'recorded', false, 500).rows
})

afterAll(() => {
  ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

function everyPage(filter: Partial<AdjustmentFilter>, sort: Sort, descending: boolean, limit: number) {
  const rows: AdjustmentRow[] = []
  const totals = new Set<number>()
  let after = ''
  do {
    const page = valueOf(
      listAdjustments(context, { filter: { ...anyAdjustment, ...filter }, sort, descending, after, limit }),
    )
    expect(AdjustmentPage.safeParse(page).error).toBeUndefined()
    rows.push(...page.rows)
    totals.add(page.total)
    after = page.next
  } while (after !== '')
  return { rows, totals: [...totals] }
}

/** Money of one currency as a number of its smallest units, for comparing in this test only. */
function minorOf(text: string): bigint {
  return BigInt(text.replace('.', ''))
}

const valueOfSort: Record<Sort, (row: AdjustmentRow) => string | bigint> = {
  recorded: (row) => row.adjustmentId,
  date: (row) => row.date,
  number: (row) => row.number,
  invoiceNumber: (row) => row.invoiceNumber,
  amount: (row) => minorOf(row.amount),
}

function sorted(rows: readonly AdjustmentRow[], sort: Sort, descending: boolean): string[] {
  const value = valueOfSort[sort]
  const ordered = [...rows].sort((one, other) => {
    const [left, right] = [value(one), value(other)]
    if (left !== right) return left < right ? -1 : 1
    return one.adjustmentId < other.adjustmentId ? -1 : 1
  })
  return (descending ? ordered.reverse() : ordered).map(({ adjustmentId }) => adjustmentId)
}

describe('pages by key', () => {
  it('has enough rows to page through, none of them deleted', () => {
    const known = ledger.sql<{ n: bigint }>('select count(*) as n from adjustment').get()?.n ?? 0n
    expect(BigInt(all.length)).toBe(known - 3n)
    expect(all.length).toBeGreaterThan(60)
  })

  for (const sort of ['recorded', 'date', 'number', 'invoiceNumber', 'amount'] as const) {
    it.each([false, true])(`are the whole list in order of ${sort}, descending %s`, (descending) => {
      for (const limit of [1, 7, all.length, 500]) {
        const { rows, totals } = everyPage({}, sort, descending, limit)
        expect(rows.map(({ adjustmentId }) => adjustmentId)).toEqual(sorted(all, sort, descending))
        expect(totals).toEqual([all.length])
      }
    })

    it(`in order of ${sort} stay whole under a filter of each kind`, () => {
      const invoiceId = all[0]?.invoiceId ?? ''
      for (const [filter, holds] of [
        [{ type: 'Credit' }, (row: AdjustmentRow) => row.type === 'Credit'],
        [{ status: 'Canceled' }, (row: AdjustmentRow) => row.status === 'Canceled'],
        [{ invoiceId }, (row: AdjustmentRow) => row.invoiceId === invoiceId],
      ] as const) {
        const { rows, totals } = everyPage(filter, sort, true, 3)
        const wanted = all.filter(holds)
        expect(rows.map(({ adjustmentId }) => adjustmentId)).toEqual(sorted(wanted, sort, true))
        expect(totals).toEqual([wanted.length])
      }
    })
  }

  it.each([
    'x',
    '[]',
    '["date",0,1,"a"]',
    '["recorded",1,5,"a"]',
    '["recorded",0,-1,"a"]',
    '["recorded",0,1,5]',
    '{"a":1}',
  ])('refuses %s as a key', (after) => {
    const outcome = listAdjustments(context, {
      filter: anyAdjustment,
      sort: 'recorded',
      descending: false,
      after,
      limit: 5,
    })
    expect(outcome).toMatchObject({ ok: false, rejections: [{ code: 'malformed_command', at: 'after' }] })
  })
})

describe('filters', () => {
  const some = <Key extends keyof AdjustmentRow>(key: Key): AdjustmentRow[Key] => {
    const row = all.find((one) => one[key] !== '')
    if (row === undefined) throw new Error(`No adjustment has ${key}`)
    return row[key]
  }

  const cases: [string, () => Partial<AdjustmentFilter>, (row: AdjustmentRow) => boolean][] = [
    ['origin', () => ({ origin: 'imported' }), (row) => row.origin === 'imported'],
    ['kind', () => ({ kind: 'IA' }), (row) => row.kind === 'IA'],
    ['currency', () => ({ currency: 'JPY' }), (row) => row.currency === 'JPY'],
    ['reason', () => ({ reasonCode: some('reasonCode') }), (row) => row.reasonCode === some('reasonCode')],
    ['account', () => ({ accountId: some('accountId') }), (row) => row.accountId === some('accountId')],
    ['source', () => ({ sourceId: some('sourceId') }), (row) => row.sourceId === some('sourceId')],
    ['transferred', () => ({ transferred: 'No' }), (row) => row.transferred === ''],
    [
      'dates',
      () => ({ dateFrom: '2026-03-01', dateTo: '2026-06-30' }),
      (row) => row.date >= '2026-03-01' && row.date <= '2026-06-30',
    ],
    [
      'amount in its currency',
      () => ({ currency: 'USD', amountFrom: '20.01' }),
      (row) => row.currency === 'USD' && minorOf(row.amount) >= 2001n,
    ],
    [
      'part of a number',
      () => ({ text: some('number').slice(3) }),
      (row) => row.number.includes(some('number').slice(3)),
    ],
    [
      'name of an account, any case',
      () => ({ text: some('accountName').toUpperCase() }),
      (row) => row.accountName === some('accountName'),
    ],
    [
      'name of an item',
      () => ({ text: some('sourceName'), kind: 'IIA' }),
      (row) => row.kind === 'IIA' && row.sourceName.includes(some('sourceName')),
    ],
  ]

  it.each(cases)('%s', (_, filter, holds) => {
    const wanted = all.filter(holds)
    expect(wanted.length).toBeGreaterThan(0)
    const { rows } = everyPage(filter(), 'recorded', false, 500)
    expect(rows).toEqual(wanted)
  })

  it('compares an amount with each currency by its own digits', () => {
    const limits: Record<string, bigint> = { JPY: 1000n, KWD: 1000000n }
    const wanted = all.filter((row) => minorOf(row.amount) <= (limits[row.currency] ?? 100000n))
    const { rows } = everyPage({ amountTo: '1000' }, 'recorded', false, 500)
    expect(rows).toEqual(wanted)
    expect(new Set(wanted.map(({ currency }) => currency)).size).toBeGreaterThan(3)
  })

  it('takes a period by its days', () => {
    const period = ledger
      .sql<{ id: string; start_date: string; end_date: string }>(
        'select * from period p where exists (select 1 from adjustment where adjustment_date between p.start_date and p.end_date)',
      )
      .get()
    const wanted = all.filter(
      ({ date }) => date >= (period?.start_date ?? '') && date <= (period?.end_date ?? ''),
    )
    expect(everyPage({ periodId: period?.id ?? '' }, 'recorded', false, 500).rows).toEqual(wanted)
    expect(everyPage({ periodId: 'none' }, 'recorded', false, 500).rows).toEqual([])
  })

  it.each(['%', '_', '\\', "'", '"; drop table adjustment; --'])(
    'takes %s as text, not as a pattern',
    (text) => {
      const { rows } = everyPage({ comment: text }, 'recorded', false, 500)
      expect(rows).toEqual(all.filter(({ comment }) => comment.includes(text)))
    },
  )

  it('refuses an amount that is none', () => {
    const filter = { ...anyAdjustment, amountFrom: 'a lot' }
    expect(sumAdjustments(context, { filter })).toMatchObject({
      ok: false,
      rejections: [{ code: 'value_unknown', at: 'filter/amountFrom' }],
    })
  })
})

describe('totals', () => {
  it.each<[string, Partial<AdjustmentFilter>]>([
    ['everything', {}],
    ['what stands', { status: 'Processed' }],
    ['credits', { type: 'Credit' }],
    ['one currency', { currency: 'EUR' }],
    ['nothing', { text: 'there is no such text' }],
  ])('open to exactly their lines: %s', (_, filter) => {
    const totals = valueOf(sumAdjustments(context, { filter: { ...anyAdjustment, ...filter } }))
    expect(AdjustmentTotals.safeParse(totals).error).toBeUndefined()
    const { rows } = everyPage(filter, 'date', false, 500)
    expect(totals.count).toBe(rows.length)
    const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
    expect(totals.totals.map(({ currency }) => currency)).toEqual(currencies)
    for (const total of totals.totals) {
      const of = (type: string) => rows.filter((row) => row.currency === total.currency && row.type === type)
      const sum = (type: string) => of(type).reduce((minor, { amount }) => minor + minorOf(amount), 0n)
      expect([total.creditCount, total.chargeCount]).toEqual([of('Credit').length, of('Charge').length])
      expect(minorOf(total.credits)).toBe(sum('Credit'))
      expect(minorOf(total.charges)).toBe(sum('Charge'))
      expect(minorOf(total.net)).toBe(sum('Charge') - sum('Credit'))
    }
  })
})
