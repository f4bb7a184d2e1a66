import type { Locator } from '@playwright/test'
import { expect, test, type App } from './support/app'
import { expectAccessible } from './support/accessible'
import { batchPanel, confirmStep, expectSaved } from './support/draft'
import { openInvoice } from './support/invoicePage'
import { actAs, dialogCalled, goTo, notice, openSandbox } from './support/screen'

// A controller says who may approve what; a batch that no rule covers is not submitted, and says why.

test('rules of approval, from a sentence in Settings to a batch that they do not cover @electron', async ({
  app,
}) => {
  test.setTimeout(180_000)
  await openSandbox(app)
  await actAs(app, 'Casey Controller')
  await openRules(app)
  await test.step('a ledger starts with one rule', () => readStart(app))
  await test.step('a rule is added by keyboard', () => addByKeys(app))
  await test.step('a line is tried', () => tryLine(app))
  await test.step('what is wrong with a rule is said where it is', () => refuse(app))
  await test.step('the first rule goes', () => removeFirst(app))
  await test.step('a batch that is not covered is not submitted', () => submitTooMuch(app))
  await test.step('the rule is changed, and the batch goes', () => changeAndSubmit(app))
  await test.step('who is no controller only reads', () => readOnly(app))
  expect(app.complaints).toEqual([])
})

async function openRules(app: App): Promise<void> {
  await goTo(app, 'Settings')
  await app.page.getByRole('tab', { name: /^Approval rules/ }).click()
}

function rules({ page }: App): Locator {
  return page.getByRole('list', { name: 'Rules of approval' }).getByRole('listitem')
}

async function choose(app: App, rule: string, act: string): Promise<void> {
  await app.page.getByRole('button', { name: `More: “${rule}”` }).click()
  await app.page.getByRole('menuitem', { name: act }).click()
}

async function readStart(app: App): Promise<void> {
  await expect(rules(app)).toHaveCount(1)
  await expect(rules(app)).toContainText('Everything of any amount; also into periods under an exception.')
  await expect(rules(app)).toContainText('One approval, by anybody who reviews.')
  await expectAccessible(app, 'rules of approval, at the start')
  await app.page.getByRole('button', { name: 'More: “Everything, one reviewer”' }).click()
  await expect(app.page.getByRole('menuitem', { name: /^Remove/ })).toBeDisabled()
  await app.page.keyboard.press('Escape')
}

async function addByKeys(app: App): Promise<void> {
  const { page } = app
  const { keyboard } = page
  await page.getByRole('button', { name: 'Add a rule…' }).focus()
  await keyboard.press('Enter')
  const dialog = dialogCalled(page, 'Add a rule of approval')
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await keyboard.type('Small credits')
  const line = dialog.getByRole('textbox', { name: 'A line, in USD' })
  for (let step = 0; step < 20 && !(await holdsFocus(line)); step += 1) await keyboard.press('Tab')
  await keyboard.type('1')
  await keyboard.press('Tab')
  await keyboard.type('1,000')
  await dialog.getByRole('button', { name: 'Add a running total' }).focus()
  await keyboard.press('Enter')
  await dialog.getByRole('combobox', { name: 'Running total 1: of what' }).selectOption('Per account')
  await dialog.getByRole('textbox', { name: 'Per account in 30 days, in USD' }).fill('5000.00')
  await expect(
    dialog.getByText(/^Everything up to 1\.00 USD a line and 1,000\.00 USD a batch; per account/),
  ).toBeVisible()
  await expectAccessible(app, 'a rule that is typed')
  await picture(app, 'rule-typed')
  await keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  await expect(notice(page, 'Saved: Small credits')).toBeVisible()
  await expect(rules(app)).toHaveCount(2)
  await expect(rules(app).nth(1)).toContainText(
    'Everything up to 1.00 USD a line and 1,000.00 USD a batch; per account at most 5,000.00 USD in 30 days; nothing under an exception.',
  )
}

async function holdsFocus(field: Locator): Promise<boolean> {
  return field.evaluate((element) => element === document.activeElement)
}

async function tryLine(app: App): Promise<void> {
  const { page } = app
  await expect(rules(app).nth(1)).toContainText('“Everything, one reviewer” covers all of it without a limit')
  const part = page.getByRole('region', { name: 'Which rule takes it' })
  await part.getByRole('textbox', { name: 'Amount' }).fill('1.01')
  await expect(part.getByRole('listitem')).toHaveText([
    /Takes it\s*Everything, one reviewer covers it\./,
    /Does not\s*Small credits takes up to 1\.00 USD a line\./,
  ])
  await part.getByRole('checkbox', { name: 'Under an exception' }).check()
  await expect(part.getByRole('listitem').nth(1)).toHaveText(/takes nothing under an exception\./)
  await expectAccessible(app, 'a line that is tried')
  await picture(app, 'rules')
}

async function refuse(app: App): Promise<void> {
  const { page } = app
  await choose(app, 'Small credits', 'Copy…')
  const dialog = dialogCalled(page, 'Add a rule of approval')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('SMALL credits')
  await expect(dialog.getByText('There is a rule of this name.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Third')
  await dialog.getByRole('textbox', { name: 'A line, in USD' }).fill('1.005')
  await dialog.getByRole('radio', { name: 'Only these people' }).check()
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByText('Choose who approves.')).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'Robin Reviewer' }).check()
  await dialog.getByRole('radio', { name: 'Two people' }).check()
  await expect(dialog.getByText(/only Robin Reviewer may review/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByText(/Can be read in two ways|USD has 2 decimals/).first()).toBeVisible()
  await expectAccessible(app, 'a rule that is refused')
  await picture(app, 'rule-refused')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(rules(app)).toHaveCount(2)
}

async function removeFirst(app: App): Promise<void> {
  const { page } = app
  await choose(app, 'Everything, one reviewer', 'Remove…')
  await confirmStep(app, 'Remove “Everything, one reviewer”', /^Remove the rule/)
  await expect(notice(page, 'Removed: Everything, one reviewer')).toBeVisible()
  await expect(rules(app)).toHaveCount(1)
}

async function submitTooMuch(app: App): Promise<void> {
  const { page } = app
  await actAs(app, 'Pat Preparer')
  const items = await openInvoice(app, 'TRN00000205')
  await items.type(1, 'Credit', '1.25')
  await expectSaved(app)
  await batchPanel(app)
    .getByRole('button', { name: /^Submit/ })
    .click()
  const dialog = dialogCalled(page, /^Submit “/)
  const unconfirmed = dialog.getByRole('checkbox', { checked: false })
  while ((await unconfirmed.count()) > 0) await unconfirmed.first().check()
  await dialog.getByRole('button', { name: /^Submit/ }).click()
  await page.keyboard.press('Enter')
  await expect(
    dialog.getByText(
      'No rule of approval covers this batch. The nearest, “Small credits”, takes up to 1.00 USD a line; the largest one has 1.25.',
    ),
  ).toBeVisible()
  await expectAccessible(app, 'a batch that no rule covers')
  await picture(app, 'not-covered')
  await page.keyboard.press('Escape')
}

async function changeAndSubmit(app: App): Promise<void> {
  const { page } = app
  await actAs(app, 'Casey Controller')
  await openRules(app)
  await choose(app, 'Small credits', 'Change…')
  const dialog = dialogCalled(page, 'Change a rule of approval')
  await dialog.getByRole('textbox', { name: 'A line, in USD' }).fill('10')
  await dialog.getByRole('button', { name: 'Change “Small credits”' }).click()
  await expect(rules(app)).toContainText('up to 10.00 USD a line')
  await actAs(app, 'Pat Preparer')
  await openInvoice(app, 'TRN00000205')
  await batchPanel(app)
    .getByRole('button', { name: /^Submit/ })
    .click()
  await confirmStep(app, /^Submit “/, /^Submit/)
  await expect(notice(page, /is submitted/)).toBeVisible()
}

async function readOnly(app: App): Promise<void> {
  const { page } = app
  await openRules(app)
  await expect(rules(app)).toContainText('Small credits')
  await expect(page.getByRole('button', { name: 'Add a rule…' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^More: “/ })).toHaveCount(0)
  await expect(page.getByText('Pat Preparer may look at these, a controller changes them.')).toBeVisible()
}

async function picture({ page }: App, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
}
