import { runModule } from './program.mts'

// Formatting, lint, types of each side, import directions, unused code. `runChecks` is used by the tests.

interface Check {
  readonly name: string
  readonly module: string
  readonly words: readonly string[]
}

const sides = ['pure', 'main', 'preload', 'test'] as const
const checks: readonly Check[] = [
  {
    name: 'lint',
    module: 'eslint/bin/eslint.js',
    words: ['.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'],
  },
  {
    name: 'types of the renderer',
    module: 'vue-tsc/bin/vue-tsc.js',
    words: ['--noEmit', '-p', 'tsconfig.renderer.json'],
  },
  ...sides.map((side) => ({
    name: `types of ${side}`,
    module: 'typescript/bin/tsc',
    words: ['--noEmit', '-p', `tsconfig.${side}.json`],
  })),
  { name: 'formatting', module: 'prettier/bin/prettier.cjs', words: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'import directions',
    module: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    words: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'main', 'preload', 'renderer'],
  },
  { name: 'unused code', module: 'knip/bin/knip.js', words: [] },
]

/** Runs two at a time; prints a line per check and the whole output of those that fail. Gives their number. */
export async function runChecks(): Promise<number> {
  const waiting = [...checks]
  let failed = 0
  async function work(): Promise<void> {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const started = performance.now()
      const { code, output } = await runModule(check.module, check.words, {
        env: { ...process.env, FORCE_COLOR: '0', NODE_OPTIONS: '--max-old-space-size=4096' },
      })
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`)
      if (code !== 0) {
        failed += 1
        console.log(output)
      }
    }
  }
  await Promise.all([work(), work()])
  return failed
}

if (import.meta.main) process.exitCode = (await runChecks()) === 0 ? 0 : 1
