import type { App, WebContents } from 'electron'
import { session } from 'electron'
import { isPageAddress } from './pageProtocol'

// Named one by one: a filter on everything keeps some Electrons from asking our own scheme at all.
const elsewhere = ['http', 'https', 'ws', 'wss', 'ftp'].map((scheme) => `${scheme}://*/*`).concat('file:///*')

/** No page of this app goes anywhere else, opens a window or embeds anything. */
export function confine(app: App): void {
  app.on('web-contents-created', (_, contents) => confineContents(contents))
}

function confineContents(contents: WebContents): void {
  const stayHere = (event: { preventDefault(): void }, url: string) => {
    if (!isPageAddress(url)) event.preventDefault()
  }
  contents.on('will-navigate', (event) => stayHere(event, event.url))
  contents.on('will-frame-navigate', (event) => stayHere(event, event.url))
  contents.on('will-redirect', (event) => stayHere(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The page needs no camera, place, device or screen, and no network: it is offline by construction. */
export function refusePermissions(): void {
  const own = session.defaultSession
  // Copying a cell to the clipboard is the one thing a page asks for, and only for the page itself.
  const isAllowed = (permission: string, url: string) =>
    permission === 'clipboard-sanitized-write' && isPageAddress(url)
  own.setPermissionRequestHandler((contents, permission, decide) =>
    decide(isAllowed(permission, contents.getURL())),
  )
  own.setPermissionCheckHandler((contents, permission) => isAllowed(permission, contents?.getURL() ?? ''))
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_, decide) => decide({}))
  own.webRequest.onBeforeRequest({ urls: elsewhere }, (_, decide) => decide({ cancel: true }))
  own.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:app://')) event.preventDefault()
  })
}
