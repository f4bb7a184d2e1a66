import { mkdtempSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { _electron, chromium, test as base } from '@playwright/test'
import type { Browser, Electron } from '../../../script/host.mts'

/** The running app, whichever host shows it. */
export interface App {
  readonly host: 'browser' | 'electron'
  readonly page: Page
  /** Ledgers, log and settings of this run; empty when the test begins. */
  readonly dataFolder: string
  /** A folder for files that a test writes. */
  readonly folder: string
  /** Reports of the Content-Security-Policy and errors of the page, as they came. */
  readonly complaints: readonly string[]
  /** Present in Electron. */
  readonly electron: ElectronApplication | undefined
  /** Drops files of this disk on the page's import area, or picks them where the page asks. */
  readonly chooseFiles: (open: () => Promise<void>, paths: readonly string[]) => Promise<void>
  /** Runs what offers a file and gives the path under which it was saved. */
  readonly saved: (offer: () => Promise<void>, name: string) => Promise<string>
}

const root = resolve(__dirname, '../../..')

interface Fixtures {
  readonly running: { current: Started }
  readonly app: App
  /** Ends the app and starts it anew on the same data; from then on the answer is the app. */
  readonly startAgain: () => Promise<App>
  /** The app on another machine, with data of its own. */
  readonly otherMachine: App
}

export const test = base.extend<Fixtures>({
  running: async ({}, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'contra-test-'))
    const running = { current: await start(info.project.name, folder) }
    try {
      await use(running)
    } finally {
      await info.attach('last screen', {
        body: await running.current.app.page.screenshot().catch(() => Buffer.alloc(0)),
        contentType: 'image/png',
      })
      await running.current.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
  app: ({ running }, use) => use(running.current.app),
  startAgain: ({ running }, use, info) =>
    use(async () => {
      await running.current.stop()
      running.current = await start(info.project.name, running.current.app.folder)
      return running.current.app
    }),
  otherMachine: async ({}, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'contra-other-'))
    const started = await start(info.project.name, folder)
    try {
      await use(started.app)
    } finally {
      await info.attach('last screen of the other machine', {
        body: await started.app.page.screenshot().catch(() => Buffer.alloc(0)),
        contentType: 'image/png',
      })
      await started.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
})

function start(host: string, folder: string): Promise<Started> {
  return host === 'electron' ? startElectron(folder) : startBrowser(folder)
}

export { expect } from '@playwright/test'

interface Started {
  readonly app: App
  stop(): Promise<void>
}

async function startBrowser(folder: string): Promise<Started> {
  const found = JSON.parse(process.env.CONTRA_BROWSER ?? '{}') as Browser
  const dataFolder = join(folder, 'data')
  const server = spawn(
    process.execPath,
    [join(root, 'out/main/browser.js'), '--no-open', '--data', dataFolder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const { url } = await firstLine(server.stdout)
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...found.words],
    env: { ...process.env, ...found.env },
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, acceptDownloads: true })
  const complaints = listen(page)
  await page.goto(url)
  return {
    app: {
      host: 'browser',
      page,
      dataFolder,
      folder,
      complaints,
      electron: undefined,
      chooseFiles: async (open, paths) => {
        const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()])
        await chooser.setFiles([...paths])
      },
      saved: async (offer, name) => {
        const [download] = await Promise.all([page.waitForEvent('download'), offer()])
        const path = join(folder, name)
        await download.saveAs(path)
        return path
      },
    },
    stop: async () => {
      await browser.close()
      const ended = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      await ended
    },
  }
}

async function startElectron(folder: string): Promise<Started> {
  const found = JSON.parse(process.env.CONTRA_ELECTRON ?? '{}') as Electron
  const dataFolder = join(folder, 'data')
  const electron = await _electron.launch({
    executablePath: found.path,
    args: [...found.words, root, '--data', dataFolder],
    cwd: root,
  })
  const page = await electron.firstWindow()
  const complaints = listen(page)
  await page.waitForLoadState('load')
  return {
    app: {
      host: 'electron',
      page,
      dataFolder,
      folder,
      complaints,
      electron,
      // The system's dialogs cannot be clicked by a test: they answer at once with what it wants.
      chooseFiles: async (open, paths) => {
        await electron.evaluate(
          ({ dialog }, filePaths) => {
            dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
          },
          [...paths],
        )
        await open()
      },
      saved: async (offer, name) => {
        const path = join(folder, name)
        await electron.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
        }, path)
        await offer()
        await expectFile(path)
        return path
      },
    },
    stop: () => electron.close(),
  }
}

async function expectFile(path: string): Promise<void> {
  const { expect } = base
  const { existsSync } = await import('node:fs')
  await expect.poll(() => existsSync(path), { message: `${path} was saved` }).toBe(true)
}

/** Collects what the page complains of from now on. */
export function listen(page: Page): string[] {
  // Sooner than the test's own end, so that a failure says where it was.
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' || /content security policy|trusted ?types/i.test(text))
      complaints.push(text)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** What a browser host prints when it has started. */
export async function firstLine(output: NodeJS.ReadableStream): Promise<{ url: string; token: string }> {
  for await (const line of createInterface({ input: output })) {
    return JSON.parse(line) as { url: string; token: string }
  }
  throw new Error('The browser host ended before it printed its address')
}
