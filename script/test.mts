import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfNeeded } from './build.mts'
import { runChecks } from './check.mts'
import { runEndToEnd } from './e2e.mts'
import { bringNodes } from './nodeVersions.mts'
import { runModule } from './program.mts'

// Everything that this machine can run: checks, build, unit tests, contra-verify on older versions of Node too,
// end-to-end tests in both hosts.
// What it could not run is named at the end; where `CI` is set, that is a failure.

const isContinuousIntegration = (process.env.CI ?? '') !== ''

const failedChecks = await runChecks()
await buildIfNeeded()
const missingNodes = await bringNodes()
const unit = await runUnit()
const endToEnd = await runEndToEnd([])

const missing = [...missingNodes, ...endToEnd.missing]
const passed = unit.passed + endToEnd.passed
const failed = failedChecks + unit.failed + endToEnd.failed + (isContinuousIntegration ? missing.length : 0)

console.log('')
if (failedChecks > 0) console.log(`${failedChecks} checks failed, see above.`)
for (const line of missing) console.log(`Not run. ${line}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function runUnit(): Promise<{ passed: number; failed: number }> {
  const report = join(mkdtempSync(join(tmpdir(), 'contra-unit-')), 'report.json')
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await runModule('vitest/vitest.mjs', words, { stdio: 'inherit' })
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
  }
  // A file that does not load, or an error outside of any test, fails the run without a failed test.
  const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests
  return { passed: numPassedTests, failed }
}
