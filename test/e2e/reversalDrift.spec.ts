import { expect, test, type App } from './support/app'
import { findAdjustments } from './support/adjustmentList'
import { openBatch } from './support/batchPage'
import { batchPanel, confirmStep } from './support/draft'
import { Grid } from './support/grid'
import { leftOf, pastOf } from './support/pastAdjustment'
import {
  beginClosing,
  closePeriod,
  openPeriod,
  periodsOf,
  proposedDay,
  type ShownPeriod,
} from './support/periodStep'
import { expectAmountsAndDates, expectDraft, plannedOf, type Planned } from './support/reversalExpected'
import { Wizard } from './support/reversalWizard'
import { actAs, goTo, notice, openSandbox } from './support/screen'
import { gridRows } from './support/table'

// Periods that close while a reversal is under way: in the middle of the wizard, between the draft and its
// submit, and between submit and approval. What moved is named; the rest stays as it was.

const preparer = 'Pat Preparer'
const reviewer = 'Robin Reviewer'
const controller = 'Casey Controller'
const customer = 'Dufour Reederei'
const batch = 'After the close'

test('a period closes in the middle of a reversal, and again before and after its submit @electron', async ({
  app,
}) => {
  test.setTimeout(240_000)
  const { page } = app
  await openSandbox(app)
  const past = await pastOf(app)
  const candidates = past.filter(({ account }) => account === customer)
  const before = await periodsOf(app)
  const [first, second, third, fourth] = before.filter(({ state }) => state === 'Open') as [
    ShownPeriod,
    ShownPeriod,
    ShownPeriod,
    ShownPeriod,
  ]

  // One line is put on a day of its own, which no close here reaches.
  const [byHand] = candidates
  const changes = { [byHand?.number ?? '']: { date: third.end } }
  const planned = plannedOf(candidates, leftOf(past), before, changes)
  const wizard = await test.step('plan as far as the effect', async () => {
    const started = await startFromSelection(app, candidates.length)
    await started.goOn()
    await started.type(started.when, await started.when.numberOf(byHand?.number ?? ''), 'Dated', third.end)
    await expectAmountsAndDates(started, planned, before)
    await started.goOn()
    await started.goOn()
    await expect(started.effect.getByRole('heading', { name: 'Proof' })).toBeVisible()
    return started
  })

  const inFirst = planned.filter(({ date }) => date <= first.end)
  expect(inFirst.length, 'some lines are dated in the first open period').toBeGreaterThan(0)
  expect(inFirst.length, 'and some are not').toBeLessThan(planned.length)
  const moved = planned.map((one) => ({ ...one, ...movedTo(one, first, before) }))
  await test.step('begin to close the period of some of them', async () => {
    await beginClosing(app, controller, first.name)
    await backToPlan(app)
    await expectMoved(app, inFirst, moved)
  })
  await test.step('close it: what moved is named, and nothing goes on before it is looked at', async () => {
    await closePeriod(app, controller, first.name)
    await backToPlan(app)
    await expectMoved(app, inFirst, moved)
    await expect(wizard.goOnButton).toHaveAccessibleDescription('Look at what has moved first.')
    await page.getByRole('button', { name: 'Take the new proposals' }).click()
    await expect(page.getByRole('alert').getByRole('row')).toHaveCount(0)
    await wizard.step('How much and when').click()
    await expectAmountsAndDates(wizard, moved, periodsAfter(before, first))
  })
  await test.step('finish', async () => {
    await wizard.step('Confirm').click()
    await wizard.finish(batch)
    await expectDraft(app, batch, moved)
  })

  const inSecond = moved.filter(({ date }) => second.start <= date && date <= second.end)
  await test.step('close the next period over the draft: it is warned of, and the draft names the lines', async () => {
    await beginClosing(app, controller, second.name)
    await closePeriod(app, controller, second.name, new RegExp(`Lines of drafts are dated in .*“${batch}”`))
    await actAs(app, preparer)
    await openBatch(app, batch)
    const refused = batchPanel(app).getByRole('listitem').filter({ hasText: 'The next open day is' })
    await expect(refused).toHaveCount(inSecond.length)
    for (const line of await refused.all()) {
      await expect(line).toContainText(`${second.name}, which is closed. The next open day is ${third.start}`)
    }
    await expect(batchPanel(app).getByRole('button', { name: /^Submit/ })).toHaveAccessibleDescription(
      `Waits for ${inSecond.length} refused lines.`,
    )
    const drift = page.getByRole('alert').filter({ hasText: second.name })
    await expect(drift).toContainText(`${second.name} was open until`)
    await expect(drift).toContainText(
      `(${controller}), is closed: ${inSecond.length} lines, proposed is ${third.start}`,
    )
    await page.keyboard.press('Alt+m')
    await expect(refused).toHaveCount(0)
    await expect(drift).toHaveCount(0)
    const taken = moved.map((one) => (inSecond.includes(one) ? { ...one, date: third.start } : one))
    await expectDraft(app, batch, taken)
    await page.keyboard.press('Control+Enter')
    await confirmStep(app, /^Submit “/, /^Submit/)
    await expect(notice(page, /is submitted/)).toBeVisible()
  })

  await test.step('begin to close the third: a reviewer without the right may not post into it', async () => {
    await beginClosing(app, controller, third.name)
    await actAs(app, reviewer)
    await openBatch(app, batch)
    const approve = page.getByRole('button', { name: /^Approve and post/ })
    await expect(approve).toHaveAttribute('aria-disabled', 'true')
    const review = page.getByRole('region', { name: 'Review' })
    await expect(review).toContainText(`${third.name}, which is being closed`)
    await expect(review).toContainText(`Proposed for its ${planned.length} lines: ${fourth.start}`)
    const rows = await gridRows(new Grid(page, `Lines of ${batch}`).grid)
    expect(rows).toHaveLength(planned.length)
  })
  await test.step('it cannot be closed over what waits, and somebody who manages the close approves', async () => {
    await actAs(app, controller)
    await goTo(app, 'Periods')
    const panel = await openPeriod(app, third.name)
    await expect(panel.getByRole('listitem').filter({ hasText: batch })).toBeVisible()
    await panel.getByRole('link', { name: batch }).click()
    await page.getByRole('button', { name: /^Approve and post/ }).click()
    await confirmStep(app, /^Approve “/, /^Approve and post/)
    await expect(notice(page, /is approved and posted/)).toBeVisible()
  })
  await test.step('until it has landed, its period stays open for it', async () => {
    await goTo(app, 'Periods')
    const panel = await openPeriod(app, third.name)
    await expect(panel.getByRole('button', { name: `Close ${third.name}` })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await expect(panel.getByRole('listitem').filter({ hasText: batch })).toBeVisible()
  })
  expect(app.complaints).toEqual([])
})

async function startFromSelection(app: App, count: number): Promise<Wizard> {
  const { page } = app
  await (await findAdjustments(app, customer, count)).grid.focus()
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: 'Reverse…' }).click()
  const wizard = new Wizard(app, 'mouse')
  await expect(wizard.what.row(count)).toBeVisible()
  return wizard
}

/** As the preparer comes back to what was left: the plan waits in the list of those under way. */
async function backToPlan(app: App): Promise<void> {
  await actAs(app, preparer)
  await goTo(app, 'Adjustments')
  await app.page.getByRole('button', { name: 'Reversals under way (1)' }).click()
  await new Grid(app.page, 'Reversals under way').row(1).click()
  await expect(app.page.getByRole('heading', { name: 'Proof' })).toBeVisible()
}

async function expectMoved({ page }: App, were: readonly Planned[], are: readonly Planned[]): Promise<void> {
  const alert = page.getByRole('alert').filter({ hasText: 'moved' })
  await expect(alert).toContainText(`${were.length} lines have moved`)
  const rows = alert.getByRole('table').locator('tbody tr')
  await expect(rows).toHaveCount(were.length)
  for (const { past, date } of were) {
    const row = rows.filter({ hasText: past.number })
    const now = are.find((one) => one.past.number === past.number)
    await expect(row.getByRole('cell').nth(1)).toHaveText(date)
    await expect(row.getByRole('cell').nth(2)).toHaveText(now?.date ?? '')
  }
}

function movedTo(
  { past, date }: Planned,
  closed: ShownPeriod,
  before: readonly ShownPeriod[],
): Pick<Planned, 'date' | 'isOwnDay'> | object {
  if (date < closed.start || date > closed.end) return {}
  const proposed = proposedDay(periodsAfter(before, closed), past.date)
  return { date: proposed.date, isOwnDay: proposed.isOwn }
}

function periodsAfter(before: readonly ShownPeriod[], closed: ShownPeriod): ShownPeriod[] {
  return before.map((period) => (period === closed ? { ...period, state: 'Closed' } : period))
}
