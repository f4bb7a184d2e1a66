import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { browserIsMissing, componentPages, type ComponentPages } from './componentPage'

let pages: ComponentPages
const missing = await browserIsMissing()

beforeAll(async () => {
  if (!missing) pages = await componentPages()
}, 60_000)
afterAll(async () => {
  if (!missing) await pages.close()
})

async function entry(): Promise<Page> {
  const { page } = await pages.open('entry')
  await page.getByRole('grid').focus()
  return page
}

/** Where the active cell is, as a screen reader is told. */
async function active(page: Page): Promise<string> {
  return page.getByRole('grid').evaluate((grid) => {
    const cell = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
    return `${cell?.closest('[data-row]')?.getAttribute('data-row')} ${cell?.getAttribute('data-column')}`
  })
}

function log(page: Page): Promise<string> {
  return page.locator('#log').innerText()
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)
}

describe.skipIf(missing)('typing', () => {
  test('replaces, commits with Enter and goes down', async () => {
    const page = await entry()
    await press(page, 'ArrowRight', 'ArrowRight')
    await page.keyboard.type('12.50')
    await press(page, 'Enter')
    expect(await log(page)).toBe('edit line-0 credit 12.50')
    expect(await active(page)).toBe('1 2')
    await page.close()
  })

  test('restores with Escape, edits with F2, goes up with Shift+Enter and right with Tab', async () => {
    const page = await entry()
    await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight')
    await page.keyboard.type('9')
    await press(page, 'Escape')
    expect(await log(page)).toBe('')
    await page.keyboard.type('5')
    await press(page, 'Shift+Enter')
    expect(await active(page)).toBe('0 2')
    await press(page, 'ArrowDown', 'F2', 'End')
    await page.keyboard.type('0')
    await press(page, 'Tab')
    expect(await log(page)).toBe('edit line-1 credit 5\nedit line-1 credit 50')
    expect(await active(page)).toBe('1 3')
    await page.close()
  })

  test('leaves cells alone that cannot be typed into, and says why', async () => {
    const page = await entry()
    await press(page, ...Array<string>(6).fill('ArrowDown'), 'ArrowRight', 'ArrowRight')
    await page.keyboard.type('5')
    await press(page, 'Enter')
    expect(await log(page)).toBe('')
    await press(page, 'ArrowUp')
    await expect
      .poll(() =>
        page.locator('.grid-cell.active .grid-note').evaluate((note) => getComputedStyle(note).display),
      )
      .toBe('flex')
    expect(await page.locator('.grid-cell.active .grid-note').innerText()).toBe(
      'A discount takes charges only.',
    )
    await page.close()
  })

  test('shows a refusal at the cell, and takes its way out by Alt+Enter', async () => {
    const page = await entry()
    await press(page, 'ArrowRight', 'ArrowRight')
    await page.keyboard.type('500')
    await press(page, 'Enter', 'ArrowUp')
    const cell = page.locator('.grid-cell.active')
    expect(await cell.getAttribute('aria-invalid')).toBe('true')
    expect(await cell.locator('.grid-note').innerText()).toContain('100.00 is left on this item.')
    await press(page, 'Alt+Enter')
    expect(await cell.innerText()).toBe('100.00')
    expect(await cell.getAttribute('aria-invalid')).toBeNull()
    await page.close()
  })

  test('chooses from a list by the start of a name, and toggles a check with Space', async () => {
    const page = await entry()
    await press(page, 'End', 'ArrowLeft')
    await page.keyboard.type('inc')
    await press(page, 'Enter')
    await press(page, 'ArrowRight', 'Space')
    expect(await log(page)).toBe('edit line-0 reason r1\nedit line-1 exempt true')
    await page.close()
  })

  test('keeps the open field and what is typed in it while the rows scroll by', async () => {
    const page = await entry()
    await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight')
    await page.keyboard.type('1')
    for (const top of [300, 5000, 0, 200]) {
      await page.getByRole('grid').evaluate((grid, to) => {
        grid.scrollTop = to
      }, top)
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      )
      await page.keyboard.type('2')
    }
    await press(page, 'Enter')
    expect(await log(page)).toBe('edit line-1 credit 12222')
    await page.close()
  })

  test('edits after a double click and commits when the pointer goes elsewhere', async () => {
    const page = await entry()
    await page.locator('[data-row="4"] [data-column="2"]').dblclick()
    await page.keyboard.type('3.00')
    await page.locator('[data-row="8"] [data-column="2"]').click()
    expect(await log(page)).toBe('edit line-4 credit 3.00')
    expect(await active(page)).toBe('8 2')
    await page.close()
  })

  test('fills down and clears over a selection as one change each', async () => {
    const page = await entry()
    await press(page, 'ArrowRight', 'ArrowRight')
    await page.keyboard.type('7')
    await press(page, 'Enter', 'Control+d', 'ArrowUp')
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d', 'Delete')
    expect(await log(page)).toBe('edit line-0 credit 7\nedit line-1 credit 7\nfill 3\nclear 4')
    await press(page, 'Control+z', 'Control+Shift+z')
    expect((await log(page)).split('\n').slice(-2)).toEqual(['undo', 'redo'])
    await page.close()
  })
})

describe.skipIf(missing)('the clipboard', () => {
  test('a pasted block hits the editable cells and counts the others', async () => {
    const page = await entry()
    await press(page, 'ArrowRight')
    await paste(page, '1,00\t10.00\r\n2,00\t20.00\r\n')
    expect(await log(page)).toBe('paste 0 open 2 2')
    await page.close()
  })

  test('one value pasted on a selection fills it', async () => {
    const page = await entry()
    await press(page, 'ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown')
    await paste(page, '5.00')
    expect(await log(page)).toBe('paste 2 credit 3 0')
    await page.close()
  })

  test('a block pasted into an open field goes to the grid', async () => {
    const page = await entry()
    await press(page, 'ArrowRight', 'ArrowRight', 'F2')
    await paste(page, '1.00\n2.00')
    expect(await log(page)).toBe('paste 0 credit 2 0')
    await page.close()
  })
})

describe.skipIf(missing)('moving and selecting', () => {
  test('is one Tab stop at its first and its last cell', async () => {
    const page = await entry()
    await press(page, 'End', 'Tab')
    // The total that opens to its lines is the only other stop.
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('grid-total')
    await press(page, 'Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('after')
    await page.getByRole('grid').focus()
    await press(page, 'Home', 'Shift+Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('before')
    await page.close()
  })

  test('Tab out of an open field in the last cell commits and leaves', async () => {
    const page = await entry()
    await press(page, 'End', 'ArrowLeft')
    await page.keyboard.type('write')
    await press(page, 'Tab')
    expect(await log(page)).toBe('edit line-0 reason r2')
    expect(await active(page)).toBe('0 5')
    await page.close()
  })

  test('selects with Space, with Shift and arrows, with Ctrl+A and by click', async () => {
    const page = await entry()
    const selected = () => page.locator('#selected').innerText()
    await press(page, 'Space')
    expect(await selected()).toBe('line-0')
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown')
    expect(await selected()).toBe('line-0 line-1 line-2')
    await press(page, 'Control+a')
    expect((await selected()).split(' ')).toHaveLength(40)
    await press(page, 'Escape')
    expect(await selected()).toBe('')
    await page.locator('[data-row="2"] [data-gutter]').click()
    await page.locator('[data-row="4"] [data-column="1"]').click({ modifiers: ['Shift'] })
    expect(await selected()).toBe('line-2 line-3 line-4')
    await page.locator('[data-row="8"] [data-column="1"]').click({ modifiers: ['Control'] })
    expect(await selected()).toBe('line-2 line-3 line-4 line-8')
    await page.close()
  })

  test('the active cell is never hidden below the header or the totals', async () => {
    const page = await entry()
    for (const key of ['PageDown', 'PageDown', 'Control+ArrowDown', 'PageUp', 'Control+Home']) {
      await press(page, key)
      await expect.poll(() => isClear(page)).toBe(true)
    }
    await page.close()
  })
})

function isClear(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const box = document.querySelector('.grid-cell.active')?.getBoundingClientRect()
    const head = document.querySelector('.grid-head')?.getBoundingClientRect()
    const foot = document.querySelector('.grid-foot')?.getBoundingClientRect()
    return (
      box !== undefined &&
      head !== undefined &&
      foot !== undefined &&
      box.top >= head.bottom - 1 &&
      box.bottom <= foot.top + 1
    )
  })
}

describe.skipIf(missing)('100,000 rows', () => {
  test('keep at most 60 rows in the page, wherever it is scrolled', async () => {
    const { page } = await pages.open('list')
    const rowCount = () => page.getByRole('row').count()
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001')
    expect(await rowCount()).toBeLessThanOrEqual(60)
    await page.getByRole('grid').focus()
    await press(page, 'Control+End')
    await expect.poll(() => page.locator('[data-row="99999"]').count()).toBe(1)
    expect(await active(page)).toBe('99999 11')
    await page.getByRole('grid').evaluate((grid) => {
      grid.scrollTop = 1_400_000
    })
    await expect.poll(() => page.locator('[data-row="50005"]').count()).toBe(1)
    // The active row stays for a screen reader, far from what is in sight.
    expect(await page.locator('[data-row="99999"]').count()).toBe(1)
    expect(await rowCount()).toBeLessThanOrEqual(60)
    await page.close()
  })

  test('open with Enter and with a click, and sort from the header by keyboard', async () => {
    const { page } = await pages.open('list')
    await page.getByRole('grid').focus()
    await press(page, 'ArrowDown', 'Enter')
    expect(await page.locator('#opened').innerText()).toBe('1')
    await page.locator('[data-row="3"] [data-column="0"]').click()
    expect(await page.locator('#opened').innerText()).toBe('3')
    await press(page, 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter', 'Enter')
    expect(await page.locator('#opened').innerText()).toBe('3 number true')
    expect(await page.getByRole('columnheader', { name: 'Number' }).getAttribute('aria-sort')).toBe(
      'descending',
    )
    await page.close()
  })
})

describe.skipIf(missing)('for everyone', () => {
  test.each([
    ['entry', false],
    ['entry', true],
    ['list', false],
    ['list', true],
    ['part', false],
    ['part', true],
  ] as const)('the page %s (dark: %s) is clean for axe and for the policy', async (name, dark) => {
    const { page, reports } = await pages.open(name, dark)
    const axe = await new AxeBuilder({ page })
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(
      axe.violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)]),
    ).toEqual([])
    expect(reports).toEqual([])
    await page.close()
  })
})
