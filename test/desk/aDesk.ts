import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { Desk } from '../../main/desk/desk'
import { systemClock } from '../../main/platform/clock'
import { bundle } from '../support/bundle'
import { memoryLog } from '../support/memoryLog'

const folders: string[] = []
const desks: Desk[] = []

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'contra-desk-'))
  folders.push(folder)
  return folder
}

/** A desk over real threads and real files; all of it is gone after the test. */
export function aDesk(workerFile: string, dataFolder = temporaryFolder()) {
  const log = memoryLog()
  const desk = new Desk({
    host: 'browser',
    version: '0.0.0',
    dataFolder,
    temporaryFolder: temporaryFolder(),
    workerFile,
    holder: `test ${desks.length + 1}`,
    clock: systemClock,
    log,
  })
  desks.push(desk)
  return { desk, log, dataFolder, session: desk.enter() }
}

/** The threads' own bundle, made once per test file. */
export function workerBundle(): { readonly file: string } {
  const made = { file: '' }
  beforeAll(async () => {
    made.file = await bundle('main/desk/worker.ts', 'worker')
  })
  return made
}

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
})

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
