import { BrowserWindow, dialog } from 'electron'
import type { WebContents } from 'electron'
import type { Desk } from '../../desk/desk'
import type { Session } from '../../desk/session'
import { pageAddress } from './pageProtocol'

const sessions = new Map<number, Session>()
let shown: BrowserWindow | undefined

/** The desk's session of a window; undefined for contents that are not one of our windows. */
export function sessionOf(contents: WebContents): Session | undefined {
  return sessions.get(contents.id)
}

export function openWindow(desk: Desk, preload: string): void {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Contra',
    backgroundColor: '#f7f7f5',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  shown = window
  const { id } = window.webContents
  const session = desk.enter()
  sessions.set(id, session)
  session.listen((event) => {
    if (!window.isDestroyed()) window.webContents.send('contra:event', event)
  })
  window.once('ready-to-show', () => window.show())
  window.on('closed', () => {
    sessions.delete(id)
    desk.leave(session)
    shown = undefined
  })
  closeWithCare(window, desk)
  void window.loadURL(pageAddress)
}

export function showWindow(): void {
  if (shown === undefined) return
  if (shown.isMinimized()) shown.restore()
  shown.focus()
}

/** Closing during a job: what has not begun to commit is cancelled, what commits is waited for. */
function closeWithCare(window: BrowserWindow, desk: Desk): void {
  let isDecided = false
  window.on('close', (event) => {
    const { cancellable, committing } = desk.runningWork()
    if (isDecided || cancellable.length + committing.length === 0) return
    event.preventDefault()
    void ask(window, committing.length > 0).then((closes) => {
      if (!closes) return
      isDecided = true
      window.hide()
      // Leaves nothing half done: what commits now is finished before the window goes.
      void desk.close().finally(() => window.close())
    })
  })
}

async function ask(window: BrowserWindow, isCommitting: boolean): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: isCommitting ? 'Contra is writing to the ledger.' : 'Contra is still working.',
    detail: isCommitting
      ? 'The window closes as soon as everything is written.'
      : 'Closing now cancels the work. Nothing of it will be in the ledger.',
    buttons: [isCommitting ? 'Close when written' : 'Cancel the work and close', 'Keep Contra open'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
