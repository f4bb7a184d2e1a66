import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { LedgerKind, LedgerView } from '@contract/ledger'
import type { Person } from '@contract/setting'
import type { Ledger } from '../../main/ledger/database'
import { createLedger, openLedger } from '../../main/ledger/open'
import type { Context } from '../../main/usecase/context'
import type { OpenFile } from '../../main/platform/file'
import { testClock, type TestClock } from './fixedClock'
import { sequentialIds } from './sequentialId'
import { testSigner } from './testSigner'

const openNow = new Set<Ledger>()
const folders = new Set<string>()

afterEach(() => {
  for (const ledger of openNow) if (ledger.database.open) ledger.close()
  openNow.clear()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders.clear()
})

/** A folder that goes when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'contra-'))
  folders.add(folder)
  return folder
}

/** A new, empty ledger file in a folder of its own; closed and removed when the test ends. */
export function tempLedger(kind: LedgerKind = 'sandbox', given: Partial<LedgerView> = {}): Ledger {
  const ledger = createLedger(join(tempFolder(), 'test.contra'), {
    ledgerId: '01TESTLEDGER00000000000000',
    kind,
    name: 'Test',
    code: '7F3K',
    createdAt: '2026-11-20T09:00:00.000Z',
    ...given,
  })
  openNow.add(ledger)
  return ledger
}

/** Closes the file and opens it again, as a restart does. */
export function reopen(ledger: Ledger, mode: 'write' | 'read' = 'write'): Ledger {
  ledger.close()
  openNow.delete(ledger)
  return openAgain(ledger.path, mode)
}

/** A further connection to a ledger file. */
export function openAgain(path: string, mode: 'write' | 'read'): Ledger {
  const ledger = openLedger(path, mode)
  openNow.add(ledger)
  return ledger
}

export const preparer: Person = { id: 'preparer', name: 'Pat Preparer', rights: ['prepare'] }
export const reviewer: Person = { id: 'reviewer', name: 'Robin Reviewer', rights: ['review'] }
export const controller: Person = {
  id: 'controller',
  name: 'Chris Controller',
  rights: ['prepare', 'review', 'manage_close', 'control'],
}

export interface TestContext extends Context {
  readonly clock: TestClock
  /** The same ledger, clock and ids, in the hands of another person. */
  as(person: Person): TestContext
  /** The same person, clock and ids on another connection. */
  on(ledger: Ledger): TestContext
}

/** A context for use cases: fixed clock (2026-11-20 10:00 UTC), ids that count up. */
export function testContext(
  ledger: Ledger,
  person: Person = preparer,
  newId: () => string = sequentialIds(),
): TestContext {
  return contextWith(ledger, person, testClock(), newId, new Map())
}

function contextWith(
  ledger: Ledger,
  person: Person,
  clock: TestClock,
  newId: () => string,
  files: Map<string, OpenFile>,
): TestContext {
  const folder = tempFolder()
  return {
    ledger,
    person,
    get signer() {
      return testSigner(ledger, person, [preparer, reviewer, controller])
    },
    clock,
    newId,
    file: (handle) => files.get(handle),
    newFile: (name) => ({ handle: `handle_${newId()}`, path: join(folder, name) }),
    stagingFolder: folder,
    as: (other) => contextWith(ledger, other, clock, newId, files),
    on: (other) => contextWith(other, person, clock, newId, files),
  }
}
