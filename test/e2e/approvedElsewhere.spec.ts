import { companyAsOf } from '../support/company/company'
import { expectAccessible } from './support/accessible'
import { expect, test, type App } from './support/app'
import { bringIn, openBatchFile, saveBatchFile } from './support/batchFilePage'
import { openBatch } from './support/batchPage'
import { confirmStep, typeAdjustment } from './support/draft'
import { chooseImport, commitImport, filesIn, previewImport } from './support/importing'
import { acceptCard, makeCard, openPeople, personRow, renamePerson } from './support/peoplePage'
import { actAs, dialogCalled, goTo, makeLedger, notice } from './support/screen'

// Approved on one machine, refused by the checks of the other: it waits there with the reasons, and is posted when they are gone.

const preparer = 'Pat Miller'
const reviewer = 'Sam Chief'
const controller = 'Kim Controller'

test('approved elsewhere, it waits with the reasons and is posted with one click', async ({
  app: office,
  otherMachine: branch,
}) => {
  test.setTimeout(300_000)
  await begin(office, 'Maple', 'Robin Preparer', preparer)
  await begin(branch, 'Oak', controller, reviewer)
  await meet(office, branch)
  await typeAdjustment(office, { invoice: 'INV00071001', row: 1, type: 'Credit', amount: '12.50' })
  await office.page.keyboard.press('Control+Enter')
  await confirmStep(office, /^Submit “/, /^Submit/)
  await expect(notice(office.page, /is submitted/)).toBeVisible()
  const submitted = await saveBatchFile(office, 'Corrections', 'submitted.contra')
  const approved = await test.step('it is approved and posted on the other machine', async () => {
    await openBatchFile(branch, submitted)
    await bringIn(branch, 'Bring in revision 1, 1 line')
    await branch.page.getByRole('button', { name: /^Approve and post/ }).click()
    await confirmStep(branch, /^Approve “/, /^Approve and post/)
    await expect(notice(branch.page, /is approved and posted/)).toBeVisible()
    return saveBatchFile(branch, 'Corrections', 'approved.contra')
  })
  await test.step('here the reviewer may not review any more: it is kept, not posted', async () => {
    await actAs(office, controller)
    await setReview(office, false)
    await openBatchFile(office, approved)
    await expect(office.page.getByRole('heading', { name: 'Why it is not posted here' })).toBeVisible()
    await expectAccessible(office, 'a file that waits')
    await bringIn(office, /^Bring in revision 1, 1 line, without posting/)
    await expect(
      office.page.getByRole('heading', { name: /Approved, not posted here/ }).first(),
    ).toBeVisible()
    await expectAccessible(office, 'approved elsewhere')
    await goTo(office, 'Home')
    await expect(office.page.getByText('Approved elsewhere, not posted here')).toBeVisible()
  })
  await test.step('tried again in vain, then posted once the reason is gone', async () => {
    const { page } = office
    await openBatch(office, 'Corrections')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(notice(page, 'It still cannot be posted.')).toBeVisible()
    await setReview(office, true)
    await openBatch(office, 'Corrections')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(notice(page, /is posted: 1 credit, 12\.50/)).toBeVisible()
    await expect(page.getByRole('region', { name: 'Where it stands' })).toBeVisible()
    await page.getByRole('tab', { name: /^History/ }).click()
    await expect(page.getByText('Approved', { exact: true }).last()).toBeVisible()
  })
  expect([...office.complaints, ...branch.complaints]).toEqual([])
})

async function begin(app: App, ledger: string, person: string, name: string): Promise<void> {
  await makeLedger(app, ledger)
  await chooseImport(app, filesIn('company/warehouse'))
  await previewImport(app, companyAsOf.slice(0, 16))
  await commitImport(app)
  await actAs(app, controller)
  await renamePerson(app, person, name)
}

async function meet(office: App, branch: App): Promise<void> {
  await actAs(office, preparer)
  const card = await makeCard(office, 'pat.contra-card')
  await actAs(branch, reviewer)
  const other = await makeCard(branch, 'sam.contra-card')
  await acceptCard(branch, card, preparer, 'Prepare')
  await actAs(office, controller)
  await acceptCard(office, other, reviewer, 'Review')
  await actAs(office, preparer)
}

/** Gives the reviewer of the other machine the right to review here, or takes it. */
async function setReview(app: App, may: boolean): Promise<void> {
  const { page } = app
  await openPeople(app)
  await personRow(app, reviewer)
    .getByRole('button', { name: `More for ${reviewer}` })
    .click()
  await page.getByRole('menuitem', { name: 'Change…' }).click()
  const dialog = dialogCalled(page, `Change ${reviewer}`)
  await dialog.getByRole('checkbox', { name: 'Prepare' }).setChecked(!may)
  await dialog.getByRole('checkbox', { name: 'Review' }).setChecked(may)
  await dialog.getByRole('button', { name: /^Change / }).click()
  await expect(dialog).toBeHidden()
}
