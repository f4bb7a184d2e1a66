import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { companyAsOf } from '../support/company/company'
import { expectAccessible } from './support/accessible'
import { expect, test, type App } from './support/app'
import { bringIn, openBatchFile, saveBatchFile } from './support/batchFilePage'
import { openBatch } from './support/batchPage'
import { confirmStep, expectSaved, typeAdjustment } from './support/draft'
import { chooseImport, commitImport, filesIn, previewImport } from './support/importing'
import { openInvoice } from './support/invoicePage'
import { acceptCard, makeCard, renamePerson } from './support/peoplePage'
import { actAs, dialogCalled, makeLedger, notice } from './support/screen'
import { signIfAsked } from './support/signing'

// Two people work on copies of one batch, and a file is altered on its way: nothing is lost, nothing chosen in silence.

const preparer = 'Pat Miller'
const colleague = 'Sam Chief'
const adjustments = [
  { invoice: 'INV00071001', row: 1, type: 'Credit', amount: '100.50' },
  { invoice: 'INV00071001', row: 2, type: 'Credit', amount: '6.03' },
  { invoice: 'INV00071003', row: 1, type: 'Charge', amount: '12.00' },
] as const

test('two copies of one batch come together line by line, by keys', async ({
  app: office,
  otherMachine: branch,
}) => {
  test.setTimeout(420_000)
  await test.step('both have the same invoices, and know each other by card', () => meet(office, branch))
  const first = await test.step('three lines are submitted and handed over', async () => {
    for (const adjustment of adjustments) await typeAdjustment(office, adjustment)
    await submit(office)
    return saveBatchFile(office, 'Corrections', 'first.contra')
  })
  await test.step('what is no batch file, or was altered, is refused and says where', async () => {
    await refuse(branch, first)
    await openBatchFile(branch, first)
    await expect(branch.page.getByText('New here', { exact: true })).toBeVisible()
    await bringIn(branch, 'Bring in revision 1, 3 lines')
  })
  const second = await test.step('the other one returns it, changes two lines and submits', async () => {
    await giveBack(branch, 'The item was charged twice')
    await change(branch, [
      ['INV00071001', 1, '80.00'],
      ['INV00071003', 1, '9.00'],
    ])
    await submit(branch)
    return saveBatchFile(branch, 'Corrections', 'second.contra')
  })
  await test.step('meanwhile the first one changes two as well', async () => {
    await openBatch(office, 'Corrections')
    await office.page.getByRole('button', { name: 'Recall…' }).click()
    await confirmStep(office, /^Recall “/, /^Recall/)
    await change(office, [
      ['INV00071001', 1, '70.00'],
      ['INV00071001', 2, '3.00'],
    ])
  })
  await test.step('both copies stand side by side; the conflict is chosen by key', () =>
    merge(office, second))
  await test.step('the merged draft is one step that can be undone, and goes on as revision 3', async () => {
    await expectAmounts(office, ['80.00', '3.00', '9.00'])
    await submit(office)
    const third = await saveBatchFile(office, 'Corrections', 'third.contra')
    await openBatchFile(branch, third)
    await bringIn(branch, 'Bring in revision 3, 3 lines')
    await expectAmounts(branch, ['80.00', '3.00', '9.00'])
    await openBatchFile(branch, second)
    await expect(branch.page.getByText('More is here already than the file holds')).toBeVisible()
    await branch.page.getByRole('complementary').getByRole('button', { name: 'Open the batch' }).click()
    await branch.page.getByRole('tab', { name: /^History/ }).click()
    await expect(branch.page.getByText('Brought in', { exact: true }).first()).toBeVisible()
  })
  expect([...office.complaints, ...branch.complaints]).toEqual([])
})

async function meet(office: App, branch: App): Promise<void> {
  await begin(office, 'Maple', 'Robin Preparer', preparer)
  await begin(branch, 'Oak', 'Kim Controller', colleague)
  await actAs(office, preparer)
  const card = await makeCard(office, 'pat.contra-card')
  await actAs(branch, colleague)
  const other = await makeCard(branch, 'sam.contra-card')
  await acceptCard(branch, card, preparer, 'Prepare')
  await actAs(office, 'Kim Controller')
  await acceptCard(office, other, colleague, 'Review')
  await actAs(office, preparer)
}

async function begin(app: App, ledger: string, person: string, name: string): Promise<void> {
  await makeLedger(app, ledger)
  await chooseImport(app, filesIn('company/warehouse'))
  await previewImport(app, companyAsOf.slice(0, 16))
  await commitImport(app)
  await actAs(app, 'Kim Controller')
  await renamePerson(app, person, name)
}

async function submit(app: App): Promise<void> {
  await app.page.keyboard.press('Control+Enter')
  await confirmStep(app, /^Submit “/, /^Submit/)
  await expect(notice(app.page, /is submitted/)).toBeVisible()
}

async function refuse(app: App, good: string): Promise<void> {
  const { page } = app
  const refused = page.getByRole('heading', { name: 'This file is not brought in' })
  const strange = join(app.folder, 'ledger.contra')
  writeFileSync(strange, 'SQLite format 3')
  await openBatchFile(app, strange)
  await expect(refused).toBeVisible()
  await expect(page.getByText(/^A ledger ends in \.contra too/)).toBeVisible()
  await expectAccessible(app, 'a file that is refused')

  const altered = join(app.folder, 'altered.contra')
  writeFileSync(altered, readFileSync(good, 'utf8').replace('"amount":"6.03"', '"amount":"6.30"'))
  await openBatchFile(app, altered)
  await expect(refused).toBeVisible()
  await expect(page.getByText('Line 2', { exact: true })).toBeVisible()
  await expect(page.getByText(/of revision 1 was altered after it was signed/)).toBeVisible()
}

async function giveBack(app: App, comment: string): Promise<void> {
  const { page } = app
  await page.getByRole('button', { name: 'Return…' }).click()
  const dialog = dialogCalled(page, /^Return “/)
  await dialog.getByRole('textbox').fill(comment)
  await page.keyboard.press('Control+Enter')
  await signIfAsked(page)
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Work in this draft' }).click()
}

async function change(app: App, amounts: readonly (readonly [string, number, string])[]): Promise<void> {
  for (const [invoice, row, amount] of amounts) {
    const items = await openInvoice(app, invoice)
    await items.type(row, invoice === 'INV00071003' ? 'Charge' : 'Credit', amount)
    await expectSaved(app)
  }
}

async function merge(app: App, file: string): Promise<void> {
  const { page } = app
  await openBatchFile(app, file)
  await expect(page.getByText('Changed on both sides since revision 1', { exact: true })).toBeVisible()
  await expect(page.getByText('1 conflict open', { exact: true })).toBeVisible()
  await expectAccessible(app, 'two copies side by side')
  const confirm = page.getByRole('button', { name: /^Bring both together/ })
  await expect(confirm).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Alt+n')
  const conflict = page.getByRole('group', { name: /INV00071001.*: Conflict/ })
  await expect(conflict).toBeFocused()
  await expect(conflict.getByRole('row', { name: /^Amount/ })).toContainText(/100\.50.*70\.00.*80\.00/)
  await page.keyboard.press('h')
  await expect(page.getByText('Every conflict is decided')).toBeVisible()
  await page.keyboard.press('t')
  await expect(conflict.getByRole('button', { name: /^Theirs/ })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('group', { name: /Changed here/ })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('tablist', { name: 'Parts of the batch' })).toBeVisible()
  await expect(page.getByText(/^Brought together with the copy of Oak/)).toBeVisible()
}

/** The amounts of the lines, in the order in which they were typed. */
async function expectAmounts(app: App, amounts: readonly string[]): Promise<void> {
  await openBatch(app, 'Corrections')
  const grid = app.page.getByRole('grid', { name: /^Lines of/ })
  for (const [index, amount] of amounts.entries()) {
    await expect(grid.getByRole('row').nth(index + 1)).toContainText(amount)
  }
}
