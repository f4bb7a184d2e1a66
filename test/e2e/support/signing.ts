import { expect, type Locator, type Page } from '@playwright/test'

/** What everybody chooses in the live ledgers of the tests. */
export const passphrase = 'four words of a test'

/** The dialog that asks for a passphrase before something is signed. */
export function signDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: /^Sign as / })
}

/**
 * Signs, where it is asked: in the sandbox with the passphrase that stands there, else with the one of the
 * tests, chosen now by those who have none.
 */
export async function signIfAsked(page: Page): Promise<void> {
  const dialog = signDialog(page)
  if (!(await dialog.isVisible())) return
  const chosen = dialog.getByRole('textbox', { name: 'New passphrase', exact: true })
  const known = dialog.getByRole('textbox', { name: 'Passphrase', exact: true })
  if (await chosen.isVisible()) {
    await chosen.fill(passphrase)
    await dialog.getByRole('textbox', { name: 'The same once more', exact: true }).fill(passphrase)
  } else if ((await known.inputValue()) === '') await known.fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}

/** Acts as somebody whose passphrase is asked for, where it is. */
export async function sayPassphraseIfAsked(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Act as / })
  if (!(await dialog.isVisible())) return
  await dialog.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}
