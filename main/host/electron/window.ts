import { BrowserWindow } from 'electron'
import type { Rectangle } from 'electron'
import { pageAddress } from './pageProtocol'

/**
 * Every window is made here, and so each has the same protections.
 * @param place in pixels of the screen; without one the system decides
 */
export function makeWindow(preload: string, place: Rectangle | undefined): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...place,
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
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageAddress)
  return window
}
