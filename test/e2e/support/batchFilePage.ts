import { expect } from '@playwright/test'
import type { App } from './app'
import { openBatch } from './batchPage'
import { dialogCalled, goTo } from './screen'
import { signIfAsked } from './signing'

// Batch files, as two machines hand a batch to and fro.

/** Saves the batch as a file for whoever goes on with it; gives its path. */
export async function saveBatchFile(app: App, batch: string, name: string): Promise<string> {
  const { page } = app
  await openBatch(app, batch)
  const button = page.getByRole('button', { name: /^Save file for/ })
  await expect(button.or(page.getByRole('button', { name: 'Files' }))).toBeVisible()
  await page.keyboard.press('Alt+s')
  const dialog = dialogCalled(page, /^Save “.*as a file/)
  await expect(dialog).toBeVisible()
  const path = await app.saved(async () => {
    await dialog.getByRole('button', { name: /^Save revision/ }).click()
    await signIfAsked(page)
  }, name)
  await expect(dialog).toBeHidden()
  return path
}

/** Opens a file from the list of batches. Whether it is shown or refused is for the test to see. */
export async function openBatchFile(app: App, path: string): Promise<void> {
  await goTo(app, 'Batches')
  await app.chooseFiles(
    () => app.page.getByRole('button', { name: 'Open batch file…' }).first().click(),
    [path],
  )
  await expect(app.page).toHaveURL(/\/batches\/file$/)
}

/** Confirms what is to be confirmed, and brings the file in with the button of these words. */
export async function bringIn({ page }: App, words: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name: words })
  await expect(button).toBeVisible()
  const unconfirmed = page
    .getByRole('region', { name: 'What bringing it in does' })
    .getByRole('checkbox', { checked: false })
  while ((await unconfirmed.count()) > 0) await unconfirmed.first().check()
  await button.click()
  await expect(page.getByRole('tablist', { name: 'Parts of the batch' })).toBeVisible()
}
