import type { ElectronApplication } from '@playwright/test'
import { expect, test, type App } from './support/app'
import { actAs, goTo, openSandbox, personButton } from './support/screen'
import { expectSecondElectronEnds, secondWindow } from './support/secondWindow'

// What only windows of Electron have: their preferences, that they stay where they are, and how they open and close.

test('no page goes anywhere else or opens a window @electron-only', async ({ app }) => {
  for (const { page } of [app, await secondWindow(app)]) {
    const before = page.url()
    const opened = await page.evaluate(() => window.open('https://example.com/') === null)
    const ownOpened = await page.evaluate(() => window.open(location.href) === null)
    await page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    await page.waitForTimeout(300)
    expect([opened, ownOpened]).toEqual([true, true])
    expect(page.url()).toBe(before)
  }
  expect(app.electron?.windows().length).toBe(2)
})

test('every window is sandboxed, isolated and keeps web security @electron-only', async ({ app }) => {
  await secondWindow(app)
  const preferences = await electronOf(app).evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences(),
    ),
  )
  expect(preferences).toHaveLength(2)
  for (const one of preferences) {
    expect(one).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    })
  }
})

test('a new window lies beside the other, and begins with its person @electron-only', async ({ app }) => {
  await openSandbox(app)
  await actAs(app, 'Casey Controller')
  const second = await secondWindow(app)
  await expect(personButton(second.page)).toContainText('Casey Controller')
  await actAs(second, 'Pat Preparer')
  await expect(personButton(app.page)).toContainText('Casey Controller')
  const places = await electronOf(app).evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getPosition().join(' ')),
  )
  expect(new Set(places).size).toBe(2)
  expect([...app.complaints, ...second.complaints]).toEqual([])
})

test('New window has its key @electron-only', async ({ app }) => {
  const key = await electronOf(app).evaluate(
    ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('newWindow')?.accelerator,
  )
  expect(key).toBe('CmdOrCtrl+Shift+N')
})

test('a second start shows the window that was used last @electron-only', async ({ app }) => {
  await secondWindow(app)
  const electron = electronOf(app)
  // Without a window manager nothing gets the focus, so what asks for it is written down.
  const last = await electron.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    for (const window of windows) window.focus = () => void window.setTitle('asked for the focus')
    const [one, other] = windows
    other?.emit('focus')
    one?.emit('focus')
    return one?.id
  })
  await expectSecondElectronEnds(app)
  const asked = () =>
    electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().flatMap((window) =>
        window.getTitle() === 'asked for the focus' ? [window.id] : [],
      ),
    )
  await expect.poll(asked).toEqual([last])
})

test('closing a window asks about its own work only, and leaves the others @electron-only', async ({
  app,
}) => {
  await openSandbox(app)
  const second = await secondWindow(app)
  await expect(personButton(second.page)).toBeVisible()
  const electron = electronOf(app)
  const { working, asked, open } = await duringWork(electron, 'Keep Contra open', 'close')
  expect({ asked, open }).toEqual({ asked: [working], open: [working] })
  await expect.poll(() => electron.windows().length).toBe(1)
  const left = [app, second].find(({ page }) => !page.isClosed())
  if (left === undefined) throw new Error('No window is left')
  await goTo(left, 'Invoices')
  await expect(left.page.getByRole('grid', { name: 'Invoices' })).toBeVisible()
})

test('quitting asks the window that works first, and then quits all @electron-only', async ({ app }) => {
  await openSandbox(app)
  const second = await secondWindow(app)
  await expect(personButton(second.page)).toBeVisible()
  const electron = electronOf(app)
  const kept = await duringWork(electron, 'Keep Contra open', 'quit')
  expect(kept.asked).toEqual([kept.working])
  expect(kept.open).toHaveLength(2)
  const ended = electron.waitForEvent('close')
  const left = await duringWork(electron, 'Cancel the work and close', 'quit')
  expect(left.asked).toEqual([left.working])
  await ended
})

interface Asked {
  /** The window that works. */
  readonly working: number
  /** The windows in which a person was asked. */
  readonly asked: readonly number[]
  /** The windows that are there right after. */
  readonly open: readonly number[]
}

/** Closes all windows, or quits, while one of them works; a test cannot click the system's question. */
function duringWork(electron: ElectronApplication, answer: string, how: 'close' | 'quit'): Promise<Asked> {
  return electron.evaluate(
    async ({ app, BrowserWindow, dialog }, given) => {
      const windows = BrowserWindow.getAllWindows()
      const [working] = windows
      if (working === undefined) throw new Error('There is no window')
      const asked: number[] = []
      const answerQuestion = (window: { id: number }, { buttons = [] }: { buttons?: string[] }) => {
        asked.push(window.id)
        return Promise.resolve({ response: buttons.indexOf(given.answer), checkboxChecked: false })
      }
      dialog.showMessageBox = answerQuestion as unknown as typeof dialog.showMessageBox
      const { id } = working
      await working.webContents.executeJavaScript('window.contra.commands.verifyLedger({})')
      if (given.how === 'quit') app.quit()
      else for (const window of windows) window.close()
      // Windows go in the turn after the one in which they are closed.
      await new Promise((done) => setTimeout(done, 100))
      return { working: id, asked, open: BrowserWindow.getAllWindows().map((window) => window.id) }
    },
    { answer, how },
  )
}

function electronOf({ electron }: App): ElectronApplication {
  if (electron === undefined) throw new Error('This runs in Electron only')
  return electron
}
