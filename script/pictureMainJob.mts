import { join } from 'node:path'
import type { Page } from '@playwright/test'
import {
  actAs,
  button,
  confirm,
  goTo,
  moveTo,
  openInvoice,
  row,
  take,
  takeDark,
  type,
} from './pictureScreen.mts'
import { root } from './program.mts'

// The pictures of docs/guide.md: some corrections, their review, their export.

export async function takeMainJob(page: Page): Promise<void> {
  await button(page, 'USD').click()
  await take(page, 'home')
  await importFiles(page)
  await adjust(page)
  await review(page)
  await exportAndLand(page)
  await lookBack(page)
}

async function importFiles(page: Page): Promise<void> {
  const files = ['account', 'invoice', 'invoice_item', 'taxation_item', 'credit_balance_adjustment']
  const paths = files.map((name) => join(root, `test/fixture/import/dbt_zuora/zuora_${name}_data.csv`))
  await goTo(page, 'Import & export')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(page, 'Choose files…').click(),
  ])
  await chooser.setFiles(paths)
  await page.getByRole('table', { name: 'Files' }).waitFor()
  await page.getByRole('radio', { name: /^Now/ }).check()
  await take(page, 'import-files')
  await button(page, /^Preview \d+ files/).click()
  await page
    .getByRole('group', { name: 'Rows shown' })
    .getByRole('button', { name: /^Refused/ })
    .click()
  await row(page, 'zuora_invoice_item_data.csv').click()
  await take(page, 'import-preview')
  await button(page, /Files \(done\)/).click()
  await button(page, 'Discard this import').click()
}

async function adjust(page: Page): Promise<void> {
  await openInvoice(page, 'TRN00000217')
  await type(page, 1, 'Credit', '60.00')
  await openInvoice(page, 'TRN00000213')
  await type(page, 1, 'Credit', '49.90')
  await type(page, 5, 'Credit', '99.80')
  await type(page, 6, 'Credit', '6.24')
  await type(page, 8, 'Credit', '2,400.00')
  await moveTo(page, 8, 'Credit')
  await page.getByRole('grid').getByRole('button', { name: /^Use / }).waitFor()
  await take(page, 'invoice')
  await takeDark(page, 'invoice-dark')
  await page.keyboard.press('Alt+Enter')
  await page.getByText('is refused').waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog', { name: /^Submit/ }).waitFor()
  await take(page, 'submit')
  await confirm(page, /^Submit/, 'sign')
}

async function review(page: Page): Promise<void> {
  await actAs(page, 'Robin Reviewer')
  await goTo(page, 'Batches')
  await row(page, 'Corrections').click()
  await button(page, /^Approve and post/).waitFor()
  await take(page, 'review')
  await button(page, /^Approve and post/).click()
  await page.getByRole('dialog', { name: /^Approve/ }).waitFor()
  await take(page, 'approve')
  await confirm(page, /^Approve and post/)
}

async function exportAndLand(page: Page): Promise<void> {
  await actAs(page, 'Pat Preparer')
  await page.getByRole('tab', { name: /^Export/ }).click()
  await button(page, 'Export… JSON requests').click()
  await confirm(page, /^Export/)
  await page
    .getByText(/requests\.jsonl/)
    .first()
    .waitFor()
  await take(page, 'export')
  await button(page, 'Mark as landed…').click()
  await page.getByRole('grid', { name: 'Lines to mark' }).waitFor()
  await take(page, 'landing')
  await page.keyboard.press('Escape')
}

async function lookBack(page: Page): Promise<void> {
  await goTo(page, 'Adjustments')
  await row(page, 'TRN00000213').waitFor()
  await take(page, 'adjustments')
  await row(page, 'TRN00000213').click()
  await page.getByRole('table').first().waitFor()
  await take(page, 'adjustment')
  await goTo(page, 'Audit')
  await button(page, 'Verify the ledger…').click()
  await page.getByText('The ledger is sound').waitFor()
  await take(page, 'verify')
  await page.keyboard.press('Escape')
}
