import type { MenuItemConstructorOptions } from 'electron'
import { Menu } from 'electron'

/** The system's own menu: windows, editing, zoom. What Contra does is in its window, by key as well. */
export function setMenu(isPackaged: boolean, openWindow: () => void): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ]
  if (!isPackaged) view.push({ type: 'separator' }, { role: 'toggleDevTools' })
  const isMac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' as const }] : []),
      {
        label: 'File',
        submenu: [
          { id: 'newWindow', label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
          { type: 'separator' },
          isMac ? { role: 'close' } : { role: 'quit' },
        ],
      },
      // Undo and redo are the page's: they undo edits of the draft, not letters in a field.
      {
        label: 'Edit',
        submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
      },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
    ]),
  )
}
