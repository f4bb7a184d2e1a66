import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { buildIfNeeded } from './build.mts'
import { findElectron } from './host.mts'
import type { Electron } from './host.mts'
import { root } from './program.mts'

// Opens the app: in Electron, or where that cannot be had, in a browser on this machine.

const quickMilliseconds = 5000

await buildIfNeeded()
const words = process.argv.slice(2)
const found = await findElectron()
if ('missing' in found) startBrowserHost(found.missing)
else if (!(await startElectron(found.host))) startBrowserHost('Electron does not start on this machine')

/** False when it died before a window can have been used: a library of the system is missing, say. */
function startElectron({ path, words: switches, wrapper }: Electron): Promise<boolean> {
  const [command = path, ...rest] = [...wrapper, path, ...switches, root, ...words]
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(command, rest, { stdio: 'inherit', cwd: root })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0 || performance.now() - started > quickMilliseconds))
  })
}

function startBrowserHost(reason: string): void {
  process.stderr.write(`${reason}: opening Contra in the browser instead.\n`)
  createRequire(import.meta.url)('../out/main/browser.js')
}
