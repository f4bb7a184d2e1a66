import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type App } from './support/app'
import { expectAccessible } from './support/accessible'
import { Grid } from './support/grid'
import { chooseImport, commitImport, filesIn, previewImport } from './support/importing'
import { actAs, dialogCalled, goTo, makeLedger, notice, openSandbox } from './support/screen'

// The training company has charges that came by import and take back a credit, as their comment says; without
// a link they use up what is oldest. A person links one, sees it on either side, and takes the link away.

/** The number of an imported charge, and that of the credit which its comment names. */
async function openReversal(app: App): Promise<{ number: string; original: string }> {
  const { page } = app
  await goTo(app, 'Adjustments')
  await page.getByRole('searchbox', { name: 'Search adjustments' }).fill('Takes back')
  const list = new Grid(page, 'Adjustments')
  await expect(list.rowWith('Takes back')).toBeVisible()
  await list.rowWith('Takes back').click()
  await expect(page).toHaveURL(/adjustments\/\w{26}/)
  const comment = await page.getByText(/^Takes back IIA-\d+$/).innerText()
  const number = (await page.getByRole('heading', { level: 2 }).innerText()).split(/\s/)[0] ?? ''
  return { number, original: comment.replace('Takes back ', '') }
}

test('links an imported reversal to what its comment names, and takes the link away', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  const { number, original } = await openReversal(app)
  await expect(
    page.getByText(new RegExp(`^Taken to reverse .*${original}.*\\(oldest first\\); not linked\\.$`)),
  ).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(`Assumed to reverse ${original}`) })).toBeVisible()
  await expectAccessible(app, 'not linked')
  await page.screenshot({ path: test.info().outputPath('not linked.png') })

  await page.keyboard.press('Alt+l')
  const dialog = dialogCalled(page, `What does ${number} reverse?`)
  const choice = dialog.getByRole('radio', { name: original })
  await expect(choice).toBeChecked()
  await expect(dialog.getByRole('row', { name: new RegExp(original) })).toContainText(
    'Named in its reference or comment.',
  )
  await expect(dialog.getByRole('row', { name: new RegExp(original) })).toContainText(
    'Assumed now, oldest first',
  )
  await expectAccessible(app, 'link')
  await page.screenshot({ path: test.info().outputPath('link.png') })
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toHaveCount(0)
  await expect(notice(page, `${number} is linked to ${original}.`)).toBeVisible()

  await expect(page.getByText(/^Linked by .+ on .+\.$/)).toBeVisible()
  await expect(page.getByText('Linked to what it reverses')).toBeVisible()
  await page
    .getByRole('row', { name: new RegExp(`Reverses ${original}`) })
    .getByRole('link')
    .click()
  await expect(page.getByRole('heading', { level: 2, name: original })).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(`Reversed by ${number}`) })).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('original.png') })

  await page.getByRole('link', { name: number }).click()
  await page.getByRole('button', { name: 'Unlink…' }).click()
  const unlinking = dialogCalled(page, `Take away the link of ${number} to ${original}`)
  await expectAccessible(app, 'unlink')
  await unlinking.getByRole('button', { name: 'Take the link away' }).click()
  await expect(page.getByText(/\(oldest first\); not linked\.$/)).toBeVisible()
  await expect(page.getByText('Link taken away')).toBeVisible()
  await page
    .getByRole('row', { name: new RegExp(`Assumed to reverse ${original}`) })
    .getByRole('link')
    .click()
  await expect(
    page.getByRole('row', { name: new RegExp(`Assumed to be reversed by ${number}`) }),
  ).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('assumed.png') })
  await goTo(app, 'Audit')
  for (const action of ['Took away the link of a reversal', 'Linked an imported reversal'])
    await expect(page.getByRole('gridcell', { name: action })).toBeVisible()
  expect(app.complaints).toEqual([])
})

test('folds a linked pair away in the list, and leaves the link to people who prepare', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  const { number, original } = await openReversal(app)
  await page.getByRole('button', { name: 'Link…' }).click()
  await dialogCalled(page, `What does ${number} reverse?`)
    .getByRole('button', { name: `Link ${number} to ${original}` })
    .click()
  await expect(page.getByText(/^Linked by /)).toBeVisible()
  await goTo(app, 'Adjustments')
  await page.getByRole('searchbox', { name: 'Search adjustments' }).fill(number)
  const list = new Grid(page, 'Adjustments')
  await expect(list.rowWith(number)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Hide fully reversed pairs' }).check()
  await expect(list.rowWith(number)).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Hide fully reversed pairs' }).uncheck()
  await list.rowWith(number).click()
  await actAs(app, 'Robin Reviewer')
  await expect(page.getByRole('button', { name: 'Unlink…' })).toBeDisabled()
  expect(app.complaints).toEqual([])
})

// On an item of the sound company that has a credit of 50.00 already; the charge takes back 20.00.
const further = [
  ['7001', 'IIA-00000911', 'Credit', '5.00', '2026-11-08', ''],
  ['7002', 'IIA-00000912', 'Credit', '20.00', '2026-11-09', ''],
  ['7003', 'IIA-00000913', 'Charge', '20.00', '2026-11-12', 'IIA-00000912'],
].map(([id, number, type, amount, date, reference]) => ({
  Id: id,
  AdjustmentNumber: number,
  InvoiceId: '86bc43e556b1df283839f053eb02e2bb',
  SourceType: 'InvoiceDetail',
  SourceId: 'bb7f5ae6220c9828e5ec91faf054197c',
  Type: type,
  Amount: amount,
  AdjustmentDate: date,
  ReasonCode: 'Incorrect Charge',
  ReferenceId: reference,
  Status: 'Processed',
  CreatedDate: `${date ?? ''}T10:00:00.000Z`,
}))

test('chooses among several with the arrow keys, and says why one is too small @electron', async ({
  app,
}) => {
  const { page } = app
  await makeLedger(app, 'Maple')
  const path = join(app.folder, 'further.csv')
  const rows = further.map((row) => Object.values(row).join(','))
  writeFileSync(path, [Object.keys(further[0] ?? {}).join(','), ...rows, ''].join('\n'))
  for (const paths of [filesIn('import/sound/api'), [path]]) {
    await chooseImport(app, paths)
    await previewImport(app)
    await commitImport(app)
  }
  await goTo(app, 'Adjustments')
  await new Grid(page, 'Adjustments').rowWith('IIA-00000913').click()
  await expect(page.getByText('Taken to reverse IIA-00000901 (oldest first); not linked.')).toBeVisible()
  await page.getByRole('button', { name: 'Link…' }).click()
  const dialog = dialogCalled(page, 'What does IIA-00000913 reverse?')
  await expect(dialog.getByRole('radio')).toHaveCount(3)
  await expect(dialog.getByRole('radio', { name: 'IIA-00000912' })).toBeChecked()
  const small = dialog.getByRole('row', { name: 'IIA-00000911' })
  await expect(small).toContainText('5.00 USD of IIA-00000911 is left to reverse.')
  await expect(small.getByRole('radio')).toBeDisabled()
  await expectAccessible(app, 'several')
  await page.screenshot({ path: test.info().outputPath('several.png') })
  await dialog.getByRole('radio', { name: 'IIA-00000912' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: 'IIA-00000901' })).toBeChecked()
  await page.keyboard.press('Control+Enter')
  await expect(notice(page, 'IIA-00000913 is linked to IIA-00000901.')).toBeVisible()
  await page
    .getByRole('row', { name: /Reverses IIA-00000901/ })
    .getByRole('link')
    .click()
  await expect(page.getByText('30.00 USD is left to reverse.')).toBeVisible()
  expect(app.complaints).toEqual([])
})
