import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Locator, type Page } from '@playwright/test'
import { buildIfNeeded } from './build.mts'
import { findBrowser } from './host.mts'
import { root } from './program.mts'

// The pictures of the README and of docs/guide.md, taken of the running app: `npm run pictures`. They follow
// the guide: the training company, some corrections, their review, their export.

const folder = resolve(root, 'docs/picture')
const size = { width: 1280, height: 800 }

await buildIfNeeded()
const found = await findBrowser()
if ('missing' in found) {
  console.error(`No pictures: ${found.missing}.`)
  process.exit(1)
}
const data = mkdtempSync(join(tmpdir(), 'contra-picture-'))
const host = spawn(process.execPath, [join(root, 'out/main/browser.js'), '--no-open', '--data', data], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await chromium.launch({
  executablePath: found.host.path,
  args: [...found.host.words],
  env: { ...process.env, ...found.host.env },
})
try {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(await addressOf(host.stdout))
  mkdirSync(folder, { recursive: true })
  await takeAll(page)
  console.log(`${String(readdirSync(folder).length)} pictures in docs/picture`)
} finally {
  await browser.close()
  const ended = new Promise((done) => host.once('exit', done))
  host.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true, force: true })
}

async function takeAll(page: Page): Promise<void> {
  await button(page, 'Open the training sandbox').waitFor()
  await take(page, 'start')
  await button(page, 'Open the training sandbox').click()
  await page.getByRole('heading', { name: 'By period' }).waitFor()
  await button(page, 'USD').click()
  await take(page, 'home')
  await importFiles(page)
  await adjust(page)
  await review(page)
  await exportAndLand(page)
  await lookBack(page)
}

async function importFiles(page: Page): Promise<void> {
  const files = ['account', 'invoice', 'invoice_item', 'taxation_item', 'credit_balance_adjustment']
  const paths = files.map((name) => join(root, `test/fixture/import/dbt_zuora/zuora_${name}_data.csv`))
  await goTo(page, 'Import & export')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(page, 'Choose files…').click(),
  ])
  await chooser.setFiles(paths)
  await page.getByRole('table', { name: 'Files' }).waitFor()
  await page.getByRole('radio', { name: /^Now/ }).check()
  await take(page, 'import-files')
  await button(page, /^Preview \d+ files/).click()
  await page
    .getByRole('group', { name: 'Rows shown' })
    .getByRole('button', { name: /^Refused/ })
    .click()
  await row(page, 'zuora_invoice_item_data.csv').click()
  await take(page, 'import-preview')
  await button(page, /Files \(done\)/).click()
  await button(page, 'Discard this import').click()
}

async function adjust(page: Page): Promise<void> {
  await openInvoice(page, 'TRN00000217')
  await type(page, 1, 'Credit', '60.00')
  await openInvoice(page, 'TRN00000213')
  await type(page, 1, 'Credit', '49.90')
  await type(page, 5, 'Credit', '99.80')
  await type(page, 6, 'Credit', '6.24')
  await type(page, 8, 'Credit', '2,400.00')
  await moveTo(page, 8, 'Credit')
  await page.getByRole('grid').getByRole('button', { name: /^Use / }).waitFor()
  await take(page, 'invoice')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, 'invoice-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.keyboard.press('Alt+Enter')
  await page.getByText('is refused').waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog', { name: /^Submit/ }).waitFor()
  await take(page, 'submit')
  await confirm(page, /^Submit/, 'sign')
}

async function review(page: Page): Promise<void> {
  await actAs(page, 'Robin Reviewer')
  await goTo(page, 'Batches')
  await row(page, 'Corrections').click()
  await button(page, /^Approve and post/).waitFor()
  await take(page, 'review')
  await button(page, /^Approve and post/).click()
  await page.getByRole('dialog', { name: /^Approve/ }).waitFor()
  await take(page, 'approve')
  await confirm(page, /^Approve and post/)
}

async function exportAndLand(page: Page): Promise<void> {
  await actAs(page, 'Pat Preparer')
  await page.getByRole('tab', { name: /^Export/ }).click()
  await button(page, 'Export… JSON requests').click()
  await confirm(page, /^Export/)
  await page
    .getByText(/requests\.jsonl/)
    .first()
    .waitFor()
  await take(page, 'export')
  await button(page, 'Mark as landed…').click()
  await page.getByRole('grid', { name: 'Lines to mark' }).waitFor()
  await take(page, 'landing')
  await page.keyboard.press('Escape')
}

async function lookBack(page: Page): Promise<void> {
  await goTo(page, 'Adjustments')
  await row(page, 'TRN00000213').waitFor()
  await take(page, 'adjustments')
  await row(page, 'TRN00000213').click()
  await page.getByRole('table').first().waitFor()
  await take(page, 'adjustment')
  await goTo(page, 'Audit')
  await button(page, 'Verify the ledger…').click()
  await page.getByText('The ledger is sound').waitFor()
  await take(page, 'verify')
}

/** Without notices that came from a step before, and with everything drawn. */
async function take(page: Page, name: string): Promise<void> {
  const notices = page.getByRole('button', { name: 'Close this notice' })
  while ((await notices.count()) > 0) await notices.first().click()
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name })
}

function row(page: Page, text: string): Locator {
  return page.getByRole('grid').getByRole('row').filter({ hasText: text }).first()
}

async function goTo(page: Page, section: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section }).click()
}

async function openInvoice(page: Page, number: string): Promise<void> {
  await goTo(page, 'Invoices')
  await page.getByRole('searchbox', { name: 'Search invoices' }).fill(number)
  await row(page, number).click()
  await page.getByRole('grid', { name: `Items and tax lines of ${number}` }).waitFor()
}

async function actAs(page: Page, person: string): Promise<void> {
  await button(page, /Person and ledger$/).click()
  await page.getByRole('menuitem', { name: person }).click()
}

async function moveTo(page: Page, line: number, column: string): Promise<void> {
  const grid = page.getByRole('grid')
  await grid.focus()
  await page.keyboard.press('Control+Home')
  for (let step = 1; step < line; step += 1) await page.keyboard.press('ArrowDown')
  const header = grid.getByRole('columnheader', { name: column, exact: true })
  // The first column is the one to select rows with, which the arrows leave out.
  const steps = Number(await header.getAttribute('aria-colindex')) - 2
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowRight')
}

async function type(page: Page, line: number, column: string, text: string): Promise<void> {
  await moveTo(page, line, column)
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await page
    .getByRole('banner')
    .getByText(/^Saved/)
    .waitFor()
}

/** In the sandbox the passphrase stands in the dialog that asks for it. */
async function confirm(page: Page, name: RegExp, signature = ''): Promise<void> {
  const dialog = page.getByRole('dialog')
  const go = dialog.getByRole('button', { name })
  await go.waitFor()
  const unconfirmed = dialog.getByRole('checkbox', { checked: false })
  // What is to be confirmed may come after the dialog: the ledger is asked for it.
  while (!(await go.isEnabled())) {
    if ((await unconfirmed.count()) > 0) await unconfirmed.first().check()
  }
  await go.click()
  await go.waitFor({ state: 'hidden' })
  const sign = page.getByRole('dialog', { name: /^Sign as / })
  if (await sign.isVisible()) {
    if (signature !== '') await take(page, signature)
    await page.keyboard.press('Enter')
  }
  await dialog.waitFor({ state: 'hidden' })
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    return (JSON.parse(line) as { url: string }).url
  }
  throw new Error('The browser host ended before it printed its address')
}
