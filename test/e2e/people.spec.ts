import { expect, test, type App } from './support/app'
import { expectAccessible } from './support/accessible'
import { openBatch } from './support/batchPage'
import { confirmStep, typeAdjustment } from './support/draft'
import { chooseImport, commitImport, filesIn, previewImport } from './support/importing'
import { tabTo } from './support/keyboard'
import { made } from './support/madeAdjustment'
import { actAs, dialogCalled, goTo, makeLedger, notice, openSandbox, personButton } from './support/screen'
import { passphrase, signDialog } from './support/signing'

// People, their keys and passphrases: who signs is who says the passphrase, and nobody else.

const preparer = 'Robin Preparer'
const controller = 'Kim Controller'
const added = 'Lee Reviewer'

test('keys, passphrases, a lock, and cards between two ledgers @electron', async ({ app }) => {
  test.setTimeout(240_000)
  const { page } = app
  await makeLedger(app, 'Maple')
  await chooseImport(app, filesIn('company/warehouse'))
  await previewImport(app)
  await commitImport(app)
  const [adjustment] = made.single
  if (!adjustment) throw new Error('Nothing to adjust')
  await typeAdjustment(app, adjustment)

  await test.step('the first signature makes a key', () => signFirst(app))
  await test.step('locked, it shows nothing; the passphrase leads back', () => lockAndUnlock(app))
  await test.step('a controller adds a person with a passphrase', () => addPerson(app))
  await test.step('who acts says the passphrase, and approves with it', () => approve(app))
  const card = await test.step('the public card is saved', () => saveCard(app))
  await test.step('another ledger accepts it, and revokes it', () => acceptAndRevoke(app, card))
  expect(app.complaints).toEqual([])
  expect(page.url()).toContain('settings')
})

async function signFirst(app: App): Promise<void> {
  const { page } = app
  await page.keyboard.press('Control+Enter')
  const submit = dialogCalled(page, /^Submit “/)
  const go = submit.getByRole('button', { name: /^Submit/ })
  await go.click()
  const sign = signDialog(page)
  await expect(sign).toBeVisible()
  const first = sign.getByRole('textbox', { name: 'New passphrase', exact: true })
  await expect(first).toBeFocused()
  await expectAccessible(app, 'first passphrase')
  await picture(app, 'sign-first')

  await page.keyboard.press('Escape')
  await expect(sign).toBeHidden()
  await expect(submit).toBeVisible()
  await expect(go).toBeFocused()

  await page.keyboard.press('Control+Enter')
  await first.fill('short')
  await expect(sign.getByText('Too short: 5 more characters.')).toBeVisible()
  await first.fill(passphrase)
  await expect(sign.getByText('Good: hard to guess.')).toBeVisible()
  const again = sign.getByRole('textbox', { name: 'The same once more' })
  await again.fill('something else')
  await expect(sign.getByText('This is not the same.')).toBeVisible()
  await expect(sign.getByRole('button', { name: 'Make the key and sign' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await again.fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(sign).toBeHidden()
  await expect(submit).toBeHidden()
  await expect(notice(page, /is submitted/)).toBeVisible()
}

async function lockAndUnlock(app: App): Promise<void> {
  const { page } = app
  await openBatch(app, 'Corrections')
  const { hash, pathname } = new URL(page.url())
  await page.keyboard.press('Control+Shift+L')
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Contra is locked' })).toBeVisible()
  expect(await page.locator('body').innerText()).not.toMatch(/Maple|Corrections|INV\d/)
  expect(await page.title()).toBe('Contra')
  const field = main.getByRole('textbox', { name: 'Passphrase', exact: true })
  await expect(main.getByRole('radio', { name: preparer })).toBeChecked()
  await expect(field).toBeFocused()
  await expectAccessible(app, 'lock screen')
  await picture(app, 'locked')

  await page.keyboard.type('not this one at all')
  await page.keyboard.press('Enter')
  await expect(main.getByText(/^This is not the passphrase\./)).toBeVisible()
  await expect(field).toBeFocused()
  await page.keyboard.type(passphrase)
  await page.keyboard.press('Enter')
  await expect(personButton(page)).toContainText(preparer)
  expect(new URL(page.url())).toMatchObject({ hash, pathname })
  await expect(page.getByRole('tablist', { name: 'Parts of the batch' })).toBeVisible()
}

async function addPerson(app: App): Promise<void> {
  const { page } = app
  await actAs(app, controller)
  await openPeople(app)
  await page.getByRole('button', { name: 'Add a person…' }).click()
  const dialog = dialogCalled(page, 'Add a person')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(added)
  await dialog.getByRole('checkbox', { name: 'Prepare' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Review' }).check()
  await dialog.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(passphrase)
  await dialog.getByRole('textbox', { name: 'The same once more', exact: true }).fill(passphrase)
  await expectAccessible(app, 'add a person')
  await picture(app, 'person-add')
  await dialog.getByRole('button', { name: `Add ${added}` }).click()
  await expect(dialog).toBeHidden()
  const row = personRow(app, added)
  await expect(row).toContainText('Key here')
  await expect(row.locator('code')).toHaveText(/^([0-9a-f]{4} ?){10}$/)
  await expectAccessible(app, 'people')
  await picture(app, 'people')
}

async function approve(app: App): Promise<void> {
  const { page } = app
  await actAs(app, added)
  await openBatch(app, 'Corrections')
  await page.getByRole('button', { name: /^Approve and post/ }).click()
  await confirmStep(app, /^Approve “/, /^Approve and post/)
  await expect(notice(page, /is approved and posted/)).toBeVisible()
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText(`Signed by ${preparer}`)).toBeVisible()
  await expect(page.getByText(`Signed by ${added}`)).toBeVisible()
  await expectAccessible(app, 'history')
  await picture(app, 'history')
}

async function saveCard(app: App): Promise<string> {
  await openPeople(app)
  return app.saved(() => app.page.getByRole('button', { name: 'Save my card…' }).click(), 'lee.contra-card')
}

async function acceptAndRevoke(app: App, card: string): Promise<void> {
  const { page } = app
  const fingerprint = await personRow(app, added).locator('code').innerText()
  await personButton(page).click()
  await page.getByRole('menuitem', { name: 'Close this ledger' }).click()
  await makeLedger(app, 'Oak')
  await actAs(app, controller)
  await openPeople(app)
  await app.chooseFiles(() => page.getByRole('button', { name: 'Accept a card…' }).click(), [card])
  const dialog = dialogCalled(page, `Accept the card of ${added}`)
  await expect(dialog.locator('code')).toHaveText(fingerprint.replaceAll(/\s+/g, ' ').trim())
  await expectAccessible(app, 'accept a card')
  await picture(app, 'card')
  await confirmCard(app)
  const row = personRow(app, added)
  await expect(row).toContainText('Key elsewhere')
  await personButton(page).click()
  await expect(page.getByRole('menuitem', { name: added })).toHaveCount(0)
  await page.keyboard.press('Escape')

  await row.getByRole('button', { name: `More for ${added}` }).click()
  await page.getByRole('menuitem', { name: 'Revoke the key…' }).click()
  const revoke = dialogCalled(page, `Revoke the key of ${added}`)
  await revoke.getByRole('textbox', { name: 'Why' }).fill('The laptop was lost')
  await expectAccessible(app, 'revoke')
  await revoke.getByRole('button', { name: 'Revoke the key' }).click()
  await expect(row).toContainText('Revoked')
  await expect(row).toContainText('The laptop was lost')
  await picture(app, 'revoked')
}

async function confirmCard({ page }: App): Promise<void> {
  const dialog = dialogCalled(page, `Accept the card of ${added}`)
  const accept = dialog.getByRole('button', { name: `Accept ${added}` })
  await expect(accept).toHaveAccessibleDescription('Compare the fingerprint first.')
  await dialog.getByRole('checkbox', { name: `I compared it with ${added}` }).check()
  await accept.click()
  await expect(dialog).toBeHidden()
}

test('in the sandbox the passphrase stands there, and keys alone sign', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  await actAs(app, 'Pat Preparer')
  await typeAdjustment(app, { invoice: 'TRN00000205', row: 1, type: 'Credit', amount: '1.25' })
  await page.keyboard.press('Control+Enter')
  await confirmStep(app, /^Submit “/, /^Submit/)
  await actAs(app, 'Robin Reviewer')
  await openBatch(app, 'Corrections')
  await tabTo(app, 'button', 'Return…')
  await page.keyboard.press('Enter')
  await expect(dialogCalled(page, /^Return “/)).toBeVisible()
  await page.keyboard.type('Not this year')
  await page.keyboard.press('Control+Enter')
  const sign = signDialog(page)
  await expect(sign).toContainText('In the sandbox the passphrases are known.')
  await expectAccessible(app, 'sign in the sandbox')
  await picture(app, 'sign-sandbox')
  // It lies on top: nothing of the dialog below is hit instead.
  await sign.getByRole('button', { name: 'Sign' }).click({ trial: true })
  await page.keyboard.press('Enter')
  await expect(notice(page, /is returned to Pat Preparer/)).toBeVisible()
  await openPeople(app)
  await expectAccessible(app, 'people of the sandbox')
  await picture(app, 'people-sandbox')
  await page.getByRole('button', { name: 'Change passphrase…' }).click()
  await expectAccessible(app, 'change passphrase')
  await picture(app, 'change-passphrase')
  expect(app.complaints).toEqual([])
})

test('a live ledger locks by itself when nobody touches it', async ({ app }) => {
  const { page } = app
  await page.clock.install()
  await page.reload()
  await makeLedger(app, 'Elm')
  await page.clock.fastForward('14:00')
  await expect(personButton(page)).toBeVisible()
  await page.keyboard.press('Shift')
  await page.clock.fastForward('14:59')
  await expect(personButton(page)).toBeVisible()
  await page.clock.fastForward('00:02')
  await expect(page.getByRole('heading', { name: 'Contra is locked' })).toBeVisible()
  await page.getByRole('button', { name: `Go on as ${preparer}` }).click()
  await openPeople(app)
  await page.getByRole('combobox', { name: 'Lock by itself' }).selectOption('Never')
  await page.clock.fastForward('02:00:00')
  await expect(personButton(page)).toBeVisible()
})

async function openPeople(app: App): Promise<void> {
  await goTo(app, 'Settings')
  await app.page.getByRole('tab', { name: /^People/ }).click()
}

function personRow({ page }: App, name: string) {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) })
}

/** For whoever looks at what the run has made: in both looks, in both widths. */
async function picture({ page }: App, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
}
