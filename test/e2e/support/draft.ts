import { expect, type Locator } from '@playwright/test'
import type { App } from './app'
import { openInvoice } from './invoicePage'
import { signIfAsked } from './signing'
import type { Made } from './recomputed'

export function batchPanel({ page }: App): Locator {
  return page.getByRole('region', { name: 'Current batch' })
}

export async function expectSaved({ page }: App): Promise<void> {
  await expect(
    page
      .getByRole('banner')
      .getByRole('status')
      .filter({ hasText: /^Saved \d/ }),
  ).toBeVisible()
}

/** Types one credit or charge into the grid of its invoice, with keys. */
export async function typeAdjustment(app: App, { invoice, row, type, amount }: Made): Promise<void> {
  const items = await openInvoice(app, invoice)
  await items.type(row ?? 1, type, amount)
  await expectSaved(app)
}

/** Confirms every warning of an open dialog, then the step itself; gives the words of its button. */
export async function confirmStep({ page }: App, title: string | RegExp, button: RegExp): Promise<string> {
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog).toBeVisible()
  const go = dialog.getByRole('button', { name: button })
  const unconfirmed = dialog.getByRole('checkbox', { checked: false })
  // What is to be confirmed may come after the dialog: the ledger is asked for it.
  await expect(async () => {
    while ((await unconfirmed.count()) > 0) await unconfirmed.first().check()
    await expect(go).toBeEnabled({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
  const words = (await go.innerText()).replace(/\s*(Ctrl|⌘).*$/s, '').trim()
  await go.click()
  // Covered by the dialog that asks for a signature, or closed.
  await expect(dialog).toBeHidden()
  await signIfAsked(page)
  await expect(dialog).toBeHidden()
  return words
}
