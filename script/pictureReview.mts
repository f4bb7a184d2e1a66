import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { actAs, button, goTo, row, take, takeDark } from './pictureScreen.mts'
import { root } from './program.mts'

// The pictures of docs/guide-review.md: 500 lines, prepared by one person and gone through by another with the keys.

const list = readFileSync(resolve(root, 'docs/example/review-500-lines.txt'), 'utf8')
const name = 'Outage of 12 March'

export async function takeReview(page: Page): Promise<void> {
  await prepare(page)
  await openReview(page)
  await goThrough(page)
  await finish(page)
  await correct(page)
  await approve(page)
}

async function prepare(page: Page): Promise<void> {
  await actAs(page, 'Pat Preparer')
  await goTo(page, 'Batches')
  await button(page, 'Paste a list of corrections…').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'List' }).fill(list)
  await dialog.getByRole('textbox', { name: 'Name of the new batch' }).fill(name)
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('500 accepted').waitFor()
  await take(page, 'review-paste')
  await page.keyboard.press('Control+Enter')
  await button(page, /^Submit 500 credits/).waitFor()
  await submit(page, true)
}

async function submit(page: Page, isFirst: boolean): Promise<void> {
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: /^Submit “/ })
  await dialog.waitFor()
  await page.keyboard.press('Control+Enter')
  if (isFirst) await sign(page)
  await dialog.waitFor({ state: 'hidden' })
}

async function sign(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Sign as / })
  await dialog.waitFor()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

async function openBatch(page: Page, person: string): Promise<void> {
  await actAs(page, person)
  await goTo(page, 'Batches')
  await row(page, name).click()
  await page.getByRole('tablist', { name: 'Parts of the batch' }).waitFor()
}

async function openReview(page: Page): Promise<void> {
  await openBatch(page, 'Robin Reviewer')
  await button(page, 'Review line by line').waitFor()
  await take(page, 'review-batch')
  await page.keyboard.press('Alt+w')
  await shown(page, 'Training day')
}

/** The line beside the list has come with all that it rests on. */
async function shown(page: Page, text: string): Promise<void> {
  const line = page.getByRole('region', { name: 'The line' })
  await line.getByRole('heading', { name: text }).waitFor()
  await line.getByText('Journal when approved').waitFor()
}

async function goThrough(page: Page): Promise<void> {
  const { keyboard } = page
  await take(page, 'review-first')
  await keyboard.press('F1')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await take(page, 'review-keys')
  await keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  for (let count = 0; count < 4; count += 1) await keyboard.press('a')
  await shown(page, 'Set-up')
  await take(page, 'review-line')
  await takeDark(page, 'review-line-dark')
  await comment(page, 'The outage was 3 %, this is 97 %', 'review-comment')
  await keyboard.press('/')
  await keyboard.type('goodwill')
  await keyboard.press('Enter')
  await shown(page, 'Training day')
  await take(page, 'review-search')
  await comment(page, 'Who agreed on this goodwill?')
  await keyboard.press('/')
  await keyboard.press('Control+a')
  await keyboard.press('Delete')
  await keyboard.press('Escape')
  await keyboard.press('s')
  await page.getByRole('dialog', { name: 'Draw a sample' }).waitFor()
  await take(page, 'review-sample')
  await keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await button(page, 'In sample 25').waitFor()
  await take(page, 'review-sampled')
}

async function comment(page: Page, text: string, picture = ''): Promise<void> {
  await page.keyboard.press('r')
  const field = page.getByRole('textbox', { name: 'What is to be changed in this line?' })
  await field.waitFor()
  await page.keyboard.type(text)
  if (picture !== '') await take(page, picture)
  await page.keyboard.press('Enter')
  await field.waitFor({ state: 'hidden' })
}

async function finish(page: Page): Promise<void> {
  const { keyboard } = page
  await keyboard.press('Alt+2')
  await button(page, /^Not marked 494/).waitFor()
  await keyboard.press('Control+a')
  await take(page, 'review-rest')
  await keyboard.press('a')
  await page.getByText('498 of 500 accepted').waitFor()
  await keyboard.press('Control+Enter')
  await page.getByRole('dialog', { name: `Return ${name}` }).waitFor()
  await take(page, 'review-return')
  await keyboard.press('Control+Enter')
  await sign(page)
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function correct(page: Page): Promise<void> {
  await openBatch(page, 'Pat Preparer')
  const comments = page.getByRole('region', { name: 'What the reviewer said of single lines' })
  await comments.waitFor()
  for (const [line, amount] of [
    ['Set-up', '18.00'],
    ['Training day', '144.00'],
  ] as const) {
    await comments.getByRole('button', { name: `TRN00000008 · ${line}` }).press('Enter')
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(amount)
    if (line === 'Set-up') await take(page, 'review-returned')
    await page.keyboard.press('Enter')
    await row(page, amount).waitFor()
  }
  await submit(page, false)
}

async function approve(page: Page): Promise<void> {
  await openBatch(page, 'Robin Reviewer')
  await page.keyboard.press('Alt+w')
  await button(page, /^Accept them again/).waitFor()
  await take(page, 'review-again')
  await page.keyboard.press('y')
  await page.getByText('498 of 500 accepted').waitFor()
  await shown(page, 'Set-up')
  await take(page, 'review-answer')
  await page.keyboard.press('a')
  await page.keyboard.press('n')
  await page.keyboard.press('a')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog', { name: /^Approve “/ }).waitFor()
  await take(page, 'review-approve')
}
