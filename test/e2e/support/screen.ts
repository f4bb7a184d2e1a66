import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { join } from 'node:path'
import type { App } from './app'
import { sayPassphraseIfAsked } from './signing'

// What every test does in the window: by role and name, as somebody who cannot see classes.

export type Section =
  'Home' | 'Invoices' | 'Adjustments' | 'Batches' | 'Periods' | 'Import & export' | 'Audit' | 'Settings'

export async function openSandbox({ page }: App): Promise<void> {
  await page.getByRole('button', { name: 'Open the training sandbox' }).click()
  await expect(page.getByRole('region', { name: 'Training sandbox' })).toBeVisible()
}

/** From the first screen; in Electron its place is asked for, and answered with the test's folder. */
export async function makeLedger(app: App, name: string): Promise<void> {
  const { page } = app
  await app.electron?.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    join(app.folder, `${name}.contra`),
  )
  await page.getByRole('button', { name: 'Make a live ledger…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make a live ledger' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: `Make the ledger “${name}”` }).click()
  await expect(personButton(page)).toContainText(name)
}

export async function goTo({ page }: App, section: Section): Promise<void> {
  const link = sidebar(page).getByRole('link', { name: section })
  // A ledger that has just been opened goes to its home, which may come after the click.
  await expect(async () => {
    await link.click()
    await expect(link).toHaveAttribute('aria-current', 'page', { timeout: 3000 })
  }).toPass({ timeout: 15_000 })
}

/** Says who acts, in the menu at the foot of the sidebar. */
export async function actAs({ page }: App, person: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: person })
  // A page that comes in late takes the focus, and with it the menu: it is opened once more, as anybody would.
  await expect(async () => {
    if (!(await item.isVisible())) await personButton(page).click()
    await item.click({ timeout: 2000 })
  }).toPass({ timeout: 15_000 })
  const asked = page.getByRole('dialog', { name: `Act as ${person}` })
  const acting = personButton(page).filter({ hasText: person })
  await expect(asked.or(acting).first()).toBeVisible()
  await sayPassphraseIfAsked(page)
  await expect(acting).toBeVisible()
}

export async function chooseLook({ page }: App, look: 'Light' | 'Dark'): Promise<void> {
  await personButton(page).click()
  await page.getByRole('menuitem', { name: look }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
}

export function personButton(page: Page): Locator {
  return sidebar(page).getByRole('button', { name: /Person and ledger$/ })
}

export function dialogCalled(page: Page, name: string | RegExp): Locator {
  return page.getByRole('dialog', { name })
}

/** What a button comes to is said at the edge of the window; of several alike the latest. */
export function notice(page: Page, text: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Notices' }).getByText(text).last()
}

function sidebar(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Sections' })
}
