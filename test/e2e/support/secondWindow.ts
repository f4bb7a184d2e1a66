import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { Electron } from '../../../script/host.mts'
import { expect, firstLine, listen, type App } from './app'

const root = resolve(__dirname, '../../..')

/** Another window on the same desk, with a session and so a person of its own. */
export async function secondWindow(app: App): Promise<App> {
  const page = await (app.electron === undefined ? openPage(app) : chooseNewWindow(app.electron))
  const complaints = listen(page)
  await page.waitForLoadState('load')
  return { ...app, page, complaints }
}

/** Chooses File > New window, as the menu does by mouse and by key. */
export async function chooseNewWindow(electron: ElectronApplication): Promise<Page> {
  const [page] = await Promise.all([
    electron.waitForEvent('window'),
    electron.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File')?.submenu
      menu?.items.find(({ label }) => label === 'New window')?.click()
    }),
  ])
  return page
}

async function openPage(app: App): Promise<Page> {
  const browser = app.page.context().browser()
  if (browser === null) throw new Error('The page belongs to no browser')
  const token = await app.page.evaluate(() => sessionStorage.getItem('contra.token'))
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${new URL(app.page.url()).origin}/#token=${token ?? ''}`)
  return page
}

/** Starts the program once more on the same data, and looks at what it makes of that. */
export async function expectSecondProgramRefused(app: App): Promise<void> {
  if (app.host === 'electron') return expectSecondElectronEnds(app)
  const server = spawn(
    process.execPath,
    [join(root, 'out/main/browser.js'), '--no-open', '--data', app.dataFolder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  try {
    const { url } = await firstLine(server.stdout)
    const page = await app.page.context().browser()?.newPage()
    await page?.goto(url)
    await page?.getByRole('button', { name: 'Open the training sandbox' }).click()
    await expect(page?.getByText(/The ledger is in use by/) ?? app.page.locator('none')).toBeVisible()
    await page?.close()
  } finally {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
  }
}

/** The window that is there is shown instead. */
export async function expectSecondElectronEnds(app: App): Promise<void> {
  const count = app.electron?.windows().length
  const found = JSON.parse(process.env.CONTRA_ELECTRON ?? '{}') as Electron
  const second = spawn(found.path, [...found.words, root, '--data', app.dataFolder], {
    cwd: root,
    stdio: 'ignore',
  })
  const code = await new Promise((done) => second.once('exit', done))
  expect(code).toBe(0)
  expect(app.electron?.windows()).toHaveLength(count ?? 0)
}
