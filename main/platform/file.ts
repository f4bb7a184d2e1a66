import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { homedir } from 'node:os'

/** A file that a person chose, or one that waits to be saved. Paths stay on this side of the bridge. */
export interface OpenFile {
  readonly path: string
  /** The name to show; for an upload, the name that it had there. */
  readonly name: string
  readonly bytes: number
  readonly isFolder: boolean
}

export function lookAtFile(path: string, name = basename(path)): OpenFile | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  return { path, name, bytes: stats.isFile() ? stats.size : 0, isFolder: !stats.isFile() }
}

/** Where the app keeps its data on this system, unless told otherwise. */
export function defaultDataFolder(): string {
  const { env, platform } = process
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Contra')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Contra')
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Contra')
}

export function readJson(path: string): unknown {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch {
    return undefined
  }
}

/** The old content or the new one, also after a crash: written beside, flushed, then renamed. */
export function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  const partial = `${path}.partial`
  const file = openSync(partial, 'w', 0o600)
  try {
    writeFileSync(file, JSON.stringify(value, null, 2))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(partial, path)
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 })
}

/** A ledger file and everything that stands beside it. */
export function removeLedgerFiles(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal', '.lock', '.holder.json']) {
    rmSync(`${path}${ending}`, { force: true })
  }
  removeFolder(`${path}.staging`)
}

/** A name that no file system takes for a path: separators, control characters and device names are gone. */
export function safeFileName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120)
  return /^(con|prn|aux|nul|com\d|lpt\d)?(\.|$)/i.test(plain) ? `file ${plain}`.trim() : plain
}
