import { basename } from 'node:path'
import { company, companyAsOf } from '../support/company/company'
import { expect, test, type App } from './support/app'
import { openBatch, postedFiles } from './support/batchPage'
import { batchPanel, confirmStep, expectSaved, typeAdjustment } from './support/draft'
import { expectFiles } from './support/expectedFile'
import { linesIn } from './support/exportedFile'
import { Grid } from './support/grid'
import {
  chooseImport,
  commitImport,
  countsOf,
  discardImport,
  filesIn,
  previewImport,
} from './support/importing'
import { expectRecomputed, openInvoice } from './support/invoicePage'
import { writeLaterExport } from './support/laterFile'
import { made } from './support/madeAdjustment'
import { actAs, dialogCalled, goTo, makeLedger, notice } from './support/screen'

// The main job in the real window: from the billing system's export to a posted batch, to its files for
// upload, and to what the billing system shows of it afterwards.

const preparer = 'Robin Preparer'
const reviewer = 'Kim Controller'
const all = '7 credits, in 4 currencies, and 2 charges, 5.00 EUR and 12.00 USD'

test('from an import to an approved, posted and exported batch, and back @electron', async ({ app }) => {
  test.setTimeout(300_000)
  await makeLedger(app, 'Maple')
  await test.step('import a sound set in each of the four namings', () => importCompany(app))
  await actAs(app, preparer)
  await test.step('type credits and charges into the grid with keys', () => typeAll(app))
  await test.step('submit, return, change, submit again, approve', () => approveInTwoRounds(app))
  await test.step('find the balances that an own computation finds', () => expectBalances(app))

  await openBatch(app, 'Corrections')
  const files = await test.step('export all formats', () => postedFiles(app))
  expectFiles(files)
  const landedAt = await test.step('mark as landed, by hand', () => markAsLanded(app))

  await test.step('import a later export in which they stand with their numbers', () =>
    importLater(app, files.csv, landedAt))
  await test.step('count nothing twice', () => expectBalances(app))
  await test.step('verify the ledger', () => verify(app))
  expect(app.complaints).toEqual([])
})

async function importCompany(app: App): Promise<void> {
  const namings = {
    warehouse: 'a warehouse',
    api: 'the API',
    export: 'a data source export',
    label: 'a report',
  }
  for (const [naming, words] of Object.entries(namings)) {
    const paths = filesIn(`company/${naming}`)
    const files = await chooseImport(app, paths)
    const items = files.getByRole('row').filter({ hasText: 'invoice_items.csv' })
    await expect(items).toContainText(`names as ${words} has`)
    const counts = await previewImport(app, companyAsOf.slice(0, 16))
    const isFirst = naming === 'warehouse'
    for (const path of paths) {
      const { rows, new: fresh, same, ...others } = await countsOf(counts, basename(path))
      expect(rows, path).toBeGreaterThan(0)
      expect([fresh, same].at(isFirst ? 0 : 1), path).toBeGreaterThan(0)
      expect((fresh ?? 0) + (same ?? 0), path).toBe(rows)
      expect(others, path).toEqual({ changed: 0, twins: 0, refused: 0 })
      // The same facts under other names are the same facts.
      if (!isFirst) expect(fresh, path).toBe(0)
    }
    if (isFirst) expect(await commitImport(app)).toBe('Import 92 new facts')
    else await discardImport(app)
  }
}

async function typeAll(app: App): Promise<void> {
  const { page } = app
  for (const adjustment of [...made.single, ...made.together]) await typeAdjustment(app, adjustment)

  await test.step('a credit on a discount cannot be typed, and the cell says why', async () => {
    const items = new Grid(page, 'Items and tax lines of INV00071004')
    await items.moveTo(6, 'Credit')
    await expect(items.grid.getByText(/only a charge moves it towards zero/)).toBeVisible()
  })

  await test.step('a refused amount says what is left, and one key takes it', async () => {
    const items = await openInvoice(app, made.namedSeats.invoice)
    await items.type(4, 'Credit', '9999')
    await expect(await items.at(4, 'Credit')).toHaveAttribute('aria-invalid', 'true')
    const submit = batchPanel(app).getByRole('button', { name: /^Submit/ })
    await expect(submit).toHaveAccessibleDescription('Waits for 1 refused line.')
    await items.moveTo(4, 'Credit')
    await expect(items.grid.getByRole('button', { name: 'Use 840.00' })).toBeVisible()
    await page.keyboard.press('Alt+Enter')
    await expect(await items.at(4, 'Credit')).toHaveText('840.00')
    await expect(batchPanel(app)).not.toContainText('refused')
  })

  await test.step('an adjustment of the header, with an accounting code', async () => {
    await openInvoice(app, made.header.invoice)
    await page.getByRole('tab', { name: /^Header adjustment/ }).click()
    await page.getByRole('textbox', { name: 'Amount' }).fill(made.header.amount)
    await page.getByRole('combobox', { name: 'Accounting code' }).fill('Sales Adj')
    await page.getByRole('option', { name: 'Sales Adjustments' }).click()
    await page.getByRole('button', { name: 'Add to the batch' }).click()
    await expect(page.getByRole('article')).toContainText(/Credit.*3\.00\sEUR/)
    await expectSaved(app)
  })
}

async function approveInTwoRounds(app: App): Promise<void> {
  const { page } = app
  await page.keyboard.press('Control+Enter')
  expect(await confirmStep(app, /^Submit “/, /^Submit/)).toBe(`Submit ${all}`)
  await expect(notice(page, /is submitted/)).toBeVisible()

  await actAs(app, reviewer)
  await openBatch(app, 'Corrections')
  await page.getByRole('button', { name: 'Return…' }).click()
  const comment = dialogCalled(page, /^Return “/).getByRole('textbox', { name: 'What is to be changed' })
  await comment.fill('Half of the seats only')
  expect(await confirmStep(app, /^Return “/, /^Return/)).toBe(`Return 9 lines to ${preparer}`)

  await actAs(app, preparer)
  await openBatch(app, 'Corrections')
  await expect(page.getByRole('note').filter({ hasText: 'Half of the seats only' })).toBeVisible()
  const items = await openInvoice(app, made.namedSeats.invoice)
  await items.type(4, 'Credit', made.namedSeats.amount)
  await expect(await items.at(4, 'Credit')).toHaveText(made.namedSeats.amount)
  await expectSaved(app)
  await page.keyboard.press('Control+Enter')
  expect(await confirmStep(app, /^Submit “/, /^Submit/)).toBe(`Submit ${all}`)

  await openBatch(app, 'Corrections')
  const approve = page.getByRole('button', { name: /^Approve and post/ })
  await expect(approve).toHaveAccessibleDescription('You prepared it. Another person approves it.')
  await actAs(app, reviewer)
  await approve.click()
  expect(await confirmStep(app, /^Approve “/, /^Approve and post/)).toBe(`Approve and post ${all}`)
  await expect(notice(page, /is approved and posted/)).toBeVisible()
}

async function expectBalances(app: App): Promise<void> {
  const numbers = company.invoice.map((invoice) => invoice['invoiceNumber'] ?? '')
  for (const number of numbers) await expectRecomputed(app, company, number, made.all)
}

/** Gives the moment that the page noted. */
async function markAsLanded(app: App): Promise<string> {
  const { page } = app
  await page.getByRole('button', { name: 'Mark as landed…' }).click()
  const dialog = dialogCalled(page, 'Mark as landed')
  const day = await dialog.getByRole('textbox', { name: 'Date (UTC)' }).inputValue()
  const time = await dialog.getByRole('textbox', { name: 'Time (UTC)' }).inputValue()
  expect(await confirmStep(app, 'Mark as landed', /^Mark \d/)).toBe('Mark 9 lines as landed')
  await expect(page.getByText('Everything has been answered: nothing is left to do.')).toBeVisible()
  return `${day}T${time}:00.000Z`
}

async function importLater(app: App, csv: string, landedAt: string): Promise<void> {
  const { page } = app
  const later = writeLaterExport(app.folder, linesIn(csv), landedAt)
  await chooseImport(app, later.paths)
  const counts = await previewImport(app)
  const itemAdjustments = await countsOf(counts, 'invoice_item_adjustments.csv')
  expect(itemAdjustments).toMatchObject({ twins: 8, same: 4, new: 0, refused: 0 })
  expect(await countsOf(counts, 'invoice_adjustments.csv')).toMatchObject({
    twins: 1,
    same: 1,
    new: 0,
    refused: 0,
  })
  expect(await countsOf(counts, 'invoices.csv')).toMatchObject({ changed: 6, same: 2, new: 0, refused: 0 })
  await commitImport(app)

  await goTo(app, 'Adjustments')
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toContainText('14 adjustments')
  const list = new Grid(page, 'Adjustments')
  for (const number of later.numbers) {
    await expect(await list.cell(list.rowWith(number), 'Landing')).toHaveText('Landed')
  }
}

async function verify(app: App): Promise<void> {
  await goTo(app, 'Audit')
  await app.page.getByRole('button', { name: 'Verify the ledger…' }).click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Verify again' }).click()
  await expect(app.page.getByRole('dialog').getByText('The ledger is sound')).toBeVisible()
}
