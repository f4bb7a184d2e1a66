import { expect, test, type App } from './support/app'
import { expectAccessible } from './support/accessible'
import { openBatch } from './support/batchPage'
import { typeAdjustment } from './support/draft'
import { actAs, chooseLook, dialogCalled, goTo, notice, openSandbox } from './support/screen'
import { signDialog } from './support/signing'

// A controller wants the passphrase for each signature: the page asks before each, not once.

const casey = 'Casey Controller'
const wish = 'Ask for the passphrase each time something is signed'

test('each signature asks, where a controller wants it', async ({ app }) => {
  const { page } = app
  await openSandbox(app)
  await actAs(app, 'Pat Preparer')
  await openPeople(app)
  const box = page.getByRole('checkbox', { name: wish })
  await expect(box).toBeDisabled()
  await expect(box).toHaveAccessibleDescription(/Only a controller can do this\.$/)

  await actAs(app, casey)
  await openPeople(app)
  await expect(box).not.toBeChecked()
  await box.check()
  await expect(notice(page, 'Each signature asks for the passphrase from now on.')).toBeVisible()
  await expect(box).toBeChecked()
  await expectAccessible(app, 'people, each time')
  for (const look of ['Light', 'Dark'] as const) {
    await chooseLook(app, look)
    await page.screenshot({ path: test.info().outputPath(`people-${look}.png`) })
  }

  await typeAdjustment(app, { invoice: 'TRN00000205', row: 1, type: 'Credit', amount: '1.25' })
  await page.keyboard.press('Control+Enter')
  const submit = dialogCalled(page, /^Submit “/)
  const unconfirmed = submit.getByRole('checkbox', { checked: false })
  await expect(submit).toBeVisible()
  while ((await unconfirmed.count()) > 0) await unconfirmed.first().check()
  await submit.getByRole('button', { name: /^Submit/ }).click()
  await sign(app)
  await expect(notice(page, /is submitted/)).toBeVisible()

  await openBatch(app, 'Corrections')
  const again = [
    { offer: /^Save file for/, dialog: /as a file$/, confirm: /^Save revision/ },
    { offer: 'Save evidence pack…', dialog: /^Save evidence of/, confirm: 'Save the evidence' },
  ]
  for (const { offer, dialog, confirm } of again) {
    await page.getByRole('button', { name: offer }).click()
    await app.saved(async () => {
      await dialogCalled(page, dialog).getByRole('button', { name: confirm }).click()
      await sign(app)
    }, 'saved')
    await expect(dialogCalled(page, dialog)).toBeHidden()
  }

  await openPeople(app)
  await box.uncheck()
  await expect(notice(page, 'The passphrase is asked once, until the session is locked.')).toBeVisible()
  await expect(box).not.toBeChecked()
  expect(app.complaints).toEqual([])
})

/** The passphrase is asked for, and stands there. */
async function sign({ page }: App): Promise<void> {
  await expect(signDialog(page)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(signDialog(page)).toBeHidden()
}

async function openPeople(app: App): Promise<void> {
  await goTo(app, 'Settings')
  await app.page.getByRole('tab', { name: /^People/ }).click()
}
