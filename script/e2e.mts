import { existsSync, globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfNeeded } from './build.mts'
import { findBrowser, findElectron } from './host.mts'
import { root, run } from './program.mts'

// The same specs in every host that this machine can run: `npm run e2e -- [playwright's words]`.

export interface EndToEndResult {
  readonly passed: number
  readonly failed: number
  /** What could not be run, and why. */
  readonly missing: readonly string[]
}

export async function runEndToEnd(words: readonly string[]): Promise<EndToEndResult> {
  const browser = await findBrowser()
  const electron = await findElectron()
  const missing: string[] = []
  const env: NodeJS.ProcessEnv = { ...process.env }
  let wrapper: readonly string[] = []
  if ('missing' in browser) missing.push(`End-to-end in the browser host: ${browser.missing}.`)
  else env.CONTRA_BROWSER = JSON.stringify(browser.host)
  if ('missing' in electron) missing.push(`End-to-end in Electron: ${electron.missing}.`)
  else {
    env.CONTRA_ELECTRON = JSON.stringify(electron.host)
    wrapper = electron.host.wrapper
  }
  if (missing.length === 2 || globSync('test/e2e/**/*.spec.ts', { cwd: root }).length === 0) {
    return { passed: 0, failed: 0, missing }
  }
  const report = join(mkdtempSync(join(tmpdir(), 'contra-e2e-')), 'report.json')
  env.PLAYWRIGHT_JSON_OUTPUT_NAME = report
  const playwright = [process.execPath, join(root, 'node_modules/@playwright/test/cli.js'), 'test']
  const [command = '', ...rest] = [...wrapper, ...playwright, '--reporter=list,json', ...words]
  const { code } = await run(command, rest, { env, stdio: 'inherit' })
  const counts = existsSync(report) ? countsOf(readFileSync(report, 'utf8')) : { passed: 0, failed: 0 }
  // A run that broke off has failed, whatever was counted until then.
  const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed
  return { passed: counts.passed, failed, missing }
}

function countsOf(report: string): { passed: number; failed: number } {
  const { stats } = JSON.parse(report) as {
    stats: { expected: number; unexpected: number; flaky: number }
  }
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
}

if (import.meta.main) {
  await buildIfNeeded()
  const { passed, failed, missing } = await runEndToEnd(process.argv.slice(2))
  for (const line of missing) console.log(line)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
