import { expect, test, type App } from './support/app'
import { findAdjustments } from './support/adjustmentList'
import { openBatch } from './support/batchPage'
import { batchPanel } from './support/draft'
import { Grid } from './support/grid'
import { leftOf, pastOf } from './support/pastAdjustment'
import { beginClosing, closePeriod, periodOf, periodsOf } from './support/periodStep'
import { expectAmountsAndDates, expectCandidates, expectDraft, plannedOf } from './support/reversalExpected'
import { Wizard } from './support/reversalWizard'
import { actAs, dialogCalled, openSandbox } from './support/screen'
import { gridRows } from './support/table'

// Where a rule forbids a cancel, the answer offers the wizard with what was to be cancelled chosen: from the
// list, from the page of an adjustment, for several at once, and from a draft in which it is refused later.

const customer = 'Dufour Reederei'

test('what cannot be cancelled is offered to the wizard, chosen @electron', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  const past = (await pastOf(app)).filter(({ account }) => account === customer)
  const periods = await periodsOf(app)
  const left = leftOf(past)
  const isClosed = (date: string) => periodOf(periods, date).state !== 'Open'
  const closed = past.filter(({ date }) => isClosed(date))
  const transferred = past.filter(({ date, transferred: is }) => !isClosed(date) && is === 'Yes')
  const refused = [...closed, ...transferred]
  const free = past.filter((one) => !refused.includes(one))
  expect([closed.length, transferred.length, free.length].every((count) => count > 0)).toBe(true)
  const [first] = closed
  if (first === undefined) throw new Error('Nothing is dated in a closed period')
  const wizard = new Wizard(app, 'mouse')

  await test.step('from the list', async () => {
    const list = await findAdjustments(app, customer, past.length)
    await list.rowWith(first.number).locator('[data-gutter]').click()
    await page.getByRole('button', { name: 'Cancel in a batch…' }).click()
    const dialog = dialogCalled(page, 'Cancel adjustments')
    await expect(dialog).toContainText('0 of 1 can go')
    await expect(dialog.getByRole('listitem')).toContainText(
      `Its period (${periodOf(periods, first.date).name}) is closed`,
    )
    await dialog.getByRole('button', { name: 'Reverse it instead' }).click()
    await expect(wizard.title('Reverse 1 adjustment')).toBeVisible()
    await expectCandidates(wizard, [first], left, periods)
    await discard(app)
  })

  await test.step('from its page', async () => {
    await (await findAdjustments(app, customer, past.length)).rowWith(first.number).click()
    const panel = page.getByRole('region', { name: 'What can be done' })
    await expect(panel).toContainText('Reverse it in an open period instead')
    await panel.getByRole('button', { name: 'Reverse it instead' }).click()
    await expect(wizard.title('Reverse 1 adjustment')).toBeVisible()
    await expectCandidates(wizard, [first], left, periods)
    await discard(app)
  })

  await test.step('for several at once, each with its own reason', async () => {
    await findAdjustments(app, customer, past.length)
    await page.getByRole('grid', { name: 'Adjustments' }).focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Alt+c')
    const dialog = dialogCalled(page, 'Cancel adjustments')
    await expect(dialog).toContainText(`${free.length} of ${past.length} can go`)
    for (const { number, date } of closed) {
      const reason = `Its period (${periodOf(periods, date).name}) is closed`
      await expect(dialog.getByRole('listitem').filter({ hasText: number })).toContainText(reason)
    }
    for (const { number } of transferred) {
      const reason = 'It has been transferred to accounting'
      await expect(dialog.getByRole('listitem').filter({ hasText: number })).toContainText(reason)
    }
    await dialog.getByRole('radio', { name: 'a new batch' }).check()
    await dialog.getByRole('textbox', { name: 'Name of the new batch' }).fill('What could go')
    await expect(dialog).toContainText(`Before that, ${cancels(free.length)} put into “What could go”.`)
    await dialog.getByRole('button', { name: `Reverse these ${refused.length} instead` }).click()
    await expect(wizard.title(`Reverse ${refused.length} adjustments`)).toBeVisible()
    await expectCandidates(wizard, refused, left, periods)
    await wizard.step('Confirm').click()
    await wizard.finish('Instead of cancels')
    await expectDraft(app, 'Instead of cancels', plannedOf(refused, left, periods))
  })

  await test.step('what could be cancelled waits in its batch', async () => {
    await openBatch(app, 'What could go')
    const lines = new Grid(page, 'Lines of What could go')
    await expect(lines.row(free.length)).toBeVisible()
    const found = async () =>
      (await gridRows(lines.grid)).map((row) => [row['Acts on'], row['Type']].join(' ')).sort()
    await expect.poll(found).toEqual(free.map(({ number }) => `${number} Cancel`).sort())
  })

  await test.step('what has been taken back is not cancelled either, and nothing more is offered', async () => {
    await (await findAdjustments(app, customer, past.length)).rowWith(first.number).click()
    const panel = page.getByRole('region', { name: 'What can be done' })
    await expect(panel).toContainText('a reversal of it waits in a batch')
    await expect(panel.getByRole('button', { name: /^Reverse/ })).toHaveCount(0)
  })

  await test.step('from a draft with a cancel, after the period has closed', async () => {
    const [cancelled] = free
    if (cancelled === undefined) throw new Error('Nothing can be cancelled')
    for (const { name } of periods.filter(
      ({ state, start }) => state === 'Open' && start <= cancelled.date,
    )) {
      await beginClosing(app, 'Casey Controller', name)
      await closePeriod(app, 'Casey Controller', name, /^Lines of drafts are dated in/)
    }
    await actAs(app, 'Pat Preparer')
    await openBatch(app, 'What could go')
    const refused = batchPanel(app).getByRole('listitem').filter({ hasText: 'Reverse it in an open period' })
    await refused.getByRole('button', { name: 'Reverse it instead' }).click()
    await expect(wizard.title('Reverse 1 adjustment')).toBeVisible()
    const after = periods.map((period) =>
      period.start <= cancelled.date && period.state === 'Open' ? { ...period, state: 'Closed' } : period,
    )
    await expectCandidates(wizard, [cancelled], left, after)
    await wizard.goOn()
    await expectAmountsAndDates(wizard, plannedOf([cancelled], left, after), after)
  })
  expect(app.complaints).toEqual([])
})

function cancels(count: number): string {
  return count === 1 ? '1 cancel is' : `${count} cancels are`
}

async function discard({ page }: App): Promise<void> {
  await page.getByRole('button', { name: 'Discard this plan' }).click()
  await dialogCalled(page, 'Discard this plan').getByRole('button', { name: 'Discard this plan' }).click()
  await expect(page.getByRole('heading', { name: /^Adjustments/, level: 2 })).toBeVisible()
}
