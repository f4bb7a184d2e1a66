import { expect } from '@playwright/test'
import type { App } from './app'
import { Grid } from './grid'
import { impactOf, opposite, type Past } from './pastAdjustment'
import { periodOf, proposedDay, type ShownPeriod } from './periodStep'
import { figure, impact, minor } from './recomputed'
import type { Wizard } from './reversalWizard'
import { figureIn, gridRows, tableRows, type TextRow } from './table'

// What each step of the wizard must show, worked out here from the file of the list, the days of the periods
// and what the test types.

/** What the test does otherwise than is proposed. */
export interface Change {
  readonly amount?: string
  readonly date?: string
  readonly reference?: string
  readonly instead?: { readonly type: Past['type']; readonly amount: string }
}

/** One reversal as it must come out. */
export interface Planned {
  readonly past: Past
  /** Minor units. */
  readonly left: bigint
  readonly amount: bigint
  readonly date: string
  readonly isOwnDay: boolean
  readonly change: Change
}

/** All of which something is left, on the days that the rule gives. */
export function plannedOf(
  candidates: readonly Past[],
  left: ReadonlyMap<string, bigint>,
  periods: readonly ShownPeriod[],
  changes: Readonly<Record<string, Change>> = {},
): Planned[] {
  return candidates
    .map((past) => ({ past, left: left.get(past.number) ?? 0n, change: changes[past.number] ?? {} }))
    .filter((one) => one.left > 0n)
    .map((one) => {
      const proposed = proposedDay(periods, one.past.date)
      const { amount, date } = one.change
      return {
        ...one,
        amount: amount === undefined ? one.left : minor(amount, one.past.currency),
        date: date ?? proposed.date,
        isOwnDay: proposed.isOwn,
      }
    })
}

export async function expectCandidates(
  { what }: Wizard,
  candidates: readonly Past[],
  left: ReadonlyMap<string, bigint>,
  periods: readonly ShownPeriod[],
): Promise<void> {
  await expect(what.row(1)).toBeVisible()
  const rows = await gridRows(what.grid)
  const said = candidates.map((past) => {
    const rest = left.get(past.number) ?? 0n
    const reversed = past.status === 'Canceled' ? 0n : past.amount - rest
    return [
      past.number,
      placeOf(past),
      periodWords(periods, past.date),
      past.status,
      ...sides(past.type, past.amount, past.currency, ''),
      shown(reversed, past.currency),
      shown(rest, past.currency),
      past.currency,
      String(rest > 0n),
      rest > 0n ? 'can be reversed' : 'says why not',
    ]
  })
  const found = rows.map((row) => [
    row['Adjustment'],
    row['Of'],
    row['Its period'],
    row['Status'],
    row['Credit'] ?? '',
    row['Charge'] ?? '',
    row['Reversed'],
    row['Left'],
    row['Cur.'],
    row.chosen,
    (row['Waits, or why not'] ?? '') === '' ? 'can be reversed' : 'says why not',
  ])
  expect(found.sort(byText)).toEqual(said.sort(byText))
}

export async function expectAmountsAndDates(
  { when }: Wizard,
  planned: readonly Planned[],
  periods: readonly ShownPeriod[],
): Promise<void> {
  await expect(when.row(planned.length)).toBeVisible()
  const rows = await gridRows(when.grid)
  const said = planned.map(({ past, left, amount, date, change }) => [
    past.number,
    placeOf(past),
    shown(left, past.currency),
    ...sides(opposite(past.type), amount, past.currency),
    past.currency,
    date,
    change.reference ?? past.number,
  ])
  const found = rows.map((row) => [
    row['Reverses'],
    row['Of'],
    row['Left'],
    row['Credit'],
    row['Charge'],
    row['Cur.'],
    row['Dated'],
    row['Reference'],
  ])
  expect(found.sort(byText)).toEqual(said.sort(byText))
  for (const one of planned) expectReason(rows, one, periods)
}

/** The rule in words: it names the period that decided, and says what of it did. */
function expectReason(rows: readonly TextRow[], one: Planned, periods: readonly ShownPeriod[]): void {
  const because = rows.find((row) => row['Reverses'] === one.past.number)?.['Because'] ?? ''
  if (one.change.date !== undefined) return expect(because).toContain('by hand')
  const { name } = periodOf(periods, one.past.date)
  expect(because).toContain(name)
  expect(because).toMatch(one.isOwnDay ? /own date.* is open/ : /first open day.* is not open/)
}

/** Of every line one side takes a figure and the other is greyed, and says why. */
export async function expectGreyed({ when }: Wizard, planned: readonly Planned[]): Promise<void> {
  for (const { past } of planned) {
    const row = when.rowWith(past.number)
    const open = await when.cell(row, opposite(past.type))
    await expect(open).toHaveAttribute('aria-readonly', 'false')
    const greyed = await when.cell(row, past.type)
    await expect(greyed).toHaveAttribute('aria-readonly', 'true')
    await expect(greyed).toHaveAttribute('title', new RegExp(`takes a ${opposite(past.type)}`, 'i'))
  }
}

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

/** The draft that the lines went to: each on its place, of the opposite type, with its day and reference. */
export async function expectDraft(app: App, batch: string, planned: readonly Planned[]): Promise<void> {
  const { page } = app
  await expect(page.getByRole('heading', { name: new RegExp(`^${batch}`), level: 2 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Current batch' })).toBeVisible()
  const lines = new Grid(page, `Lines of ${batch}`)
  await expect(lines.row(1)).toBeVisible()
  const found = (await gridRows(lines.grid)).map((row) =>
    [row['Invoice'], row['Type'], row['Amount'], row['Cur.'], row['Date'], row['Reference']].join(' '),
  )
  const said = planned.flatMap(({ past, amount, date, change }) => {
    const { currency, invoice } = past
    const reference = change.reference ?? past.number
    const own = [
      invoice,
      `${opposite(past.type)}, reverses`,
      figure(amount, currency),
      currency,
      date,
      reference,
    ]
    const { instead } = change
    if (instead === undefined) return [own.join(' ')]
    const other = figure(minor(instead.amount, currency), currency)
    return [own.join(' '), [invoice, instead.type, other, currency, date, reference].join(' ')]
  })
  expect(found.sort()).toEqual(said.sort())
}

export function placeOf({ invoice, item }: Past): string {
  return `${invoice} · ${item === '' ? 'Invoice header' : item}`
}

const standings: Readonly<Record<string, string>> = {
  Open: 'open',
  'Pending close': 'being closed',
  Closed: 'closed',
  'Hard-locked': 'locked',
}

function periodWords(periods: readonly ShownPeriod[], date: string): string {
  const { name, state } = periodOf(periods, date)
  return `${name} ${standings[state] ?? state}`
}

function shown(amount: bigint, currency: string): string {
  return amount === 0n ? '–' : figure(amount, currency)
}

/** Credit and charge: the figure under its own, the other empty. */
function sides(
  type: Past['type'],
  amount: bigint,
  currency: string,
  nothing = '–',
): [credit: string, charge: string] {
  const text = figure(amount, currency)
  return type === 'Credit' ? [text, nothing] : [nothing, text]
}

function byText(one: readonly unknown[], other: readonly unknown[]): number {
  return one.join('|') < other.join('|') ? -1 : 1
}

/** As a file writes it: `1204.80`, an exact decimal without thousands. */
export function amountText(amount: bigint, currency: string): string {
  return figure(amount, currency).replaceAll(',', '')
}
