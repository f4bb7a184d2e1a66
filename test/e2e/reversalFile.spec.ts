import { readFileSync } from 'node:fs'
import { expect, test, type App } from './support/app'
import { expectCounted, findAdjustments } from './support/adjustmentList'
import { exportAs, openBatch } from './support/batchPage'
import { confirmStep } from './support/draft'
import { linesIn, requestsIn, soapObjectsIn } from './support/exportedFile'
import { Grid } from './support/grid'
import { openInvoice } from './support/invoicePage'
import { leftOf, opposite, pastOf, type Past } from './support/pastAdjustment'
import { periodsOf } from './support/periodStep'
import { amountText, plannedOf, type Change, type Planned } from './support/reversalExpected'
import { Wizard } from './support/reversalWizard'
import { actAs, dialogCalled, goTo, notice, openSandbox } from './support/screen'

// A reversal after its approval: its files say what was planned, read back with readers of the test's own;
// the list folds what is fully reversed, its file does not, and the ledger is sound.

const invoice = 'TRN00000168'
const batch = 'Back and anew'

test('what was reversed and corrected leaves as it was planned, and the ledger is sound @electron', async ({
  app,
}) => {
  const { page } = app
  await openSandbox(app)
  const past = await pastOf(app)
  const candidates = past.filter((one) => one.invoice === invoice)
  const changes = changesOf(candidates)
  const planned = plannedOf(candidates, leftOf(past), await periodsOf(app), changes)

  await test.step('plan, submit, approve', async () => {
    await openInvoice(app, invoice)
    await page.getByRole('button', { name: 'Reverse past adjustments…' }).click()
    const wizard = new Wizard(app, 'mouse')
    await expect(wizard.what.row(candidates.length)).toBeVisible()
    await plan(wizard, changes)
    await approve(app)
  })

  await page.getByRole('tab', { name: 'Export and landing' }).click()
  const lines = linesOf(planned)
  const items = lines.filter(({ kind }) => kind === 'IIA')
  expect(lines.length - items.length, 'one of the header is among them').toBeGreaterThan(0)
  await test.step('the requests', async () => {
    expectRequests(await exportAs(app, 'JSON requests', 'requests.jsonl', lines.length), lines)
  })
  await test.step('the SOAP objects, of items only', async () => {
    expectSoap(await exportAs(app, 'SOAP documents', 'soap.zip', items.length), items)
  })
  await test.step('the CSV of all lines', async () => {
    expectCsv(await exportAs(app, 'CSV', 'lines.csv', lines.length), lines)
  })
  await test.step('what is fully reversed is folded in the list, and stays in its file', () =>
    expectFold(app, candidates, planned))
  await test.step('the lineage of what was corrected', () => expectLineage(app, planned))
  await test.step('the ledger is sound', () => expectSound(app))
  expect(app.complaints).toEqual([])
})

/** One in part, one with a reference of its own, one with something instead, one on the header as it is. */
function changesOf(candidates: readonly Past[]): Record<string, Change> {
  const [first, second] = candidates.filter(({ sourceType }) => sourceType === 'InvoiceDetail')
  const tax = candidates.find(({ sourceType }) => sourceType === 'Tax')
  return {
    [first?.number ?? '']: { instead: { type: 'Credit', amount: '20.00' } },
    [second?.number ?? '']: { amount: '100.05' },
    [tax?.number ?? '']: { reference: 'CASE-4711' },
  }
}

async function plan(wizard: Wizard, changes: Readonly<Record<string, Change>>): Promise<void> {
  await wizard.goOn()
  for (const [number, { amount, reference }] of Object.entries(changes)) {
    const row = await wizard.when.numberOf(number)
    if (amount !== undefined) await wizard.type(wizard.when, row, 'Charge', amount)
    if (reference !== undefined) await wizard.type(wizard.when, row, 'Reference', reference)
  }
  await wizard.goOn()
  for (const [number, { instead }] of Object.entries(changes)) {
    if (instead === undefined) continue
    await wizard.type(wizard.instead, await wizard.instead.numberOf(number), instead.type, instead.amount)
  }
  await wizard.step('Confirm').click()
  await wizard.finish(batch)
}

async function approve(app: App): Promise<void> {
  const { page } = app
  await expect(page.getByRole('region', { name: 'Current batch' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await confirmStep(app, /^Submit “/, /^Submit/)
  await expect(notice(page, /is submitted/)).toBeVisible()
  await actAs(app, 'Robin Reviewer')
  await openBatch(app, batch)
  await page.getByRole('button', { name: /^Approve and post/ }).click()
  await confirmStep(app, /^Approve “/, /^Approve and post/)
  await expect(notice(page, /is approved and posted/)).toBeVisible()
}

interface Expected {
  readonly kind: string
  readonly source: string
  readonly type: string
  /** An exact decimal literal. */
  readonly amount: string
  readonly date: string
  readonly reference: string
}

/** Each reversal, and what is posted instead of what it takes back, on the same place. */
function linesOf(planned: readonly Planned[]): Expected[] {
  return planned.flatMap(({ past, amount, date, change: { reference = past.number, instead } }) => {
    const { kind, sourceId: source, type, currency } = past
    const own = { kind, source, date, reference }
    const reversal = { ...own, type: opposite(type), amount: amountText(amount, currency) }
    return instead === undefined ? [reversal] : [reversal, { ...own, ...instead }]
  })
}

function said(lines: readonly Expected[]): string[] {
  return lines
    .map(({ source, type, amount, date, reference }) => `${source} ${type} ${amount} ${date} ${reference}`)
    .sort()
}

const provisional = /I?IA-[0-9A-Z]{4}-\d{8}$/

function expectRequests(path: string, lines: readonly Expected[]): void {
  // The amount as it stands in the file: an exact decimal literal, not what a reader makes of it.
  const literals = readFileSync(path, 'utf8').match(/"Amount":[\d.]+/g) ?? []
  const requests = requestsIn(path)
  const found = requests.map(({ body }, index) =>
    [
      body['SourceId'] ?? '',
      body['Type'],
      literals[index]?.replace('"Amount":', ''),
      body['AdjustmentDate'],
      body['ReferenceId'],
    ].join(' '),
  )
  expect(found.sort()).toEqual(said(lines))
  const places = requests.map(({ path: place }) => place)
  for (const [index, { body }] of requests.entries()) {
    expect(body['InvoiceNumber'] ?? invoice).toBe(invoice)
    const isHeader = body['SourceId'] === undefined
    expect(places[index]).toContain(isHeader ? '/invoice-adjustment' : '/invoice-item-adjustment')
    // The reference is the original's number, so the line's own number stands at the end of its comment.
    expect(String(body[isHeader ? 'Comments' : 'Comment'])).toMatch(provisional)
  }
}

function expectSoap(path: string, lines: readonly Expected[]): void {
  const objects = soapObjectsIn(path)
  const found = objects.map((one) =>
    [
      one['SourceId'],
      one['Type'],
      one['Amount'],
      (one['AdjustmentDate'] ?? '').slice(0, 10),
      one['ReferenceId'],
    ].join(' '),
  )
  expect(found.sort()).toEqual(said(lines))
  for (const one of objects) expect(one['Comment']).toMatch(provisional)
}

function expectCsv(path: string, lines: readonly Expected[]): void {
  const rows = linesIn(path)
  const found = rows.map((row) =>
    [row['SourceId'], row['Type'], row['Amount'], row['AdjustmentDate'], row['ReferenceId']].join(' '),
  )
  expect(found.sort()).toEqual(said(lines))
  for (const row of rows) {
    expect(row['Action']).toBe('create')
    expect(row['InvoiceNumber']).toBe(invoice)
    expect(row['ImpactAmount']).toBe(`${row['Type'] === 'Credit' ? '-' : ''}${row['Amount'] ?? ''}`)
    expect(row['Comment']).toBe(row['AdjustmentNumber'])
  }
}

async function expectFold(app: App, candidates: readonly Past[], planned: readonly Planned[]): Promise<void> {
  const { page } = app
  const instead = planned.filter(({ change }) => change.instead !== undefined).length
  const list = await findAdjustments(app, invoice, candidates.length + planned.length + instead)
  const full = planned.filter(({ amount, left }) => amount === left)
  const inPart = planned.filter(({ amount, left }) => amount !== left)
  expect(inPart.length).toBeGreaterThan(0)

  await page.getByRole('checkbox', { name: 'Hide fully reversed pairs' }).check()
  await expectCounted(app, candidates.length - full.length + inPart.length + instead)
  for (const { past } of full) await expect(numberCell(list, past.number)).toHaveCount(0)
  for (const { past } of inPart) await expect(numberCell(list, past.number)).toHaveCount(1)

  // The file has them all, and what is left of each is what its rows come to.
  const save = page.getByRole('button', { name: 'Save as CSV…' })
  const rows = linesIn(await app.saved(() => save.click(), 'folded.csv'))
  expect(rows).toHaveLength(candidates.length + planned.length + instead)
  for (const { past, amount } of planned) {
    const [reversal, ...others] = rows.filter((row) => row['Reverses'] === past.number)
    expect(others).toEqual([])
    expect(reversal).toMatchObject({
      Type: opposite(past.type),
      Amount: amountText(amount, past.currency),
      Remainder: amountText(0n, past.currency),
      'Source ID': past.sourceId,
    })
    const original = rows.find((row) => row['Adjustment number'] === past.number)
    expect(original).toMatchObject({
      Status: 'Processed',
      Amount: amountText(past.amount, past.currency),
      Remainder: amountText(past.amount - amount, past.currency),
    })
  }
  await page.getByRole('checkbox', { name: 'Hide fully reversed pairs' }).uncheck()
}

/** Of the first column: a reversal names its original in others. */
function numberCell(list: Grid, number: string) {
  return list.grid.locator('[role=gridcell][aria-colindex="2"]').getByText(number, { exact: true })
}

async function expectLineage(app: App, planned: readonly Planned[]): Promise<void> {
  const { page } = app
  const corrected = planned.find(({ change }) => change.instead !== undefined)
  await numberCell(new Grid(page, 'Adjustments'), corrected?.past.number ?? '').click()
  const rows = page.getByRole('main').getByRole('row')
  await expect(rows.filter({ hasText: 'This one' })).toContainText(corrected?.past.number ?? '')
  await expect(rows.filter({ hasText: 'Reversed by' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Replaced by' })).toContainText('20.00')
  await rows.filter({ hasText: 'Reversed by' }).getByRole('link').click()
  await expect(rows.filter({ hasText: /^Reverses/ })).toContainText(corrected?.past.number ?? '')
}

async function expectSound(app: App): Promise<void> {
  const { page } = app
  await goTo(app, 'Audit')
  await page.getByRole('button', { name: 'Verify the ledger…' }).click()
  const dialog = dialogCalled(page, /Verify/)
  await dialog.getByRole('button', { name: 'Verify again' }).click()
  await expect(dialog.getByText('The ledger is sound')).toBeVisible()
}
