import { expect, test, type App } from './support/app'
import { expectAccessible } from './support/accessible'
import { Grid } from './support/grid'
import { chooseLook, goTo, openSandbox } from './support/screen'

// The reversal wizard: begun from a selection, left and entered again, and put into a batch.

function step({ page }: App, name: string) {
  return page.getByRole('list', { name: 'Steps of the reversal' }).getByRole('button', { name })
}

async function look(app: App, name: string): Promise<void> {
  await expectAccessible(app, name)
  await app.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
}

test('reverses what was chosen, with a restart in between', async ({ app, startAgain }) => {
  const { page } = app
  await openSandbox(app)
  await goTo(app, 'Adjustments')
  const list = new Grid(page, 'Adjustments')
  await expect(list.row(2)).toBeVisible()
  for (const row of [1, 2, 3, 4]) await list.row(row).locator('[data-gutter]').click()
  const address = page.url()
  await page.getByRole('button', { name: 'Reverse…' }).click()
  await expect(page.getByRole('heading', { name: 'Reverse 4 adjustments' })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Adjustments to choose from' })).toBeVisible()
  await look(app, 'what')

  await page.getByRole('button', { name: /^Continue with/ }).click()
  await expect(page.getByRole('grid', { name: 'Amounts and dates of the reversals' })).toBeVisible()
  await look(app, 'when')
  await step(app, 'Instead').click()
  await look(app, 'instead')
  await step(app, 'Effect').click()
  await expect(page.getByRole('heading', { name: 'Proof' })).toBeVisible()
  await look(app, 'effect')
  await chooseLook(app, 'Dark')
  await look(app, 'effect dark')
  await chooseLook(app, 'Light')
  const plan = page.url()
  expect(plan).not.toBe(address)
  expect(app.complaints).toEqual([])

  const again = await startAgain()
  await openSandbox(again)
  await goTo(again, 'Adjustments')
  await again.page.getByRole('button', { name: 'Reversals under way (1)' }).click()
  await new Grid(again.page, 'Reversals under way').row(1).click()
  await expect(again.page.getByRole('heading', { name: 'Proof' })).toBeVisible()
  await again.page.getByRole('button', { name: /^Continue with/ }).click()
  await look(again, 'confirm')
  await again.page.getByRole('button', { name: /^Put .* into/ }).click()
  await expect(again.page).toHaveURL(/batches/)
  await again.page.screenshot({ path: test.info().outputPath('batch.png') })
  expect(again.complaints).toEqual([])
})
