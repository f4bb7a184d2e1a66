import { expect, type Locator } from '@playwright/test'
import type { Company } from '../../support/company/company'
import type { App } from './app'
import { Grid } from './grid'
import { balanceOf, currencyOf, figure, openOf, type Made } from './recomputed'
import { goTo } from './screen'

export async function openInvoice(app: App, number: string): Promise<Grid> {
  await goTo(app, 'Invoices')
  await app.page.getByRole('searchbox', { name: 'Search invoices' }).fill(number)
  await new Grid(app.page, 'Invoices').rowWith(number).click()
  const items = new Grid(app.page, `Items and tax lines of ${number}`)
  await expect(items.row(1)).toBeVisible()
  return items
}

/** The figure under a word of the head: `Amount`, `Balance` and so on. */
export function headFigure({ page }: App, word: string): Locator {
  return page
    .getByRole('main')
    .getByRole('definition')
    .and(page.locator(`dt:text-is("${word}") + dd`))
}

/** Balance and every open amount are what an own computation says. */
export async function expectRecomputed(
  app: App,
  company: Company,
  invoice: string,
  made: readonly Made[],
): Promise<void> {
  const items = await openInvoice(app, invoice)
  const currency = currencyOf(company, invoice)
  const balance = figure(balanceOf(company, invoice, made), currency)
  await expect(headFigure(app, 'Balance')).toHaveText(
    new RegExp(`^(minus\\s?)?${escaped(balance)}\\s${currency}$`),
  )
  const opens = openOf(company, invoice, made).map((open) => (open === 0n ? '–' : figure(open, currency)))
  await expect(items.row(opens.length)).toBeVisible()
  for (const [index, open] of opens.entries()) {
    await expect(await items.at(index + 1, 'Open')).toHaveText(open)
  }
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
