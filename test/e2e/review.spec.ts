import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Locator } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { expect, test, type App } from './support/app'
import { expectSaved } from './support/draft'
import { Grid } from './support/grid'
import { tabTo } from './support/keyboard'
import { actAs, dialogCalled, goTo, notice, openSandbox, personButton } from './support/screen'
import { signDialog } from './support/signing'

// What docs/guide-review.md shows: 500 lines that one person prepares and another goes through, by keyboard alone.

const list = readFileSync(resolve(__dirname, '../../docs/example/review-500-lines.txt'), 'utf8')
const name = 'Outage of 12 March'
const unusual = 'The outage was 3 %, this is 97 %'
const goodwill = 'Who agreed on this goodwill?'

test('500 lines are reviewed, returned, corrected and approved by keyboard alone @electron', async ({
  app,
}) => {
  test.setTimeout(240_000)
  const { page } = app
  const { keyboard } = page
  await openSandbox(app)
  await actByKeys(app, 'Pat Preparer')
  await prepareByKeys(app)
  await actByKeys(app, 'Robin Reviewer')
  await openReview(app)

  // Four that were credited and charged before are looked at and accepted, the fifth goes back.
  const lines = reviewGrid(app)
  await expect(lines.grid).toBeFocused()
  await expect(lines.row(1)).toContainText('credit and charge')
  for (let count = 1; count <= 4; count += 1) {
    await keyboard.press('a')
    await expect(totals(app)).toContainText(`${count} of 500 accepted`)
  }
  await expect(panel(app)).toContainText('97 % of the 600.00 USD')
  await expect(panel(app)).toContainText('has never posted anything with the reason “Write-off”')
  await expect(panel(app)).toContainText('Journal when approved')
  await returnByKeys(app, unusual)
  await expect(lines.row(5)).toContainText('Return')
  await expect(lines.row(6)).toHaveClass(/is-active/)

  // One is found by what it says.
  await keyboard.press('/')
  await keyboard.type('goodwill')
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'All 500' })).toHaveAttribute('aria-pressed', 'true')
  await expect(lines.row(2)).toBeHidden()
  await expect(panel(app)).toContainText('Goodwill')
  await returnByKeys(app, goodwill)
  await keyboard.press('/')
  await keyboard.press('Control+a')
  await keyboard.press('Delete')
  await keyboard.press('Escape')

  // A sample is looked at line by line, the rest is accepted at once, and one step is taken back and done again.
  await keyboard.press('s')
  await expect(dialogCalled(page, 'Draw a sample')).toBeVisible()
  await keyboard.type('10')
  await keyboard.press('Enter')
  await expect(dialogCalled(page, 'Draw a sample')).toBeHidden()
  await expect(page.getByRole('button', { name: 'In sample 10' })).toHaveAttribute('aria-pressed', 'true')
  await expect(lines.grid).toBeFocused()
  await keyboard.press('j')
  await keyboard.press('k')
  await keyboard.press('Alt+2')
  await expect(page.getByRole('button', { name: 'Not marked 494' })).toHaveAttribute('aria-pressed', 'true')
  await keyboard.press('Control+a')
  await keyboard.press('a')
  await expect(totals(app)).toContainText('498 of 500 accepted')
  await keyboard.press('u')
  await expect(totals(app)).toContainText('4 of 500 accepted')
  await keyboard.press('Control+a')
  await keyboard.press('a')
  await expect(totals(app)).toContainText('498 of 500 accepted')
  await expect(totals(app)).toContainText('2 for return')
  await expect(totals(app)).toContainText('10 of 10 of the sample marked')
  await expect(page.getByText('Every line is marked')).toBeVisible()

  await keyboard.press('Control+Enter')
  const returning = dialogCalled(page, `Return ${name}`)
  await expect(returning).toContainText(unusual)
  await expect(returning).toContainText('498 lines stay accepted.')
  await keyboard.press('Control+Enter')
  await signByKeys(app)
  await expect(returning).toBeHidden()
  await expect(notice(page, `${name} is with Pat Preparer again.`)).toBeVisible()

  await actByKeys(app, 'Pat Preparer')
  await correctByKeys(app)
  await actByKeys(app, 'Robin Reviewer')
  await openReview(app)
  await expect(page.getByRole('note')).toContainText('498 lines stay accepted from revision 1')
  await keyboard.press('y')
  await expect(totals(app)).toContainText('498 of 500 accepted')
  await expect(panel(app)).toContainText(`“${unusual}”`)
  await keyboard.press('a')
  await keyboard.press('n')
  await expect(panel(app)).toContainText(`“${goodwill}”`)
  await keyboard.press('a')
  await expect(totals(app)).toContainText('500 of 500 accepted')
  await keyboard.press('Control+Enter')
  const approve = dialogCalled(page, /^Approve “/)
  await expect(approve).toBeVisible()
  await keyboard.press('Control+Enter')
  await expect(approve).toBeHidden()
  await expect(notice(page, /is approved and posted: 500 credits/)).toBeVisible()
  await expect(page.getByRole('heading', { name: `${name} Approved` })).toBeVisible()
  expect(app.complaints).toEqual([])
})

test('marks outlive the app, and who prepared a batch makes none @electron', async ({ app, startAgain }) => {
  test.setTimeout(120_000)
  await openSandbox(app)
  await actByKeys(app, 'Pat Preparer')
  await prepareByKeys(app)
  await openReview(app)
  await expect(app.page.getByRole('note')).toContainText('You see what the reviewer sees')
  await expect(reviewGrid(app).row(1)).toContainText('credit and charge')
  await app.page.keyboard.press('a')
  await expect(totals(app)).toContainText('0 of 500 accepted')

  await actByKeys(app, 'Robin Reviewer')
  await openReview(app)
  await app.page.keyboard.press('a')
  await returnByKeys(app, unusual)
  await expect(app.page.getByRole('status').filter({ hasText: 'Marks saved' })).toBeVisible()

  const again = await startAgain()
  await openSandbox(again)
  await actByKeys(again, 'Robin Reviewer')
  await openReview(again)
  await expect(totals(again)).toContainText('1 of 500 accepted')
  await expect(reviewGrid(again).row(2)).toContainText('Return')
})

test('the review is accessible, in a list, a comment and its dialogs', async ({ app }) => {
  test.setTimeout(120_000)
  const { page } = app
  const { keyboard } = page
  await openSandbox(app)
  await actByKeys(app, 'Pat Preparer')
  await prepareByKeys(app)
  await actByKeys(app, 'Robin Reviewer')
  await openReview(app)
  await keyboard.press('a')
  await expect(panel(app)).toContainText('Journal when approved')
  await expectAccessible(app, 'review')
  await keyboard.press('r')
  await expect(commentField(app)).toBeFocused()
  await keyboard.press('Enter')
  await expect(panel(app)).toContainText('Say what is to be changed.')
  await expectAccessible(app, 'comment')
  await keyboard.press('Escape')
  await expect(reviewGrid(app).grid).toBeFocused()
  await returnByKeys(app, unusual)
  await keyboard.press('s')
  await expect(dialogCalled(page, 'Draw a sample')).toBeVisible()
  await expectAccessible(app, 'sample')
  await keyboard.press('Escape')
  await keyboard.press('Control+Enter')
  await expect(dialogCalled(page, `Return ${name}`)).toBeVisible()
  await expectAccessible(app, 'return')
  await keyboard.press('Escape')
  await keyboard.press('F1')
  await expect(dialogCalled(page, 'Keys')).toContainText('Next line without a mark')
})

test('where two have to approve, the first one is told, and the second posts it', async ({ app }) => {
  test.setTimeout(180_000)
  const { page } = app
  const { keyboard } = page
  await openSandbox(app)
  await actAs(app, 'Casey Controller')
  await goTo(app, 'Settings')
  await page.getByRole('tab', { name: /^Approval rules/ }).click()
  await page.getByRole('button', { name: 'More: “Everything, one reviewer”' }).click()
  await page.getByRole('menuitem', { name: /^Change/ }).click()
  await page.getByRole('dialog').getByRole('radio', { name: /^Two/ }).check()
  await keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()

  await actByKeys(app, 'Pat Preparer')
  await prepareByKeys(app)
  await actByKeys(app, 'Robin Reviewer')
  await openReview(app)
  await expect(page.getByRole('note')).toContainText('2 people have to approve it')
  await approveByKeys(app)
  await expect(notice(page, `You have approved “${name}”.`)).toBeVisible()
  await expect(page.getByRole('note')).toContainText('Approved by Robin Reviewer. One more has to approve it')
  await expect(page.getByText('You have approved it. It waits for another person.')).toBeVisible()

  await actByKeys(app, 'Casey Controller')
  await openReview(app)
  await expect(page.getByRole('note')).toContainText('Approved by Robin Reviewer.')
  await approveByKeys(app)
  await expect(notice(page, /is approved and posted: 500 credits/)).toBeVisible()
})

// By keys alone ------------------------------------------------------------------------------------

async function actByKeys(app: App, person: string): Promise<void> {
  const { page } = app
  await tabTo(app, 'button', /Person and ledger$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.type(person.slice(0, 3))
  await expect(page.getByRole('menuitem', { name: person })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(personButton(page)).toContainText(person)
}

/** A new batch of the list, pasted and submitted. */
async function prepareByKeys(app: App): Promise<void> {
  const { page } = app
  const { keyboard } = page
  await keyboard.press('Alt+Shift+Digit4')
  await expect(page.getByRole('heading', { name: /^Batches/, level: 2 })).toBeVisible()
  await keyboard.press('Alt+v')
  const paste = dialogCalled(page, 'Paste a list of corrections')
  await expect(paste.getByRole('textbox', { name: 'List' })).toBeFocused()
  await keyboard.insertText(list)
  await expect(paste).toContainText('500 rows')
  await tabTo(app, 'textbox', 'Name of the new batch')
  await keyboard.press('Control+a')
  await keyboard.insertText(name)
  await keyboard.press('Control+Enter')
  await expect(paste).toContainText('500 accepted')
  await keyboard.press('Control+Enter')
  await expect(paste).toBeHidden()
  await expect(page.getByRole('button', { name: /^Submit 500 credits/ })).toBeVisible()
  await submitByKeys(app, { isSigned: false })
}

async function submitByKeys(app: App, { isSigned }: { isSigned: boolean }): Promise<void> {
  await app.page.keyboard.press('Control+Enter')
  const submit = dialogCalled(app.page, /^Submit “/)
  await expect(submit).toBeVisible()
  await app.page.keyboard.press('Control+Enter')
  if (!isSigned) await signByKeys(app)
  await expect(submit).toBeHidden()
}

/** The passphrase of the sandbox stands there; it is asked once in a session. */
async function signByKeys({ page }: App): Promise<void> {
  await expect(signDialog(page)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(signDialog(page)).toBeHidden()
}

/** From Home: the page of a batch has actions of its own that bear its name. */
async function findBatch({ page }: App): Promise<void> {
  await page.keyboard.press('Alt+Shift+Digit1')
  await expect(page.getByRole('heading', { name: 'By period' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  const found = page.getByRole('option', { name: new RegExp(name) }).first()
  await expect(found).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tablist', { name: 'Parts of the batch' })).toBeVisible()
}

async function openReview(app: App): Promise<void> {
  await findBatch(app)
  await expect(app.page.getByRole('button', { name: 'Review line by line' })).toBeVisible()
  await app.page.keyboard.press('Alt+w')
  await expect(reviewGrid(app).row(1)).toBeVisible()
}

async function approveByKeys(app: App): Promise<void> {
  const approve = dialogCalled(app.page, /^Approve “/)
  await app.page.keyboard.press('Control+Enter')
  await expect(approve).toBeVisible()
  await app.page.keyboard.press('Control+Enter')
  await signByKeys(app)
  await expect(approve).toBeHidden()
}

async function returnByKeys(app: App, comment: string): Promise<void> {
  await app.page.keyboard.press('r')
  await expect(commentField(app)).toBeFocused()
  await app.page.keyboard.type(comment)
  await app.page.keyboard.press('Enter')
  await expect(commentField(app)).toBeHidden()
}

/** The comments lead to their lines: the one becomes three percent, the other too. */
async function correctByKeys(app: App): Promise<void> {
  const { page } = app
  await findBatch(app)
  const comments = page.getByRole('region', { name: 'What the reviewer said of single lines' })
  await expect(comments).toContainText(unusual)
  for (const [line, amount] of [
    ['Set-up', '18.00'],
    ['Training day', '144.00'],
  ] as const) {
    await tabTo(app, 'button', new RegExp(`^TRN00000008 · ${line}`))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('grid')).toBeFocused()
    await page.keyboard.type(amount)
    await page.keyboard.press('Enter')
    await expectSaved(app)
    await expect(page.getByRole('row').filter({ hasText: amount }).first()).toBeVisible()
  }
  await submitByKeys(app, { isSigned: true })
}

function reviewGrid({ page }: App): Grid {
  return new Grid(page, `Lines of ${name} in order of risk`)
}

function panel({ page }: App): Locator {
  return page.getByRole('region', { name: 'The line' })
}

function commentField(app: App): Locator {
  return panel(app).getByRole('textbox', { name: 'What is to be changed in this line?' })
}

function totals({ page }: App): Locator {
  return page.getByRole('region', { name: 'How far the review is' })
}
