import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserIsMissing, componentPages, type ComponentPages } from './componentPage'

let pages: ComponentPages

describe.skipIf(await browserIsMissing())('components in a browser', () => {
  beforeAll(async () => {
    pages = await componentPages()
  }, 60_000)
  afterAll(async () => {
    await pages.close()
  })

  test('a dialog takes the focus, keeps it, and gives it back after Escape', async () => {
    const { page } = await pages.open('part')
    const opener = page.getByRole('button', { name: 'Submit 14 credits' })
    await opener.click()
    const dialog = page.getByRole('dialog', { name: 'Submit the batch' })
    await dialog.waitFor()
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab')
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.close()
  })

  test('Ctrl+Enter confirms, and a held-back button does nothing but say why', async () => {
    const { page } = await pages.open('part')
    await page.getByRole('button', { name: 'Submit 14 credits' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Submit 14 credits, 2,130.30 EUR' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    const held = page.getByRole('button', { name: 'Submit', exact: true })
    expect(await held.getAttribute('aria-disabled')).toBe('true')
    expect(
      await held.evaluate(
        (button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.innerText,
      ),
    ).toBe('Waits for line 3.')
    await page.close()
  })

  test('a date field steps and expands what is typed', async () => {
    const { page } = await pages.open('part')
    const field = page.getByRole('textbox', { name: 'Adjustment date' })
    await field.focus()
    await page.keyboard.press('+')
    expect(await field.inputValue()).toBe('2026-11-22')
    await page.keyboard.press('f')
    expect(await field.inputValue()).toBe('2026-11-01')
    await page.keyboard.press('t')
    expect(await field.inputValue()).toBe('2026-11-21')
    await field.fill('5-2')
    await field.blur()
    expect(await field.inputValue()).toBe('2026-05-02')
    await field.fill('2026-02-30')
    await field.blur()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await field.fill('2026-12-01')
    await field.blur()
    expect(await field.inputValue()).toBe('2026-12-01')
    await page.close()
  })

  test('a combobox narrows by typing and takes a choice', async () => {
    const { page, reports } = await pages.open('part')
    const field = page.getByRole('combobox', { name: 'Account' })
    await field.click()
    await page.keyboard.type('bet')
    const list = page.getByRole('listbox', { name: 'Account' })
    await list.getByRole('option', { name: 'Beta' }).waitFor()
    expect(await list.getByRole('option').count()).toBe(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#combo').innerText()).toBe('b')
    await expect.poll(() => field.inputValue()).toBe('Beta')
    expect(reports).toEqual([])
    await page.close()
  })

  test.each([false, true])(
    'a list in a dialog belongs to the dialog, and can be read (dark: %s)',
    async (dark) => {
      const { page, reports } = await pages.open('part', dark)
      await page.getByRole('button', { name: 'Submit 14 credits' }).click()
      const dialog = page.getByRole('dialog')
      const field = dialog.getByRole('combobox', { name: 'Account of the batch' })
      await field.click()
      const list = dialog.getByRole('listbox', { name: 'Account of the batch' })
      await page.keyboard.press('ArrowDown')
      await list.locator('[data-highlighted]').waitFor()
      const under = await field.evaluate((input) => input.getBoundingClientRect().bottom)
      const box = await list.boundingBox()
      expect(Math.abs((box?.y ?? 0) - under)).toBeLessThan(12)
      expect(await list.getByRole('option').last().isVisible()).toBe(true)
      const axe = await new AxeBuilder({ page })
        .setLegacyMode()
        .options({ preload: false })
        .withRules(['region', 'color-contrast'])
        .analyze()
      expect(axe.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      await list.getByRole('option', { name: 'Beta' }).click()
      await expect.poll(() => field.inputValue()).toBe('Beta')
      expect(reports).toEqual([])
      await page.close()
    },
  )

  test('a menu opens and acts by keyboard', async () => {
    const { page, reports } = await pages.open('part')
    await page.getByRole('button', { name: 'More' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Rename…' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#chosen').innerText()).toBe('rename')
    expect(reports).toEqual([])
    await page.close()
  })

  test('a chart has its figures as a table, and goes away without making markup of text', async () => {
    const { page, reports } = await pages.open('part')
    await page.locator('figure svg').waitFor()
    const drawing = page.locator('figure > [role="img"]')
    expect(await drawing.getAttribute('aria-label')).toContain('the same figures are in the table')
    await page.getByRole('button', { name: 'Show as a table' }).click()
    expect(await page.getByRole('row', { name: /Nov 26/ }).innerText()).toMatch(/80\.00\s+325\.50/)
    await page.getByRole('checkbox', { name: 'Exclude from revenue' }).uncheck()
    await page.locator('figure').waitFor({ state: 'detached' })
    expect(reports).toEqual([])
    await page.close()
  })
})
