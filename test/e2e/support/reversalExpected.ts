import { expect } from '@playwright/test'
import type { App } from './app'
import { Grid } from './grid'
import { opposite, type Past } from './pastAdjustment'
import { periodOf, proposedDay, type ShownPeriod } from './periodStep'
import { figure, minor } from './recomputed'
import type { Wizard } from './reversalWizard'
import { gridRows, type TextRow } from './table'

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

/** The draft that the lines went to: each on its place, of the opposite type, with its day and reference. */
export async function expectDraft(app: App, batch: string, planned: readonly Planned[]): Promise<void> {
  const { page } = app
  await expect(page.getByRole('heading', { name: new RegExp(`^${batch}`), level: 2 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Current batch' })).toBeVisible()
  const lines = new Grid(page, `Lines of ${batch}`)
  await expect(lines.row(1)).toBeVisible()
  const found = (await gridRows(lines.grid)).map((row) =>
    [
      row['Invoice'],
      row['Acts on'],
      row['Type'],
      row['Amount'],
      row['Cur.'],
      row['Date'],
      row['Reference'],
    ].join(' '),
  )
  const said = planned.flatMap(({ past, amount, date, change }) => {
    const { currency, invoice } = past
    const reference = change.reference ?? past.number
    const own = [
      invoice,
      past.number,
      `${opposite(past.type)}, reverses`,
      figure(amount, currency),
      currency,
      date,
      reference,
    ]
    const { instead } = change
    if (instead === undefined) return [own.join(' ')]
    const other = figure(minor(instead.amount, currency), currency)
    return [own.join(' '), [invoice, '', instead.type, other, currency, date, reference].join(' ')]
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
export function sides(
  type: Past['type'],
  amount: bigint,
  currency: string,
  nothing = '–',
): [credit: string, charge: string] {
  const text = figure(amount, currency)
  return type === 'Credit' ? [text, nothing] : [nothing, text]
}

export function byText(one: readonly unknown[], other: readonly unknown[]): number {
  return one.join('|') < other.join('|') ? -1 : 1
}

/** As a file writes it: `1204.80`, an exact decimal without thousands. */
export function amountText(amount: bigint, currency: string): string {
  return figure(amount, currency).replaceAll(',', '')
}
