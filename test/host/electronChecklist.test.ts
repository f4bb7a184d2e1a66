import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../main/host/securityHeader'

// Electron's security checklist, item by item, as far as it is configuration. What can be seen at run
// time is seen again in test/e2e. A packaged Electron is not made here, so its fuses are read as text.

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')
const files = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((path) => ({ path, text: read(path) }))
const window = read('main/host/electron/window.ts')
const confine = read('main/host/electron/confine.ts')
const start = read('main/host/electron/start.ts')
const protocol = read('main/host/electron/pageProtocol.ts')
const ipc = read('main/host/electron/ipc.ts')
const preload = read('preload/index.ts')

function directive(name: string): string[] {
  const found = contentSecurityPolicy.split('; ').find((part) => part.startsWith(`${name} `))
  return found?.split(' ').slice(1) ?? []
}

test('1, 18: the window loads its own scheme, never http or a file', () => {
  expect(window).toContain('window.loadURL(pageAddress)')
  expect(protocol).toContain("const scheme = 'app'")
  for (const { path, text } of files('main/host/electron/*.ts')) {
    expect([path, /loadFile\(|loadURL\(['"`]/.test(text)]).toEqual([path, false])
  }
})

test.each([
  ['2: no Node in the page', 'nodeIntegration: false'],
  ['2: no Node in its workers', 'nodeIntegrationInWorker: false'],
  ['2: no Node in its frames', 'nodeIntegrationInSubFrames: false'],
  ['3: context isolation', 'contextIsolation: true'],
  ['4: the sandbox', 'sandbox: true'],
  ['6: web security', 'webSecurity: true'],
  ['8: no insecure content', 'allowRunningInsecureContent: false'],
  ['9: no experimental features', 'experimentalFeatures: false'],
  ['11: no webview', 'webviewTag: false'],
  ['a dropped file opens nothing', 'navigateOnDragDrop: false'],
])('%s', (_, preference) => {
  expect(window).toContain(preference)
})

test('every window is made in the one place that has these preferences', () => {
  const makers = files('main/**/*.ts').filter(({ text }) =>
    /new (BrowserWindow|WebContentsView)\b/.test(text),
  )
  expect(makers.map(({ path }) => path)).toEqual(['main/host/electron/window.ts'])
  expect(window.match(/new BrowserWindow\(/g)).toHaveLength(1)
})

test('3, 4, 6, 8, 9, 10, 11: nothing anywhere turns a protection off', () => {
  const switches =
    /nodeIntegration(InWorker|InSubFrames)?: true|contextIsolation: false|sandbox: false|webSecurity: false|allowRunningInsecureContent: true|experimentalFeatures: true|enableBlinkFeatures|webviewTag: true|disable-web-security|appendSwitch/
  for (const { path, text } of files('{main,preload}/**/*.ts')) {
    expect([path, switches.exec(text)?.[0]]).toEqual([path, undefined])
  }
})

test('4: the sandbox is on for every process', () => {
  expect(start).toContain("if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()")
})

test('5: permissions are answered by us: requests, checks, devices and the screen', () => {
  for (const name of [
    'setPermissionRequestHandler',
    'setPermissionCheckHandler',
    'setDevicePermissionHandler',
    'setDisplayMediaRequestHandler',
  ]) {
    expect(confine).toContain(`own.${name}(`)
  }
  expect(confine).toContain('setDevicePermissionHandler(() => false)')
})

describe('7: the Content-Security-Policy', () => {
  test.each([
    ['default-src', ["'none'"]],
    ['script-src', ["'self'"]],
    ['style-src', ["'self'"]],
    ['connect-src', ["'self'"]],
    ['font-src', ["'self'"]],
    ['base-uri', ["'none'"]],
    ['form-action', ["'none'"]],
    ['frame-ancestors', ["'none'"]],
    ['object-src', ["'none'"]],
    ['require-trusted-types-for', ["'script'"]],
  ])('%s %j', (name, expected) => {
    expect(directive(name)).toEqual(expected)
  })

  test('goes out with every answer of both hosts', () => {
    expect(protocol.match(/new Response\(/g)).toHaveLength(2)
    expect(protocol.match(/securityHeaders/g)).toHaveLength(3)
    expect(read('main/host/browser/server.ts')).toContain('Object.entries(securityHeaders)')
  })
})

test.each([
  [
    '12: an embedded view is refused',
    "contents.on('will-attach-webview', (event) => event.preventDefault())",
  ],
  ['13: navigation', "contents.on('will-navigate', (event) => stayHere(event, event.url))"],
  ['13: navigation of frames', "contents.on('will-frame-navigate', (event) => stayHere(event, event.url))"],
  ['13: redirection', "contents.on('will-redirect', (event) => stayHere(event, event.url))"],
  ['14: new windows', "contents.setWindowOpenHandler(() => ({ action: 'deny' }))"],
])('%s', (_, line) => {
  expect(confine).toContain(line)
  expect(start).toContain('confine(app)')
})

test('15: nothing is handed to the system to open', () => {
  for (const { path, text } of files('main/host/electron/*.ts')) {
    expect([path, /\bshell\b|openExternal|openPath/.test(text)]).toEqual([path, false])
  }
})

test('16: Electron is the current major', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  expect(devDependencies.electron).toMatch(/^45\.\d+\.\d+$/)
})

test('17: every channel asks who sends before anything else', () => {
  const handlers = ipc.split('ipcMain.handle(').slice(1)
  expect(handlers).toHaveLength(5)
  for (const handler of handlers) {
    const body = handler.slice(handler.indexOf('=> {') + 4).trimStart()
    expect(body.startsWith('const sender = senderOf(event, windows)')).toBe(true)
    expect(body).toContain('sender === undefined')
  }
  expect(ipc).toContain('senderFrame === null || senderFrame !== sender.mainFrame')
  expect(ipc).toContain('isPageAddress(senderFrame.url) ? windows.of(sender) : undefined')
  const elsewhere = files('main/**/*.ts').filter(({ path }) => !path.endsWith('electron/ipc.ts'))
  for (const { path, text } of elsewhere) expect([path, /ipcMain/.test(text)]).toEqual([path, false])
})

test('18: the scheme has no privilege to bypass the policy, and serves files of the page only', () => {
  expect(protocol).toContain('privileges: { standard: true, secure: true, supportFetchAPI: true }')
  expect(protocol).toContain('host === pageHost')
})

test.each([
  'runAsNode: false',
  'enableCookieEncryption: true',
  'enableNodeOptionsEnvironmentVariable: false',
  'enableNodeCliInspectArguments: false',
  'enableEmbeddedAsarIntegrityValidation: true',
  'onlyLoadAppFromAsar: true',
  'grantFileProtocolExtraPrivileges: false',
])('19: the fuse of the packaged app: %s', (fuse) => {
  const text = read('electron-builder.yml')
  expect(text.slice(text.indexOf('electronFuses:'))).toContain(`  ${fuse}\n`)
})

test('20: the preload exposes named functions, nothing of Electron', () => {
  expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1)
  const exposed = preload.slice(preload.indexOf('exposeInMainWorld'))
  expect(exposed).not.toMatch(/ipcRenderer\s*[,}]|invoke: ipcRenderer|send: ipcRenderer|: ipcRenderer\b/)
  expect(preload).toContain("ipcRenderer.invoke('contra:invoke', name, input)")
})

test('a link or a text of a file is never made into markup', () => {
  for (const { path, text } of files('renderer/**/*.{ts,vue}')) {
    expect([path, /\bv-html\b|insertAdjacentHTML|document\.write|outerHTML\s*=/.test(text)]).toEqual([
      path,
      false,
    ])
  }
})
