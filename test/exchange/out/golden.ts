import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect } from 'vitest'

const folder = resolve(import.meta.dirname, '../../golden/export')

/** Compares with the kept file, byte by byte. `CONTRA_WRITE_GOLDEN=1` keeps what comes out now. */
export function expectGolden(name: string, content: string): void {
  const path = resolve(folder, name)
  if (process.env['CONTRA_WRITE_GOLDEN'] === '1') {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, content)
  }
  expect(existsSync(path), `${name} is kept`).toBe(true)
  expect(content).toBe(readFileSync(path, 'utf8'))
}
