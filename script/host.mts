import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { root, run } from './program.mts'

/** Where a host can be started on this machine, or in one line why not. */
export type Found<Host> = { readonly host: Host } | { readonly missing: string }

export interface Browser {
  readonly path: string
  readonly words: readonly string[]
  /** Set for a browser that brings its own system libraries and fonts. */
  readonly env: Readonly<Record<string, string>>
}

export interface Electron {
  readonly path: string
  readonly words: readonly string[]
  /** Set where there is no display but a program that makes one. */
  readonly wrapper: readonly string[]
}

const downloadMinutes = 10

/** The Electron binary: the one that is there, else its package's own download. */
export async function findElectron(): Promise<Found<Electron>> {
  const path = (await electronBinary()) ?? ''
  if (path === '') return { missing: "Electron's binary could not be downloaded here" }
  const wrapper = displayWrapper()
  if (wrapper === undefined) return { missing: 'there is no display for Electron' }
  // Chromium refuses to run its sandbox as root; nobody else gets this switch.
  const words = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { host: { path, words, wrapper } }
}

async function electronBinary(): Promise<string | undefined> {
  const folder = resolve(root, 'node_modules/electron')
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const pathFile = join(folder, 'path.txt')
  const name = () => (existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron')
  if (override !== undefined) return join(override, name())
  const installed = () => (existsSync(pathFile) ? join(folder, 'dist', name()) : '')
  if (existsSync(installed())) return installed()
  if (!(await canReachDownload())) return undefined
  process.stderr.write('Downloading Electron …\n')
  await run(process.execPath, [join(folder, 'install.js')], { timeout: downloadMinutes * 60_000 })
  return existsSync(installed()) ? installed() : undefined
}

/** Asked first, because the download itself waits very long for a host that does not answer. */
async function canReachDownload(): Promise<boolean> {
  const mirror =
    process.env.npm_config_electron_mirror ??
    process.env.ELECTRON_MIRROR ??
    'https://github.com/electron/electron/releases/'
  try {
    const response = await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(8000) })
    return response.status < 500
  } catch {
    return false
  }
}

function displayWrapper(): readonly string[] | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined) return []
  return onPath('xvfb-run') === undefined ? undefined : ['xvfb-run', '-a']
}

const installedBrowsers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name]
    if (folder === undefined) return []
    return ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
      join(folder, path),
    )
  }),
}

/** An installed Chrome, Chromium or Edge, else the one that comes with the packages (Linux). */
export async function findBrowser(): Promise<Found<Browser>> {
  const words = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'microsoft-edge']
  const onLinux = process.platform === 'linux' ? names.map(onPath) : []
  const fixed = (installedBrowsers[process.platform] ?? []).filter((path) => existsSync(path))
  const path = [...onLinux, ...fixed].find((found) => found !== undefined)
  if (path !== undefined) return { host: { path, words, env: {} } }
  return packagedBrowser()
}

/** Made for bare machines: its libraries and fonts come with it. Its own switches are not for tests. */
async function packagedBrowser(): Promise<Found<Browser>> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { missing: 'no Chrome, Chromium or Edge is installed' }
  }
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    const path = await chromium.executablePath()
    await inflate(resolve(root, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'))
    const env = { LD_LIBRARY_PATH: join(tmpdir(), 'al2023/lib'), FONTCONFIG_PATH: join(tmpdir(), 'fonts') }
    return { host: { path, words: ['--no-sandbox', '--no-zygote', '--disable-gpu'], env } }
  } catch (error) {
    return { missing: `no browser is installed, and the packaged one does not unpack: ${String(error)}` }
  }
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
