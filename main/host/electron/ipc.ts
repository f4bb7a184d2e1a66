import type { IpcMainInvokeEvent } from 'electron'
import { ipcMain } from 'electron'
import { refused, rejection } from '@contract/outcome'
import type { Desk } from '../../desk/desk'
import type { Session } from '../../desk/session'
import { pickFiles, pickLedgerPlace, saveFile } from './fileDialog'
import { isPageAddress } from './pageProtocol'
import type { OpenWindow, Windows } from './windows'

/** Each channel checks who sends before it looks at what was sent. */
export function answerPages(desk: Desk, windows: Windows): void {
  ipcMain.handle('contra:invoke', (event, name: unknown, input: unknown) => {
    const sender = senderOf(event, windows)
    if (sender === undefined) return refused(rejection('right_missing'))
    return desk.invoke(sender.session, typeof name === 'string' ? name : '', input)
  })
  ipcMain.handle('contra:pickFiles', (event, purpose: unknown) => {
    const sender = senderOf(event, windows)
    const known = purpose === 'ledger' || purpose === 'card' || purpose === 'batch' ? purpose : 'import'
    return sender === undefined ? [] : pickFiles(sender, known)
  })
  ipcMain.handle('contra:dropFiles', (event, paths: unknown) => {
    const sender = senderOf(event, windows)
    return sender === undefined ? [] : register(sender.session, paths)
  })
  ipcMain.handle('contra:pickLedgerPlace', (event, name: unknown) => {
    const sender = senderOf(event, windows)
    return sender === undefined ? null : pickLedgerPlace(sender, String(name))
  })
  ipcMain.handle('contra:saveFile', async (event, handle: unknown, name: unknown) => {
    const sender = senderOf(event, windows)
    if (sender === undefined) return refused(rejection('right_missing'))
    try {
      return await saveFile(sender, String(handle), String(name))
    } catch (error) {
      if (isDiskFull(error)) return refused(rejection('disk_full'))
      return refused(rejection('defect', '', { reference: desk.options.log.defect('saveFile', error) }))
    }
  })
}

/** Only the page itself, in the main frame of one of our windows. A frame that is gone is null. */
function senderOf(event: IpcMainInvokeEvent, windows: Windows): OpenWindow | undefined {
  const { senderFrame, sender } = event
  if (senderFrame === null || senderFrame !== sender.mainFrame) return undefined
  return isPageAddress(senderFrame.url) ? windows.of(sender) : undefined
}

/** Paths come from the preload, which had them from the system with the dropped files. */
function register(session: Session, paths: unknown): { handle: string; name: string; bytes: number }[] {
  if (!Array.isArray(paths)) return []
  return paths.slice(0, 50).flatMap((path: unknown) => {
    const file = typeof path === 'string' && path !== '' ? session.files.register(path) : undefined
    return file === undefined ? [] : [{ handle: file.handle, name: file.name, bytes: file.bytes }]
  })
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC'
}
