import { expect, test } from './support/app'
import { expectAccessible } from './support/accessible'
import { openBatch } from './support/batchPage'
import { batchPanel } from './support/draft'
import { Grid } from './support/grid'
import { chooseImport, filesIn, previewImport } from './support/importing'
import { openInvoice } from './support/invoicePage'
import { actAs, goTo, openSandbox } from './support/screen'

// Every screen, in light and dark: nothing that axe finds, no report of the policy, no error of the page.

test.describe.configure({ mode: 'default' })

test('first screen, Home and lists', async ({ app }) => {
  const { page } = app
  await expectAccessible(app, 'first screen')
  await page.getByRole('button', { name: 'Make a live ledger…' }).click()
  await expectAccessible(app, 'making a ledger')
  await page.keyboard.press('Escape')

  await openSandbox(app)
  await expect(page.getByRole('heading', { name: 'Home', level: 2 })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'By period' })).toBeVisible()
  await expectAccessible(app, 'Home')
  for (const list of ['Invoices', 'Adjustments', 'Batches', 'Periods'] as const) {
    await goTo(app, list)
    await expect(new Grid(page, list).row(2)).toBeVisible()
    await expectAccessible(app, list)
  }
  await goTo(app, 'Invoices')
  await page.getByRole('link', { name: 'Accounts' }).click()
  await new Grid(page, 'Accounts').row(1).click()
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
  await expectAccessible(app, 'an account')

  await page.keyboard.press('F1')
  await expectAccessible(app, 'keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('TRN0000020')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(app, 'finding')
  await page.keyboard.press('Escape')
  expect(app.complaints).toEqual([])
})

test('Audit, Settings, import', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  await goTo(app, 'Audit')
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
  await page.getByRole('grid').getByRole('row').nth(1).click()
  await expectAccessible(app, 'Audit')

  await goTo(app, 'Settings')
  for (const part of await page.getByRole('main').getByRole('tab').all()) {
    await part.click()
    await expectAccessible(app, `Settings, ${await part.innerText()}`)
  }

  await goTo(app, 'Import & export')
  await expectAccessible(app, 'Import')
  await chooseImport(app, filesIn('import/dbt_zuora'))
  await expectAccessible(app, 'Import, files')
  await page.getByRole('button', { name: 'Look at the columns' }).click()
  await expectAccessible(app, 'Import, columns')
  await page.getByRole('button', { name: 'Back' }).click()
  await previewImport(app)
  await new Grid(page, 'Rows of the preview').row(1).click()
  await expectAccessible(app, 'Import, preview')
  await page.getByRole('tab', { name: /^Export/ }).click()
  await expectAccessible(app, 'Export')
  expect(app.complaints).toEqual([])
})

test('an invoice, a draft, its submitting', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  await actAs(app, 'Pat Preparer')
  const items = await openInvoice(app, 'TRN00000205')
  await items.type(1, 'Credit', '1.00')
  await items.type(2, 'Credit', '999999')
  await items.moveTo(2, 'Credit')
  await expect(batchPanel(app)).toContainText('1 line is refused')
  await expectAccessible(app, 'an invoice')
  for (const tab of [/^Header adjustment/, /^Earlier adjustments/]) {
    await page.getByRole('tab', { name: tab }).click()
    await expectAccessible(app, `an invoice, ${String(tab)}`)
  }
  await page.getByRole('tab', { name: /^Items/ }).click()
  await page.getByRole('button', { name: 'Spread…' }).click()
  await expectAccessible(app, 'spreading')
  await page.keyboard.press('Escape')

  await batchPanel(app)
    .getByRole('button', { name: 'Take it out' })
    .or(batchPanel(app).getByRole('button', { name: /^Use / }))
    .first()
    .click()
  await expect(batchPanel(app)).not.toContainText('refused')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog', { name: /^Submit/ })).toBeVisible()
  await expectAccessible(app, 'submitting')
  await page.keyboard.press('Escape')
  await openBatch(app, 'Corrections')
  await expectAccessible(app, 'a draft')
  await page.getByRole('button', { name: 'Paste a list of corrections…' }).first().click()
  await expectAccessible(app, 'pasting corrections')
  await page.keyboard.press('Escape')
  expect(app.complaints).toEqual([])
})

test('an adjustment, a posted batch, its export and landing', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  await openBatch(app, 'Price list of last year')
  await expectAccessible(app, 'a posted batch')
  for (const tab of [/^Effect/, /^Export/, /^Revisions/, /^History/]) {
    await page.getByRole('tab', { name: tab }).click()
    await expectAccessible(app, `a posted batch, ${String(tab)}`)
  }
  await page.getByRole('button', { name: 'Mark as landed…' }).click()
  await expectAccessible(app, 'landing')
  await page.keyboard.press('Escape')

  await goTo(app, 'Adjustments')
  await new Grid(page, 'Adjustments').row(1).click()
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
  await expectAccessible(app, 'an adjustment')
  expect(app.complaints).toEqual([])
})
