import { resolve } from 'node:path'
import { buildIfNeeded } from './build.mts'
import { findBrowser } from './host.mts'
import { root, run } from './program.mts'

// `npm run bench -- [NAME …] [--large] [--small] [--turns N]`: see test/bench/main.ts.

await buildIfNeeded()
const browser = await findBrowser()
const env =
  'missing' in browser ? process.env : { ...process.env, CONTRA_BROWSER: JSON.stringify(browser.host) }
const words = [resolve(root, 'out/main/bench.js'), ...process.argv.slice(2)]
const { code } = await run(process.execPath, words, { env, stdio: 'inherit' })
process.exitCode = code
