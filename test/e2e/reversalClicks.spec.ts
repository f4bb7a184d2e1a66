import { expect, test } from './support/app'
import { expectAccessible } from './support/accessible'
import { Grid } from './support/grid'
import { goTo, openSandbox } from './support/screen'

// The promise of the guide: last year's wrong credits of one customer are taken back in nine clicks.

test('reverses last year’s wrong credits of one customer in nine clicks after choosing them', async ({
  app,
}) => {
  const { page } = app
  await openSandbox(app)
  await goTo(app, 'Adjustments')
  await page.getByRole('searchbox', { name: 'Search adjustments' }).fill('CASE-48213')
  const list = new Grid(page, 'Adjustments')
  await expect(page.getByRole('heading', { name: /^Adjustments 12 adjustments/ })).toBeVisible()
  const date = (await (await list.at(1, 'Date')).innerText()).trim()
  await page.getByRole('combobox', { name: 'Fiscal year' }).selectOption(date.slice(0, 4))
  await expect(page.getByRole('list', { name: /filter/i }).getByText('From')).toBeVisible()
  await list.grid.getByRole('button', { name: 'Select all rows' }).click()

  let clicks = 0
  const click = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name }).last()
    await expect(button).toBeEnabled()
    await button.click()
    clicks += 1
  }
  await click('Reverse…')
  for (const grid of [
    'Adjustments to choose from',
    'Amounts and dates of the reversals',
    'What is posted instead',
  ]) {
    await expect(page.getByRole('grid', { name: grid })).toBeVisible()
    await click(/^Continue with 12 reversals/)
  }
  await expect(page.getByRole('heading', { name: 'Proof' })).toBeVisible()
  await click(/^Continue with 12 reversals/)
  await click(/^Put 12 reversals into/)
  await click(/^Submit 12 charges/)
  await expect(page.getByRole('dialog', { name: /^Submit/ })).toBeVisible()
  await click(/^Submit 12 charges/)
  // Signed once a session; in the sandbox the passphrase stands there.
  await click(/^Sign\b/)
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('main').getByText('Submitted', { exact: true }).first()).toBeVisible()
  expect(clicks).toBe(9)
  await expectAccessible(app, 'submitted reversals')
})
