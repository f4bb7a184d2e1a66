import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, type Locator } from '@playwright/test'
import type { App } from './app'
import { goTo } from './screen'

// An import as a person makes it: files, what they were recognised as, preview, and exactly that.

export const fixtures = resolve(__dirname, '../../fixture')

export function filesIn(folder: string): string[] {
  return readdirSync(join(fixtures, folder))
    .filter((name) => /\.(csv|json)$/.test(name))
    .sort()
    .map((name) => join(fixtures, folder, name))
}

/** Gives the table of what was recognised. */
export async function chooseImport(app: App, paths: readonly string[]): Promise<Locator> {
  const { page } = app
  await goTo(app, 'Import & export')
  const again = page.getByRole('button', { name: 'Import other files' })
  const choose = page.getByRole('button', { name: 'Choose files…' })
  await expect(again.or(choose)).toBeVisible()
  if (await again.isVisible()) await again.click()
  await app.chooseFiles(() => choose.click(), paths)
  const table = page.getByRole('table', { name: 'Files' })
  await expect(table.getByRole('rowheader')).toHaveCount(paths.length)
  return table
}

/** `asOf` as `2026-11-15T06:00`, of UTC; without it the files are true now. Gives the table of counts. */
export async function previewImport({ page }: App, asOf?: string): Promise<Locator> {
  if (asOf === undefined) {
    await page.getByRole('radio', { name: /^Now/ }).check()
  } else {
    const [day = '', time = ''] = asOf.split('T')
    await page.getByRole('radio', { name: /^At another moment/ }).check()
    await page.getByRole('textbox', { name: 'Day' }).fill(day)
    await page.getByRole('textbox', { name: 'Time, UTC' }).fill(time)
  }
  await page.getByRole('button', { name: /^Preview \d+ file/ }).click()
  const counts = page.getByRole('table', { name: 'Rows by file and verdict' })
  await expect(counts).toBeVisible()
  return counts
}

/** Leaves an import at its preview: nothing of it is written. */
export async function discardImport({ page }: App): Promise<void> {
  await page.getByRole('button', { name: /Files \(done\)/ }).click()
  await page.getByRole('button', { name: 'Discard this import' }).click()
  await expect(page.getByRole('button', { name: 'Choose files…' })).toBeVisible()
}

/** Gives what the step said it would write. */
export async function commitImport({ page }: App): Promise<string> {
  const button = page.getByRole('button', { name: /^Import .*fact/ })
  const words = await button.innerText()
  await button.click()
  const dialog = page.getByRole('dialog', { name: 'Import' })
  await dialog.getByRole('button', { name: words }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Imported / })).toBeVisible({ timeout: 30_000 })
  return words
}

/** The figures of one file's row: how many rows are new, changed, same, twins and refused. */
export async function countsOf(table: Locator, file: string): Promise<Record<string, number>> {
  const heads = await table.getByRole('columnheader').allInnerTexts()
  const row = table
    .getByRole('row')
    .filter({ has: table.page().getByRole('rowheader', { name: file, exact: true }) })
  const cells = await row.getByRole('cell').allInnerTexts()
  const figures = heads.slice(1).map((head, index) => [head.trim().toLowerCase(), cells[index]?.trim() ?? ''])
  return Object.fromEntries(
    figures
      .filter(([head]) => head !== 'holds')
      .map(([head, text]) => [head ?? '', text === '–' ? 0 : Number((text ?? '').replaceAll(',', ''))]),
  )
}
