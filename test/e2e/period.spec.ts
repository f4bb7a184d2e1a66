import { expect, test, type App } from './support/app'
import { expectAccessible } from './support/accessible'
import { actAs, chooseLook, dialogCalled, goTo, makeLedger, notice, openSandbox } from './support/screen'

// The close of a period in the real window: defined, closed over what waits, opened again, locked.

const preparer = 'Robin Preparer'
const controller = 'Kim Controller'
const panel = ({ page }: App) => page.getByRole('region', { name: 'Chosen period' })
const periods = ({ page }: App) => page.getByRole('grid', { name: 'Periods' })
const press = (app: App, name: string | RegExp) => panel(app).getByRole('button', { name }).click()

async function confirmIn(app: App, name: string | RegExp): Promise<void> {
  const dialog = dialogCalled(app.page, name)
  await dialog.getByRole('button', { name }).click()
  await expect(dialog).toHaveCount(0)
}

test('periods are defined in an empty ledger, closed, opened again and locked @electron', async ({ app }) => {
  await makeLedger(app, 'Spruce')
  await goTo(app, 'Periods')
  await actAs(app, controller)
  const { page } = app
  await expect(page.getByText('This ledger has no periods yet')).toBeVisible()
  await expectAccessible(app, 'no periods')
  await page.getByRole('button', { name: 'Define periods…' }).click()
  const define = dialogCalled(page, 'Define periods')
  await define.getByLabel('First day').fill('2026-01-01')
  await define.getByLabel('First day').blur()
  await expect(define.getByRole('grid', { name: 'New periods' })).toContainText('2026-12')
  await expectAccessible(app, 'define periods')
  await define.getByRole('button', { name: 'Define 12 periods' }).click()
  await expect(notice(page, '12 periods are defined.')).toBeVisible()

  await expect(panel(app).getByRole('heading', { name: '2026-01' })).toBeVisible()
  await press(app, 'Begin closing 2026-01')
  await confirmIn(app, 'Begin closing 2026-01')
  await press(app, 'Close 2026-01')
  await confirmIn(app, 'Close 2026-01')
  await expect(notice(page, '2026-01 is closed.')).toBeVisible()

  await periods(app).getByText('2026-01', { exact: true }).click()
  await press(app, 'Reopen 2026-01')
  const reopen = dialogCalled(page, 'Reopen 2026-01')
  await expect(reopen).toContainText('Say why it goes back')
  await reopen.getByLabel('Reason').fill('An invoice came late')
  await confirmIn(app, 'Reopen 2026-01')
  await press(app, 'Begin closing 2026-01')
  await confirmIn(app, 'Begin closing 2026-01')
  await press(app, 'Close 2026-01')
  await confirmIn(app, 'Close 2026-01')

  await periods(app).getByText('2026-01', { exact: true }).click()
  await press(app, 'Grant an exception to 2026-01')
  const grant = dialogCalled(page, 'Grant an exception to 2026-01')
  await grant.getByLabel('Person').selectOption({ label: preparer })
  await grant.getByLabel('Reason').fill('Late file')
  await expectAccessible(app, 'grant an exception')
  await grant.getByRole('button', { name: `Grant ${preparer} an exception` }).click()
  await expect(panel(app)).toContainText('Nothing was done under it.')
  await expectAccessible(app, 'an exception')
  await press(app, `Revoke the exception of ${preparer}`)
  await confirmIn(app, `Revoke the exception of ${preparer}`)
  await expect(panel(app)).toContainText('Revoked on')

  await press(app, 'Lock 2026-01 for good')
  const lock = dialogCalled(page, 'Lock 2026-01 for good')
  await expect(lock).toContainText('Type “2026-01” to go on.')
  await lock.getByLabel('Type the name of the period').fill('2026-01')
  await confirmIn(app, 'Lock 2026-01 for good')
  await expect(panel(app)).toContainText('no one can lift that')
  expect(app.complaints).toEqual([])
})

test('a period with lines that wait is not closed, and they open from there', async ({ app }) => {
  await openSandbox(app)
  const { page } = app
  await actAs(app, 'Pat Preparer')
  await goTo(app, 'Periods')
  await expect(periods(app)).toContainText('Hard-locked')
  await expect(panel(app)).toContainText('Periods are moved by those with the right to manage the close.')
  await expectAccessible(app, 'periods, read-only')
  await chooseLook(app, 'Dark')
  await expectAccessible(app, 'periods, dark')
  await page.screenshot({ path: test.info().outputPath('periods-dark.png') })
  await chooseLook(app, 'Light')

  await actAs(app, 'Casey Controller')
  await goTo(app, 'Periods')
  await page.screenshot({ path: test.info().outputPath('periods.png') })
  await press(app, /^Begin closing/)
  await confirmIn(app, /^Begin closing/)
  const close = panel(app).getByRole('button', { name: /^Close / })
  await expect(close).toBeVisible()

  await periods(app).getByText('Today').click()
  await expect(panel(app)).toContainText('stand in the way')
  await expectAccessible(app, 'what stands in the way')
  await page.screenshot({ path: test.info().outputPath('waiting.png') })
  await panel(app).getByRole('listitem').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/batches\//)
  expect(app.complaints).toEqual([])
})
