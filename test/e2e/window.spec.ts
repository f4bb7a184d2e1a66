import { expect, test } from './support/app'

// What only a window of Electron has: its preferences, and that it stays where it is.

test('the page goes nowhere else and opens no window @electron-only', async ({ app }) => {
  const before = app.page.url()
  const opened = await app.page.evaluate(() => window.open('https://example.com/') === null)
  await app.page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await app.page.waitForTimeout(300)
  expect(opened).toBe(true)
  expect(app.page.url()).toBe(before)
  expect(app.electron?.windows().length).toBe(1)
})

test('the window is sandboxed, isolated and keeps web security @electron-only', async ({ app }) => {
  const preferences = await app.electron?.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return (
      contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  })
})
