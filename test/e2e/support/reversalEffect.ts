import { expect } from '@playwright/test'
import { impactOf, opposite, type Past } from './pastAdjustment'
import { periodOf, type ShownPeriod } from './periodStep'
import { impact, minor } from './recomputed'
import { byText, placeOf, sides, type Planned } from './reversalExpected'
import type { Wizard } from './reversalWizard'
import { figureIn, gridRows, tableRows, type TextRow } from './table'

// What the step "Effect" must show of a plan, worked out here.

export async function expectEffect(
  { effect }: Wizard,
  planned: readonly Planned[],
  periods: readonly ShownPeriod[],
): Promise<void> {
  const rowsOf = (name: string) => gridRows(effect.getByRole('grid', { name, exact: true }))
  await expectLines(await rowsOf('What will be posted'), planned)
  expectProof(await rowsOf('Proof'), planned, periods)
  await expectChanges(await rowsOf('Invoice balances'), planned, ({ past }) => past.invoice)
  const sources = planned.filter(({ past }) => past.kind !== 'IA')
  const items = sources.length === 0 ? [] : await rowsOf('Items and tax lines')
  await expectChanges(items, sources, ({ past }) => `${past.invoice} ${past.sourceId}`, placeOf)
  const journal = await rowsOf('Net effect by period and accounting code')
  expectJournal(journal, planned, periods)
  const currencies = new Set(planned.map(({ past }) => past.currency))
  for (const currency of currencies) {
    if (currencies.size > 1) await effect.getByRole('button', { name: currency, exact: true }).click()
    const chart = effect.getByRole('figure', { name: new RegExp(`^Net effect by period ${currency}`) })
    await chart.getByRole('button', { name: 'Show as a table' }).click()
    expectPeriods(await tableRows(effect, `Net effect by period ${currency}`), currency, planned, periods)
  }
}

async function expectLines(rows: readonly TextRow[], planned: readonly Planned[]): Promise<void> {
  const said = planned.flatMap(({ past, amount, date, change: { instead } }) => [
    [past.number, placeOf(past), ...sides(opposite(past.type), amount, past.currency, ''), date],
    ...(instead === undefined
      ? []
      : [
          [
            'new',
            placeOf(past),
            ...sides(instead.type, minor(instead.amount, past.currency), past.currency, ''),
            date,
          ],
        ]),
  ])
  const found = rows.map((row) =>
    ['Reverses', 'Of', 'Credit', 'Charge', 'Dated'].map((column) => row[column] ?? ''),
  )
  expect(found.sort(byText)).toEqual(said.sort(byText))
}

/** Original, what came before and this come to the rest: by item, by period, and by currency. */
function expectProof(
  rows: readonly TextRow[],
  planned: readonly Planned[],
  periods: readonly ShownPeriod[],
): void {
  const groups = [
    sumsBy(
      planned,
      ({ past }) => `${past.invoice} ${past.kind} ${past.sourceId}`,
      ({ past }) => placeOf(past),
    ),
    sumsBy(planned, (one) => {
      const [from, to] = [periodOf(periods, one.past.date), periodOf(periods, one.date)]
      return `${from.name}, taken back in ${to.name}|${one.past.currency}`
    }),
    sumsBy(planned, ({ past }) => `All in ${past.currency}`),
  ]
  const said = groups.flat().map(({ label, currency, sums }) => {
    const rest = sums.reduce((total, sum) => total + sum, 0n)
    return [label.split('|')[0], ...sums, rest, rest === 0n ? 'is zero' : 'is left', currency].join(' ')
  })
  const found = rows.map((row) => {
    const currency = row['Cur.'] ?? ''
    const figures = ['Original', 'Reversed before', 'This reversal', 'Rest'].map((column) =>
      figureIn(row[column] ?? '', currency),
    )
    return [row['Sum of'], ...figures, row['So it'], currency].join(' ')
  })
  expect(found.sort()).toEqual(said.sort())
}

function sumsBy(
  planned: readonly Planned[],
  keyOf: (one: Planned) => string,
  labelOf: (one: Planned) => string = keyOf,
) {
  const groups = new Map<string, { label: string; currency: string; sums: [bigint, bigint, bigint] }>()
  for (const one of planned) {
    const { past, amount, left } = one
    const group = groups.get(keyOf(one)) ?? {
      label: labelOf(one),
      currency: past.currency,
      sums: [0n, 0n, 0n],
    }
    group.sums[0] += impactOf(past)
    group.sums[1] -= impact(past.type, past.amount - left)
    group.sums[2] += impact(opposite(past.type), amount)
    groups.set(keyOf(one), group)
  }
  return [...groups.values()]
}

/** What a reversal and its replacement do to a balance. */
function netOf({ past, amount, change: { instead } }: Planned): bigint {
  const own = impact(opposite(past.type), amount)
  return instead === undefined ? own : own + impact(instead.type, minor(instead.amount, past.currency))
}

async function expectChanges(
  rows: readonly TextRow[],
  planned: readonly Planned[],
  keyOf: (one: Planned) => string,
  labelOf: (past: Past) => string = ({ invoice }) => invoice,
): Promise<void> {
  const changes = new Map<string, { label: string; change: bigint; currency: string }>()
  for (const one of planned) {
    const { currency } = one.past
    const known = changes.get(keyOf(one)) ?? { label: labelOf(one.past), change: 0n, currency }
    changes.set(keyOf(one), { ...known, change: known.change + netOf(one) })
  }
  const said = [...changes.values()].map(({ label, change, currency }) => `${label} ${change} ${currency}`)
  const found = rows.map((row) => {
    const currency = row['Cur.'] ?? ''
    const label = row['Invoice'] ?? row['Item or tax line'] ?? ''
    const moved = figureIn(row['Change'] ?? '', currency)
    const before = figureIn(row['Before'] ?? '', currency)
    expect(figureIn(row['After'] ?? '', currency), label).toBe(before + moved)
    return `${label} ${moved} ${currency}`
  })
  expect(found.sort()).toEqual(said.sort())
}

/** Receivables take the impact, the account of the original the same with the other sign. */
function expectJournal(
  rows: readonly TextRow[],
  planned: readonly Planned[],
  periods: readonly ShownPeriod[],
): void {
  const sums = new Map<string, bigint>()
  for (const one of planned) {
    const { past } = one
    const at = `${periodOf(periods, one.date).name}|${past.currency}`
    const account = past.accountingCode || 'Sales Adjustments'
    for (const [name, sign] of [
      ['Accounts Receivable', 1n],
      [account, -1n],
    ] as const)
      sums.set(`${at}|${name}`, (sums.get(`${at}|${name}`) ?? 0n) + sign * netOf(one))
  }
  const said = [...sums].map(([key, net]) => `${key} ${net}`)
  const found = rows.map((row) => {
    const currency = row['Cur.'] ?? ''
    return `${row['Period']}|${currency}|${row['Accounting code']} ${figureIn(row['Debit less credit'] ?? '', currency)}`
  })
  expect(found.sort()).toEqual(said.sort())
}

function expectPeriods(
  rows: readonly string[][],
  currency: string,
  planned: readonly Planned[],
  periods: readonly ShownPeriod[],
): void {
  const sums = new Map<string, [bigint, bigint]>()
  const add = (date: string, then: bigint, now: bigint) => {
    const { name } = periodOf(periods, date)
    const [before, after] = sums.get(name) ?? [0n, 0n]
    sums.set(name, [before + then, after + now])
  }
  for (const one of planned) {
    if (one.past.currency !== currency) continue
    add(one.past.date, impactOf(one.past), 0n)
    add(one.date, 0n, netOf(one))
  }
  const said = [...sums].map(([name, [then, now]]) => `${name} ${then} ${now}`)
  const found = rows.map(
    ([name, then = '', now = '']) => `${name} ${figureIn(then, currency)} ${figureIn(now, currency)}`,
  )
  expect(found.sort()).toEqual(said.sort())
}
