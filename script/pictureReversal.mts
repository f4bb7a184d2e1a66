import type { Page } from '@playwright/test'
import { actAs, button, confirm, goTo, row, take, takeDark } from './pictureScreen.mts'

// The pictures of docs/guide-reversal.md: last year's wrong credits of one customer are taken back, and a month is
// closed while their batch is still a draft.

export async function takeReversal(page: Page): Promise<void> {
  await chooseWrongCredits(page)
  await walkThroughSteps(page)
  await closeTheMonth(page)
  await moveDraft(page)
  await grantException(page)
}

async function chooseWrongCredits(page: Page): Promise<void> {
  await goTo(page, 'Adjustments')
  await page.getByRole('searchbox', { name: 'Search adjustments' }).fill('CASE-48213')
  await page.getByRole('heading', { name: /12 adjustments/ }).waitFor()
  // Last year is the one that they are dated in, whenever the company was made.
  const [year = ''] = /\d{4}(?=-\d\d-\d\d)/.exec(await row(page, 'Elkhorn').innerText()) ?? []
  await page.getByRole('combobox', { name: 'Fiscal year' }).selectOption(year)
  await page.getByRole('heading', { name: /12 adjustments/ }).waitFor()
  await page.getByRole('grid').getByRole('button', { name: 'Select all rows' }).click()
  await button(page, 'Reverse…').waitFor()
  await take(page, 'reverse-choose')
  await button(page, 'Reverse…').click()
}

async function walkThroughSteps(page: Page): Promise<void> {
  await onRow(page, 'Adjustments to choose from', 3)
  await take(page, 'reverse-what')
  await goOn(page)
  await onRow(page, 'Amounts and dates of the reversals', 3)
  await take(page, 'reverse-when')
  await goOn(page)
  await page.getByRole('grid', { name: 'What is posted instead' }).waitFor()
  await take(page, 'reverse-instead')
  await goOn(page)
  await page.getByRole('heading', { name: 'Proof' }).waitFor()
  await take(page, 'reverse-effect')
  await takeDark(page, 'reverse-effect-dark')
  await goOn(page)
  await page.getByRole('textbox', { name: 'Name of the new batch' }).waitFor()
  await take(page, 'reverse-confirm')
  await button(page, /^Put .* into/).click()
  await page.getByRole('heading', { name: /^Reversals/, level: 2 }).waitFor()
}

async function closeTheMonth(page: Page): Promise<void> {
  await actAs(page, 'Casey Controller')
  await openPeriod(page, 2)
  await take(page, 'periods')
  await openPeriod(page, 0)
  await button(page, /^Begin closing/).click()
  await confirm(page, /^Begin closing/)
  await button(page, /^Close (?!this)/).click()
  await page.getByRole('dialog').getByRole('checkbox').waitFor()
  await take(page, 'period-close')
  await confirm(page, /^Close (?!this)/)
}

async function moveDraft(page: Page): Promise<void> {
  await actAs(page, 'Pat Preparer')
  await goTo(page, 'Batches')
  await row(page, 'Reversals').click()
  await button(page, /^Move \d+ lines to/).waitFor()
  await take(page, 'draft-moved')
  await button(page, /^Move \d+ lines to/).click()
  await button(page, /^Submit/).click()
  await page.getByRole('dialog', { name: /^Submit/ }).waitFor()
  await take(page, 'reverse-submit')
  await confirm(page, /^Submit/)
}

async function grantException(page: Page): Promise<void> {
  await actAs(page, 'Casey Controller')
  await openPeriod(page, 0)
  await button(page, /^Grant an exception/).click()
  await page.getByRole('dialog').waitFor()
  await page.getByRole('dialog').getByRole('combobox').first().selectOption({ label: 'Pat Preparer' })
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /^Reason/ })
    .fill('Agreed with the customer before the close')
  await take(page, 'period-exception')
  await page.keyboard.press('Escape')
}

/** Of the months that were open when the company was made: 0 for the first. */
async function openPeriod(page: Page, place: number): Promise<void> {
  await goTo(page, 'Periods')
  const grid = page.getByRole('grid', { name: 'Periods' })
  await grid.waitFor()
  // The latest stands on top: three to come, the present month, two before it.
  await grid
    .getByRole('row')
    .nth(openMonthCount - place)
    .click()
  await page.getByRole('region', { name: 'Chosen period' }).getByRole('heading').first().waitFor()
}

/** Six months are open, the latest in the row after the header. */
const openMonthCount = 6

async function onRow(page: Page, name: string, line: number): Promise<void> {
  const grid = page.getByRole('grid', { name })
  await grid.waitFor()
  await grid.focus()
  for (let step = 1; step < line; step += 1) await page.keyboard.press('ArrowDown')
  await page.getByRole('note', { name: 'The line in full' }).waitFor()
}

async function goOn(page: Page): Promise<void> {
  await button(page, /^Continue with/).click()
}
