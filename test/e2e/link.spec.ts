import { expect, test, type App } from './support/app'
import { expectAccessible } from './support/accessible'
import { Grid } from './support/grid'
import { actAs, dialogCalled, goTo, notice, openSandbox } from './support/screen'

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
