import { existsSync, globSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { root, runModule } from './program.mts'

const built = ['out/main/index.js', 'out/preload/index.js', 'out/renderer/index.html']
const sources = [
  'main/**/*',
  'preload/**/*',
  'renderer/**/*',
  'script/program/*',
  'test/bench/*',
  'test/bench/*',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
]

/** Builds when a source is younger than what was built from it. Prints to the error stream only. */
export async function buildIfNeeded(): Promise<void> {
  if (!isOutdated()) return
  process.stderr.write('Building …\n')
  const { code, output } = await runModule('electron-vite/bin/electron-vite.js', ['build'])
  if (code === 0) return
  process.stderr.write(output)
  process.exit(1)
}

function isOutdated(): boolean {
  const outputs = built.map((name) => resolve(root, name))
  if (!outputs.every((path) => existsSync(path))) return true
  const oldest = Math.min(...outputs.map((path) => statSync(path).mtimeMs))
  return globSync(sources, { cwd: root }).some((name) => {
    const stats = statSync(resolve(root, name))
    return stats.isFile() && stats.mtimeMs > oldest
  })
}
