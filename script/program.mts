import { spawn } from 'node:child_process'
import type { SpawnOptions } from 'node:child_process'
import { resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

export interface Ended {
  readonly code: number
  readonly output: string
}

/** Runs a program of node_modules with the Node that runs this script; gives what it printed. */
export function runModule(
  path: string,
  words: readonly string[],
  options: SpawnOptions = {},
): Promise<Ended> {
  return run(process.execPath, [resolve(root, 'node_modules', path), ...words], options)
}

export function run(command: string, words: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    const keep = (part: Buffer) => (output += part.toString())
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => done({ code: 127, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
