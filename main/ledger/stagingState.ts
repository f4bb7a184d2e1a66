import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// What is known of an import besides its rows (files, mappings, as-of, counts) stands in a file of its
// own: it can be read while a preview holds the rows.

function statePath(folder: string, importId: string): string {
  return join(folder, `${importId}.json`)
}

export function writeStagingState(folder: string, importId: string, state: unknown): void {
  mkdirSync(folder, { recursive: true })
  const path = statePath(folder, importId)
  writeFileSync(`${path}.partial`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${path}.partial`, path)
}

/** Undefined when there is no such import (any more). */
export function readStagingState(folder: string, importId: string): unknown {
  const path = statePath(folder, importId)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined
}

export function removeStagingState(folder: string, importId: string): void {
  rmSync(statePath(folder, importId), { force: true })
}
