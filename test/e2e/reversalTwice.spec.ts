import { expect, test, type App } from './support/app'
import { findAdjustments } from './support/adjustmentList'
import { Grid } from './support/grid'
import { leftOf, pastOf, type Past } from './support/pastAdjustment'
import { periodsOf, type ShownPeriod } from './support/periodStep'
import { expectDraft, plannedOf } from './support/reversalExpected'
import { Wizard } from './support/reversalWizard'
import { actAs, goTo, openSandbox } from './support/screen'
import { expectSecondProgramRefused, secondWindow } from './support/secondWindow'
import { gridRows } from './support/table'

// One adjustment in two plans: the second to finish is told which batch holds the claim, and keeps the rest.

const customer = 'Dasman Pearl Trading'

interface Ground {
  readonly past: readonly Past[]
  readonly periods: readonly ShownPeriod[]
}

async function groundOf(app: App): Promise<Ground> {
  const past = await pastOf(app)
  return { past: past.filter(({ account }) => account === customer), periods: await periodsOf(app) }
}

test('the same reversal from two windows goes into one batch @electron', async ({ app: first }) => {
  await openSandbox(first)
  const ground = await groundOf(first)
  const second = await secondWindow(first)
  await actAs(second, 'Casey Controller')
  const [one, other] = [await begin(first, ground), await begin(second, ground)]

  await test.step('one of them takes all but two, the other changes those two', async () => {
    await one.toggle(1)
    await one.toggle(2)
    await goToConfirm(one)
    await change(other)
    await goToConfirm(other)
  })
  const numbers = await numbersOf(other)
  await one.finish('First come')
  await test.step('the other is told while it looks, and what it typed is there', () =>
    expectTold(other, numbers))
  await leaveOutTaken(other, numbers)
  await finishRest(other, ground, numbers)

  await test.step('both at the same moment: one wins, the other is told', () => atOnce(first, second, ground))
  expect([...first.complaints, ...second.complaints]).toEqual([])
})

test('a second plan of the same reversal is told of the first, and so is a second program @electron', async ({
  app,
}) => {
  await openSandbox(app)
  const ground = await groundOf(app)
  const wizard = await begin(app, ground)
  await wizard.toggle(1)
  await wizard.toggle(2)
  await goToConfirm(wizard)
  const firstPlan = app.page.url()
  await begin(app, ground)
  await change(wizard)
  await goToConfirm(wizard)
  const numbers = await numbersOf(wizard)
  const secondPlan = app.page.url()
  expect(secondPlan).not.toBe(firstPlan)

  await expectSecondProgramRefused(app)

  await open(app, 1)
  await wizard.finish('First come')
  await open(app, 0)
  await expectTold(wizard, numbers)
  await leaveOutTaken(wizard, numbers)
  await finishRest(wizard, ground, numbers)
  expect(app.complaints).toEqual([])

  /** Of the two that are under way, the one that was changed last is the first. */
  async function open({ page }: App, place: 0 | 1): Promise<void> {
    await goTo(app, 'Adjustments')
    await page.getByRole('button', { name: /^Reversals under way/ }).click()
    await new Grid(page, 'Reversals under way').row(place + 1).click()
    await expect(wizard.confirm).toBeVisible()
  }
})

/** Of all adjustments of the customer. */
async function begin(app: App, { past }: Ground): Promise<Wizard> {
  const { page } = app
  await (await findAdjustments(app, customer, past.length)).grid.focus()
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: 'Reverse…' }).click()
  const wizard = new Wizard(app, 'mouse')
  await expect(wizard.what.row(past.length)).toBeVisible()
  return wizard
}

async function goToConfirm(wizard: Wizard): Promise<void> {
  await wizard.step('Confirm').click()
  await expect(wizard.confirm).toBeVisible()
}

/** In the first two lines: a smaller amount, and another reference. */
async function change(wizard: Wizard): Promise<void> {
  await wizard.goOn()
  await wizard.type(wizard.when, 1, 'Charge', '0.125')
  await wizard.type(wizard.when, 2, 'Reference', 'CASE-12')
}

/** Of all lines of a plan, in their order; comes back to where it was. */
async function numbersOf(wizard: Wizard): Promise<string[]> {
  await wizard.step('What').click()
  await expect(wizard.what.row(1)).toBeVisible()
  const numbers = (await gridRows(wizard.what.grid)).map((row) => row['Adjustment'] ?? '')
  await goToConfirm(wizard)
  return numbers
}

async function expectTold(wizard: Wizard, numbers: readonly string[]): Promise<void> {
  const alert = wizard.app.page.getByRole('alert').filter({ hasText: 'moved' })
  for (const number of numbers.slice(2)) await expect(alert).toContainText(number)
  for (const number of numbers.slice(0, 2)) await expect(alert).not.toContainText(number)
  await expect(wizard.finishButton).toHaveAttribute('aria-disabled', 'true')
  await wizard.step('What').click()
  for (const number of numbers.slice(2)) {
    const row = wizard.what.rowWith(number)
    await expect(row).toContainText('The batch “First come” reverses or cancels it already')
    await expect(row.getByRole('link', { name: /First come/ }).first()).toHaveAttribute('href', /batches/)
  }
  await wizard.step('How much and when').click()
  await expect(await wizard.when.at(1, 'Charge')).toHaveText('0.125')
  await expect(await wizard.when.at(2, 'Reference')).toHaveText('CASE-12')
}

/** What another batch holds is taken out; nothing goes on before that. */
async function leaveOutTaken(wizard: Wizard, numbers: readonly string[]): Promise<void> {
  await wizard.step('What').click()
  for (let row = 3; row <= numbers.length; row += 1) await wizard.toggle(row)
  await expect(wizard.app.page.getByRole('alert').filter({ hasText: 'moved' })).toHaveCount(0)
}

async function finishRest(
  wizard: Wizard,
  { past, periods }: Ground,
  numbers: readonly string[],
): Promise<void> {
  const [inPart = '', renamed = ''] = numbers
  const kept = past.filter(({ number }) => number === inPart || number === renamed)
  await goToConfirm(wizard)
  await wizard.finish('What is left')
  const changes = { [inPart]: { amount: '0.125' }, [renamed]: { reference: 'CASE-12' } }
  await expectDraft(wizard.app, 'What is left', plannedOf(kept, leftOf(past), periods, changes))
}

/** Two plans of what is left of one adjustment, finished in the same moment. */
async function atOnce(first: App, second: App, ground: Ground): Promise<void> {
  const batches = ['By the one', 'By the other']
  const wizards = [await begin(first, ground), await begin(second, ground)]
  for (const [index, wizard] of wizards.entries()) {
    await goToConfirm(wizard)
    const name = wizard.app.page.getByRole('textbox', { name: 'Name of the new batch' })
    await name.fill(batches[index] ?? '')
    await expect(wizard.finishButton).not.toHaveAttribute('aria-disabled', 'true')
  }
  await Promise.all(wizards.map(({ app }) => app.page.keyboard.press('Control+Enter')))
  const isDone = ({ app }: Wizard) => /batches\//.test(app.page.url())
  await expect.poll(() => wizards.filter(isDone)).toHaveLength(1)
  const [winner, loser] = isDone(wizards[0] as Wizard) ? [0, 1] : [1, 0]
  const told = wizards[loser] as Wizard
  await told.step('What').click()
  await expect(told.what.grid).toContainText(
    `The batch “${batches[winner] ?? ''}” reverses or cancels it already`,
  )
  await goTo(told.app, 'Batches')
  const list = new Grid(told.app.page, 'Batches')
  await expect(list.rowWith(batches[winner] ?? '')).toBeVisible()
  await expect(list.rowWith(batches[loser] ?? '')).toHaveCount(0)
}
