import { join, resolve } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { root } from './program.mts'

// How the pictures are taken: the screens as a person goes through them, by the names that stand on them.

export const pictureFolder = resolve(root, 'docs/picture')

/** Without notices that came from a step before, and with everything drawn. */
export async function take(page: Page, name: string): Promise<void> {
  const notices = page.getByRole('button', { name: 'Close this notice' })
  while ((await notices.count()) > 0) await notices.first().click()
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  })
  await page.screenshot({ path: join(pictureFolder, `${name}.png`) })
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name })
}

export function row(page: Page, text: string): Locator {
  return page.getByRole('grid').getByRole('row').filter({ hasText: text }).first()
}

export async function goTo(page: Page, section: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section }).click()
}

export async function openInvoice(page: Page, number: string): Promise<void> {
  await goTo(page, 'Invoices')
  await page.getByRole('searchbox', { name: 'Search invoices' }).fill(number)
  await row(page, number).click()
  await page.getByRole('grid', { name: `Items and tax lines of ${number}` }).waitFor()
}

export async function actAs(page: Page, person: string): Promise<void> {
  await button(page, /Person and ledger$/).click()
  await page.getByRole('menuitem', { name: person }).click()
}

export async function moveTo(page: Page, line: number, column: string): Promise<void> {
  const grid = page.getByRole('grid')
  await grid.focus()
  await page.keyboard.press('Control+Home')
  for (let step = 1; step < line; step += 1) await page.keyboard.press('ArrowDown')
  const header = grid.getByRole('columnheader', { name: column, exact: true })
  // The first column is the one to select rows with, which the arrows leave out.
  const steps = Number(await header.getAttribute('aria-colindex')) - 2
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowRight')
}

export async function type(page: Page, line: number, column: string, text: string): Promise<void> {
  await moveTo(page, line, column)
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await page
    .getByRole('banner')
    .getByText(/^Saved/)
    .waitFor()
}

/** Where the passphrase is asked, the sandbox has it there already; `signature` names a picture of that. */
export async function confirm(page: Page, name: RegExp, signature = ''): Promise<void> {
  const dialog = page.getByRole('dialog')
  const go = dialog.getByRole('button', { name })
  await go.waitFor()
  const unconfirmed = dialog.getByRole('checkbox', { checked: false })
  // What is to be confirmed may come after the dialog: the ledger is asked for it.
  while (!(await go.isEnabled())) {
    if ((await unconfirmed.count()) > 0) await unconfirmed.first().check()
  }
  await go.click()
  await go.waitFor({ state: 'hidden' })
  const sign = page.getByRole('dialog', { name: /^Sign as / })
  if (await sign.isVisible()) {
    if (signature !== '') await take(page, signature)
    await page.keyboard.press('Enter')
  }
  await dialog.waitFor({ state: 'hidden' })
}

/** A picture in the dark look; the screen is light again afterwards. */
export async function takeDark(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, name)
  await page.emulateMedia({ colorScheme: 'light' })
}
