import { app, BrowserWindow } from 'electron'
import { basename, extname, join, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { Desk } from '../../desk/desk'
import { defaultDataFolder } from '../../platform/file'
import { deskOptions } from '../deskOptions'
import { answerPages } from './ipc'
import { setMenu } from './menu'
import { registerScheme, servePage } from './pageProtocol'
import { confine, refusePermissions } from './confine'
import type { OpenWindow } from './windows'
import { Windows } from './windows'

/** `[--data FOLDER] [--ledger FILE]`: the order of starting, and of ending. */
export function startInElectron(bundleFolder: string): void {
  const dataFolder = resolve(word('data') ?? defaultDataFolder())
  app.setPath('userData', dataFolder)
  app.setPath('sessionData', join(dataFolder, 'window'))
  // The two together make Chromium refuse to start; the switch comes from a command line of root's only.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerScheme()
  confine(app)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.on('window-all-closed', () => app.quit())
  app
    .whenReady()
    .then(() => run(bundleFolder, dataFolder))
    .catch((error: unknown) => {
      process.stderr.write(`Contra cannot start: ${error instanceof Error ? error.stack : String(error)}\n`)
      app.exit(1)
    })
}

async function run(bundleFolder: string, dataFolder: string): Promise<void> {
  const desk = new Desk(deskOptions('electron', bundleFolder, dataFolder))
  refusePermissions()
  servePage(join(bundleFolder, '../renderer'))
  const windows = new Windows(desk, join(bundleFolder, '../preload/index.js'))
  setMenu(app.isPackaged, () => windows.open())
  answerPages(desk, windows)
  askWorkingFirst(windows)
  endTogether(desk)
  const ledger = word('ledger')
  if (ledger !== undefined) await openOrMake(desk, resolve(ledger))
  windows.open()
  app.on('second-instance', () => windows.focusLast())
}

/** Quitting asks in the windows that work; the others are there until each of these has agreed. */
function askWorkingFirst(windows: Windows): void {
  app.on('before-quit', (event) => {
    const working = windows.working()
    if (working.length === 0) return
    event.preventDefault()
    void closeAll(working).then((isAgreed) => {
      // With the last of all windows the app is quitting already.
      if (isAgreed && BrowserWindow.getAllWindows().length > 0) app.quit()
    })
  })
}

async function closeAll(working: readonly OpenWindow[]): Promise<boolean> {
  for (const { closing } of working) if (!(await closing.close())) return false
  return true
}

/** Quitting waits until the desk has closed its ledger. A second `quit` from here would be ignored. */
function endTogether(desk: Desk): void {
  app.on('will-quit', (event) => {
    event.preventDefault()
    void desk.close().finally(() => app.exit(0))
  })
}

async function openOrMake(desk: Desk, path: string): Promise<void> {
  const opened = existsSync(path)
    ? await desk.ledgers.open(path)
    : await desk.ledgers.create(basename(path, extname(path)), path)
  if (!opened.ok) desk.options.log.info(`not opened: ${opened.rejections.map(({ code }) => code).join(', ')}`)
}

/** The value of `--name VALUE` or `--name=VALUE` on the command line, among Chromium's own switches. */
function word(name: string): string | undefined {
  const at = process.argv.findIndex((part) => part === `--${name}` || part.startsWith(`--${name}=`))
  const found = process.argv[at]
  if (found === undefined) return undefined
  return found.includes('=') ? found.slice(found.indexOf('=') + 1) : process.argv[at + 1]
}
