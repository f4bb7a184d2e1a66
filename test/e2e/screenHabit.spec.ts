import { expect, test, type App } from './support/app'
import { openBatch } from './support/batchPage'
import { batchPanel, confirmStep, expectSaved } from './support/draft'
import { Grid } from './support/grid'
import { headFigure, openInvoice } from './support/invoicePage'
import {
  actAs,
  chooseLook,
  dialogCalled,
  goTo,
  makeLedger,
  notice,
  openSandbox,
  personButton,
} from './support/screen'
import { signDialog } from './support/signing'

// What the app promises besides its main job: nothing is lost, one person is not another, practice stays practice.

test('what was typed, and its undo, outlive the app @electron', async ({ app, startAgain }) => {
  await openSandbox(app)
  await actAs(app, 'Pat Preparer')
  const items = await openInvoice(app, 'TRN00000205')
  const before = await (await items.at(1, 'Open')).innerText()
  await items.type(1, 'Credit', '1.25')
  await items.type(2, 'Credit', '0.50')
  await expect(batchPanel(app)).toContainText('2 lines')
  await expectSaved(app)

  const again = await startAgain()
  const { page } = again
  await openSandbox(again)
  await actAs(again, 'Pat Preparer')
  await openBatch(again, 'Corrections')
  const reopened = await openInvoice(again, 'TRN00000205')
  await expect(await reopened.at(1, 'Credit')).toHaveText('1.25')
  await expect(await reopened.at(2, 'Credit')).toHaveText('0.50')

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(await reopened.at(2, 'Credit')).toHaveText('')
  await reopened.grid.focus()
  await page.keyboard.press('Control+z')
  await expect(await reopened.at(1, 'Credit')).toHaveText('')
  await expect(await reopened.at(1, 'New open')).toHaveText(before)
  await page.keyboard.press('Control+Shift+z')
  await expect(await reopened.at(1, 'Credit')).toHaveText('1.25')
})

test('the sandbox says what it is on every screen, and starts anew when asked', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  const banner = page.getByRole('region', { name: 'Training sandbox' })
  for (const section of ['Invoices', 'Batches', 'Audit', 'Settings'] as const) {
    await goTo(app, section)
    await expect(banner).toContainText('nothing reaches a live ledger')
  }
  await actAs(app, 'Pat Preparer')
  const items = await openInvoice(app, 'TRN00000205')
  await items.type(1, 'Credit', '1.25')
  await expectSaved(app)

  await banner.getByRole('button', { name: 'Reset…' }).click()
  await confirmStep(app, 'Reset the training sandbox', /^Throw the practice away/)
  await expect(notice(page, 'The sandbox has been reset.')).toBeVisible()
  await goTo(app, 'Batches')
  const batches = new Grid(page, 'Batches')
  await expect(batches.rowWith('Outage in the north')).toBeVisible()
  await expect(batches.rowWith('Corrections')).toHaveCount(0)
  await expect(await (await openInvoice(app, 'TRN00000205')).at(1, 'Credit')).toHaveText('')
})

test('a live ledger has no banner, and its people have their own rights', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  await actAs(app, 'Robin Reviewer')
  await openInvoice(app, 'TRN00000205')
  await expect(page.getByRole('note').filter({ hasText: 'Robin Reviewer may not prepare' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'All that is open' })).toBeDisabled()
  await openBatch(app, 'Price list of last year')
  await actAs(app, 'Pat Preparer')
  await goTo(app, 'Batches')
  await expect(page.getByRole('button', { name: 'New batch…' })).toBeEnabled()

  await personButton(page).click()
  await page.getByRole('menuitem', { name: 'Close this ledger' }).click()
  await makeLedger(app, 'Acme live')
  await expect(page.getByRole('region', { name: 'Training sandbox' })).toHaveCount(0)
  await expect(personButton(page)).toContainText('Robin Preparer')
})

test('the look is chosen and kept', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  const look = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  await page.emulateMedia({ colorScheme: 'light' })
  await chooseLook(app, 'Dark')
  await expect.poll(look).toBe('dark')
  await page.reload()
  await expect(personButton(page)).toBeVisible()
  expect(await look()).toBe('dark')
})

test('the core of the main job goes by keyboard alone', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  await openSandbox(app)
  await actByKeys(app, 'Pat Preparer')

  await keyboard.press('Alt+Shift+Digit2')
  await expect(page.getByRole('heading', { name: /^Invoices/, level: 2 })).toBeVisible()
  await keyboard.press('Control+k')
  await keyboard.type('TRN00000205')
  await expect(page.getByRole('option', { name: /TRN00000205/ }).first()).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await keyboard.press('Enter')
  const items = new Grid(page, 'Items and tax lines of TRN00000205')
  await expect(items.row(1)).toBeVisible()

  await tabTo(app, 'grid')
  await keyboard.press('Control+Home')
  for (let column = 0; column < 5; column += 1) await keyboard.press('ArrowRight')
  await keyboard.type('2.00')
  await keyboard.press('Enter')
  await keyboard.type('1.00')
  await keyboard.press('Enter')
  await expect(await items.at(1, 'Credit')).toHaveText('2.00')
  await expect(await items.at(2, 'Credit')).toHaveText('1.00')
  await expectSaved(app)
  const balance = await headFigure(app, 'Balance').innerText()

  await keyboard.press('Control+Enter')
  const submit = dialogCalled(page, /^Submit “/)
  await expect(submit).toBeVisible()
  await keyboard.press('Control+Enter')
  await expect(signDialog(page)).toBeVisible()
  await keyboard.press('Enter')
  await expect(signDialog(page)).toBeHidden()
  await expect(submit).toBeHidden()

  await actByKeys(app, 'Casey Controller')
  await keyboard.press('Alt+Shift+Digit1')
  await keyboard.press('Control+k')
  await keyboard.type('Corrections')
  await expect(page.getByRole('option', { name: /Corrections/ }).first()).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Approve and post/ })).toBeVisible()
  await keyboard.press('Control+Enter')
  const approve = dialogCalled(page, /^Approve “/)
  await expect(approve).toBeVisible()
  await keyboard.press('Control+Enter')
  await expect(signDialog(page)).toBeVisible()
  await keyboard.press('Control+Enter')
  await expect(signDialog(page)).toBeHidden()
  await expect(approve).toBeHidden()
  await expect(notice(page, /is approved and posted: 2 credits, 3\.00/)).toBeVisible()

  await openInvoice(app, 'TRN00000205')
  const [, after = ''] = balance.split('becomes')
  await expect(headFigure(app, 'Balance')).toHaveText(new RegExp(after.trim().replace(/\W+/g, '\\W+')))
  expect(app.complaints).toEqual([])
})

/** Gives up where focus goes round without arriving. */
async function tabTo({ page }: App, role: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document
      return { role: element?.getAttribute('role') ?? '', tag: element?.tagName ?? '' }
    })
    if (focused.role === role) return
  }
  throw new Error(`No ${role} is reached with Tab`)
}

async function actByKeys({ page }: App, person: string): Promise<void> {
  await personButton(page).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.type(person.slice(0, 3))
  await expect(page.getByRole('menuitem', { name: person })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(personButton(page)).toContainText(person)
}
