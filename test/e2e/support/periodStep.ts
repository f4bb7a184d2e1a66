import { expect, type Locator } from '@playwright/test'
import type { App } from './app'
import { actAs, dialogCalled, goTo } from './screen'
import { gridRows } from './table'

// Periods as their screen shows them, and the steps of a close, taken by somebody who may.

export interface ShownPeriod {
  readonly name: string
  /** `Open`, `Pending close`, `Closed` or `Hard-locked`. */
  readonly state: string
  readonly start: string
  readonly end: string
}

/** All periods, the oldest first. */
export async function periodsOf(app: App): Promise<ShownPeriod[]> {
  await goTo(app, 'Periods')
  const grid = app.page.getByRole('grid', { name: 'Periods' })
  await expect(grid.getByRole('row').nth(1)).toBeVisible()
  const rows = await gridRows(grid)
  return rows
    .map((row) => ({
      name: (row['Period'] ?? '').replace(/ ?Today.*$/, ''),
      state: row['State'] ?? '',
      start: row['First day'] ?? '',
      end: row['Last day'] ?? '',
    }))
    .sort((one, other) => (one.start < other.start ? -1 : 1))
}

export function periodOf(periods: readonly ShownPeriod[], date: string): ShownPeriod {
  const found = periods.find(({ start, end }) => start <= date && date <= end)
  if (found === undefined) throw new Error(`No period contains ${date}`)
  return found
}

/** Where the rule puts a reversal: its own day while that is open, else the first open day after it. */
export function proposedDay(periods: readonly ShownPeriod[], date: string): { date: string; isOwn: boolean } {
  if (periodOf(periods, date).state === 'Open') return { date, isOwn: true }
  const next = periods.find(({ state, start }) => state === 'Open' && start > date)
  if (next === undefined) throw new Error(`No open day after ${date}`)
  return { date: next.start, isOwn: false }
}

export async function openPeriod({ page }: App, name: string): Promise<Locator> {
  const panel = page.getByRole('region', { name: 'Chosen period' })
  await page.getByRole('grid', { name: 'Periods' }).getByText(name, { exact: true }).click()
  await expect(panel.getByRole('heading', { name, exact: true })).toBeVisible()
  return panel
}

/** One step of a period, by its words; the warning of its dialog is confirmed. */
async function takeStep(app: App, name: string, words: string, warning: string | RegExp): Promise<void> {
  const panel = await openPeriod(app, name)
  await panel.getByRole('button', { name: words }).click()
  const dialog = dialogCalled(app.page, words)
  if (warning !== '') await dialog.getByRole('checkbox', { name: warning }).check()
  await dialog.getByRole('button', { name: words }).click()
  await expect(dialog).toHaveCount(0)
}

export async function beginClosing(app: App, controller: string, name: string): Promise<void> {
  await actAs(app, controller)
  await goTo(app, 'Periods')
  await takeStep(app, name, `Begin closing ${name}`, '')
}

export async function closePeriod(
  app: App,
  controller: string,
  name: string,
  warning: string | RegExp = '',
): Promise<void> {
  await actAs(app, controller)
  await goTo(app, 'Periods')
  await takeStep(app, name, `Close ${name}`, warning)
}
