import { expect, test } from './support/app'
import { Grid } from './support/grid'
import { goTo, openSandbox } from './support/screen'

// What was typed or chosen in the wizard is taken back and brought back by the keys that a draft has for it.

test('takes back and brings back a choice and an amount, also after a reload', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  await goTo(app, 'Adjustments')
  const list = new Grid(page, 'Adjustments')
  await expect(list.row(2)).toBeVisible()
  for (const row of [1, 2, 3, 4]) await list.row(row).locator('[data-gutter]').click()
  await page.getByRole('button', { name: 'Reverse…' }).click()
  const what = page.getByRole('grid', { name: 'Adjustments to choose from' })
  await expect(what).toBeVisible()
  const goOn = page.getByRole('button', { name: /^Continue with/ })
  const before = (await goOn.textContent()) ?? ''
  await new Grid(page, 'Adjustments to choose from').row(1).locator('[data-gutter]').click()
  await expect(goOn).not.toHaveText(before)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(goOn).toHaveText(before)
  await page.keyboard.press('ControlOrMeta+y')
  await expect(goOn).not.toHaveText(before)
  await page.reload()
  await expect(what).toBeVisible()
  await expect(goOn).not.toHaveText(before)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(goOn).toHaveText(before)
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(goOn).not.toHaveText(before)
  expect(app.complaints).toEqual([])
})

test('takes back what was typed into a grid of the wizard', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  await goTo(app, 'Adjustments')
  const list = new Grid(page, 'Adjustments')
  await expect(list.row(2)).toBeVisible()
  for (const row of [1, 2]) await list.row(row).locator('[data-gutter]').click()
  await page.getByRole('button', { name: 'Reverse…' }).click()
  await expect(page.getByRole('grid', { name: 'Adjustments to choose from' })).toBeVisible()
  const goOn = page.getByRole('button', { name: /^Continue with/ })
  for (const [step, grid] of [
    ['How much and when', 'Amounts and dates of the reversals'],
    ['Instead', 'What is posted instead'],
  ] as const) {
    await page.getByRole('button', { name: step }).click()
    await expect(page.getByRole('grid', { name: grid })).toBeVisible()
    const before = (await goOn.textContent()) ?? ''
    await new Grid(page, grid).type(1, 'Charge', '0.10')
    await expect(goOn).not.toHaveText(before)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(goOn).toHaveText(before)
    await page.keyboard.press('ControlOrMeta+y')
    await expect(goOn).not.toHaveText(before)
  }
  expect(app.complaints).toEqual([])
})
