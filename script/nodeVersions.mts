import { cpSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './program.mts'

// contra-verify has to run on any Node that an auditor has: its tests run it on the oldest three that are
// kept up, each brought by npm alone, at a fixed version and integrity, into a folder of its own.

/** Brought from the registry; the Node that runs the tests is the third. */
export const broughtVersions = ['20', '22'] as const
type BroughtVersion = (typeof broughtVersions)[number]

function folderOf(version: BroughtVersion): string {
  return join(root, 'node_modules', '.cache', `node-${version}`)
}

/** The program, where it is here and of the version that the lock file names. */
export function findNode(version: BroughtVersion): string | undefined {
  const folder = folderOf(version)
  const lock = join('script', 'node', version, 'package-lock.json')
  const kept = join(folder, 'package-lock.json')
  if (!existsSync(kept) || readFileSync(kept, 'utf8') !== readFileSync(join(root, lock), 'utf8')) return
  const [found] = globSync('node_modules/node-*/bin/node{,.exe}', { cwd: folder })
  return found === undefined ? undefined : join(folder, found)
}

/** Brings what is not here yet; gives a sentence for each version that could not be brought. */
export async function bringNodes(): Promise<string[]> {
  const missing: string[] = []
  for (const version of broughtVersions) {
    if (findNode(version) !== undefined) continue
    const folder = folderOf(version)
    mkdirSync(folder, { recursive: true })
    cpSync(join(root, 'script', 'node', version), folder, { recursive: true })
    const { code } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      shell: process.platform === 'win32',
    })
    if (code !== 0 || findNode(version) === undefined) {
      missing.push(`contra-verify on Node ${version}: npm did not bring it for this machine.`)
    }
  }
  return missing
}

if (import.meta.main) for (const line of await bringNodes()) console.log(line)
