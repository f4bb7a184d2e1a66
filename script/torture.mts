import { buildIfNeeded } from './build.mts'
import { runModule } from './program.mts'

// The same loops as in `npm test`, thousands of times: `KILLS=5000 FLIPS=100000 npm run torture`.

await buildIfNeeded()
const env = {
  ...process.env,
  KILLS: process.env.KILLS ?? '2000',
  FLIPS: process.env.FLIPS ?? '50000',
}
const { code } = await runModule('vitest/vitest.mjs', ['run', 'test/torture'], { stdio: 'inherit', env })
process.exitCode = code
