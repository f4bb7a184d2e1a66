import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../main/ledger/database'
import { postedJournalText } from '../../main/ledger/postedJournal'
import { companyAsOf } from '../support/company/company'
import { expectAccessible } from './support/accessible'
import { expect, test, type App } from './support/app'
import { exportAs, openBatch } from './support/batchPage'
import { confirmStep, expectSaved, typeAdjustment } from './support/draft'
import { linesIn } from './support/exportedFile'
import { chooseImport, commitImport, filesIn, previewImport } from './support/importing'
import { openInvoice } from './support/invoicePage'
import { acceptCard, makeCard, renamePerson } from './support/peoplePage'
import { actAs, dialogCalled, goTo, makeLedger, notice } from './support/screen'
import { signIfAsked } from './support/signing'

// Two laptops that are not online, two ledgers, two people: a batch goes to and fro as a file until it is approved,
// posted on both with one journal, and exported where it was made.

const preparer = 'Pat Miller'
const reviewer = 'Sam Chief'
const adjustments = [
  { invoice: 'INV00071001', row: 1, type: 'Credit', amount: '100.50' },
  { invoice: 'INV00071001', row: 2, type: 'Credit', amount: '6.03' },
  { invoice: 'INV00071003', row: 1, type: 'Charge', amount: '12.00' },
  { invoice: 'INV00071006', row: 5, type: 'Credit', amount: '345' },
] as const

test('two machines: prepared, returned, corrected, approved, posted on both, exported @electron', async ({
  app: office,
  otherMachine: chief,
}) => {
  test.setTimeout(420_000)
  await test.step('both have the same invoices, and know each other by card', async () => {
    await begin(office, 'Maple', 'Robin Preparer', preparer)
    await begin(chief, 'Oak', 'Kim Controller', reviewer)
    await actAs(office, preparer)
    const card = await makeCard(office, 'pat.contra-card')
    await actAs(chief, reviewer)
    const other = await makeCard(chief, 'sam.contra-card')
    await acceptCard(chief, card, preparer, 'Prepare')
    await actAs(office, 'Kim Controller')
    await acceptCard(office, other, reviewer, 'Review')
    await actAs(office, preparer)
  })

  await test.step('prepare four lines and submit them', async () => {
    for (const adjustment of adjustments) await typeAdjustment(office, adjustment)
    await submit(office)
  })
  const first = await test.step('save the file', () => saveFile(office, 'first.contra'))
  await test.step('bring it in on the other machine', async () => {
    await open(chief, first)
    await expect(chief.page.getByText('New here', { exact: true })).toBeVisible()
    await expectAccessible(chief, 'a batch file')
    await bringIn(chief, 'Bring in revision 1, 4 lines')
  })
  await test.step('accept two lines, return two with comments, by keys', () => reviewInHalf(chief))
  const returned = await test.step('save the return', () => saveFile(chief, 'returned.contra'))
  await test.step('bring the return in, correct what was said', async () => {
    await open(office, returned)
    await bringIn(office, 'Bring in the return of revision 1')
    await expect(office.page.getByText(`${reviewer} returned 2 lines of revision 1`)).toBeVisible()
    await correct(office)
  })
  await submit(office)
  const second = await saveFile(office, 'second.contra')
  await test.step('the second revision keeps what was accepted; it is approved and posted there', async () => {
    await open(chief, second)
    await bringIn(chief, 'Bring in revision 2, 4 lines')
    await approveTheRest(chief)
  })
  const approved = await saveFile(chief, 'approved.contra')
  await test.step('the approval comes back and is posted here, once', async () => {
    await open(office, approved)
    await expect(office.page.getByText(/with the journal that was approved/)).toBeVisible()
    await bringIn(office, /^Bring in and post 3 credits/)
    await open(office, approved)
    await expect(office.page.getByText('All of it is here already')).toBeVisible()
  })
  await test.step('only where it was made it is exported', async () => {
    await openBatch(office, 'Corrections')
    await office.page.getByRole('tab', { name: 'Export and landing' }).click()
    const csv = await exportAs(office, 'CSV', 'lines.csv', 4)
    expect(linesIn(csv)).toHaveLength(4)
    await openBatch(chief, 'Corrections')
    await chief.page.getByRole('tab', { name: 'Export and landing' }).click()
    await expect(chief.page.getByText('It is exported where it was made')).toBeVisible()
  })
  await test.step('the journals are the same to the byte, and both ledgers are sound', async () => {
    const [here, there] = [journalOf(office), journalOf(chief)]
    expect(here).toContain('"debit":"50.00"')
    expect(there).toBe(here)
    await verify(office)
    await verify(chief)
  })
  expect([...office.complaints, ...chief.complaints]).toEqual([])
})

/** A ledger with the company's invoices, in which one of the two people has their own name. */
async function begin(app: App, ledger: string, person: string, name: string): Promise<void> {
  await makeLedger(app, ledger)
  await chooseImport(app, filesIn('company/warehouse'))
  await previewImport(app, companyAsOf.slice(0, 16))
  await commitImport(app)
  await actAs(app, 'Kim Controller')
  await renamePerson(app, person, name)
}

async function submit(app: App): Promise<void> {
  await app.page.keyboard.press('Control+Enter')
  await confirmStep(app, /^Submit “/, /^Submit/)
  await expect(notice(app.page, /is submitted/)).toBeVisible()
}

async function saveFile(app: App, name: string): Promise<string> {
  const { page } = app
  await openBatch(app, 'Corrections')
  await expect(
    page.getByRole('button', { name: /^Save file for/ }).or(page.getByRole('button', { name: 'Files' })),
  ).toBeVisible()
  await page.keyboard.press('Alt+s')
  const dialog = dialogCalled(page, /^Save “Corrections.*as a file/)
  await expect(dialog).toBeVisible()
  const path = await app.saved(async () => {
    await dialog.getByRole('button', { name: /^Save revision/ }).click()
    await signIfAsked(page)
  }, name)
  await expect(dialog).toBeHidden()
  return path
}

async function open(app: App, path: string): Promise<void> {
  const { page } = app
  await goTo(app, 'Batches')
  await app.chooseFiles(() => page.getByRole('button', { name: 'Open batch file…' }).first().click(), [path])
  await expect(page.getByRole('heading', { name: 'Signatures' })).toBeVisible()
}

async function bringIn({ page }: App, words: string | RegExp): Promise<void> {
  const unconfirmed = page.getByRole('checkbox', { checked: false })
  while ((await unconfirmed.count()) > 0) await unconfirmed.first().check()
  await page.getByRole('button', { name: words }).click()
  await expect(page.getByRole('tablist', { name: 'Parts of the batch' })).toBeVisible()
}

async function startReview(app: App): Promise<void> {
  const { page } = app
  await openBatch(app, 'Corrections')
  await page
    .getByRole('link', { name: 'Review line by line' })
    .or(page.getByRole('button', { name: 'Review line by line' }))
    .click()
  await expect(page.getByRole('grid', { name: /in order of risk/ })).toBeVisible()
}

async function reviewInHalf(app: App): Promise<void> {
  const { page } = app
  await startReview(app)
  const grid = page.getByRole('grid', { name: /in order of risk/ })
  await grid.getByRole('row').nth(1).click()
  for (const comment of ['Only half of it', 'Is this the right item?']) {
    await page.keyboard.press('r')
    await page.keyboard.type(comment)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('a')
  await page.keyboard.press('a')
  await expect(page.getByText('2 of 4 accepted')).toBeVisible()
  await expectAccessible(app, 'a review')
  await page.keyboard.press('Control+Enter')
  const dialog = dialogCalled(page, /^Return /)
  await dialog.getByRole('button', { name: 'Return 2 lines with comments' }).click()
  await signIfAsked(page)
  await expect(dialog).toBeHidden()
}

/** Halves the amounts of the lines of which something was said. */
async function correct(app: App): Promise<void> {
  const items = await openInvoice(app, 'INV00071001')
  await items.type(1, 'Credit', '50.00')
  await expectSaved(app)
}

async function approveTheRest(app: App): Promise<void> {
  const { page } = app
  await startReview(app)
  await page
    .getByRole('grid', { name: /in order of risk/ })
    .getByRole('row')
    .nth(1)
    .click()
  await page.keyboard.press('y')
  await expect(page.getByText('2 of 4 accepted')).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.press('a')
  await page.keyboard.press('n')
  await page.keyboard.press('a')
  await expect(page.getByText('4 of 4 accepted')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await confirmStep(app, /^Approve “/, /^Approve and post/)
  await expect(notice(page, /is approved and posted/)).toBeVisible()
}

function journalOf(app: App): string {
  const files = [app.dataFolder, app.folder].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const path = files.find((name) => /(Maple|Oak)\.contra$/.test(name))
  if (path === undefined) throw new Error(`No ledger among ${files.join(', ')}`)
  const ledger = connect(path, 'read')
  try {
    const { id } =
      ledger.sql<{ id: string }>("select id from batch where name like 'Corrections%'").get() ?? {}
    return postedJournalText(ledger, id ?? '')
  } finally {
    ledger.close()
  }
}

async function verify(app: App): Promise<void> {
  await goTo(app, 'Audit')
  await app.page.getByRole('button', { name: 'Verify the ledger…' }).click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Verify again' }).click()
  await expect(app.page.getByRole('dialog').getByText('The ledger is sound')).toBeVisible()
}
