import { closeSync, copyFileSync, fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '@contract/outcome'
import type { Person } from '@contract/setting'
import type { Ledger } from '../../main/ledger/database'
import { findIdentityOfPerson } from '../../main/ledger/identityTable'
import { createLedger } from '../../main/ledger/open'
import { fixedClock } from '../../main/platform/clock'
import type { OpenFile } from '../../main/platform/file'
import { idFactory } from '../../main/platform/id'
import { unlockIdentity } from '../../main/usecase/person/unlockIdentity'
import { people, practicePassphraseOf } from '../../main/usecase/seed/company'
import { seedSandbox, type SeedSize } from '../../main/usecase/seedSandbox'
import type { JobContext, UnlockedKey } from '../../main/usecase/context'

// Where benches work: folders of the system's temporary place, ledgers in them, and who acts.

export const clock = fixedClock('2026-11-20T10:00:00.000Z')
export const newId = idFactory(clock)

/** A folder that is gone afterwards, whatever happens. */
export function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'contra-bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  let isPending = false
  try {
    const result = work(folder)
    if (result instanceof Promise) {
      isPending = true
      return result.finally(remove) as Result
    }
    return result
  } finally {
    if (!isPending) remove()
  }
}

/** A new sandbox ledger with the training company in it, of the usual size unless told otherwise. */
export function seededLedger(path: string, size?: SeedSize): Ledger {
  const ledger = emptyLedger(path, 'sandbox')
  seedSandbox(ledger, { clock, newId }, size)
  return ledger
}

export function emptyLedger(path: string, kind: 'live' | 'sandbox'): Ledger {
  return createLedger(path, { ledgerId: newId(), kind, name: 'Bench', code: 'BNCH', createdAt: clock.now() })
}

/** Of the training company: `pat` prepares, `robin` reviews, `casey` may do everything. */
export function personOf(id: 'pat' | 'robin' | 'casey'): Person {
  const person = people.find((candidate) => candidate.id === id)
  if (person === undefined) throw new Error(`The company has no ${id}`)
  return person
}

/** What a use case is handed in a thread, without the thread. */
export function contextOf(
  ledger: Ledger,
  person: Person,
  folder: string,
  files: Readonly<Record<string, OpenFile>> = {},
): JobContext {
  return {
    ledger,
    person,
    signer: signerOf(ledger, person),
    clock,
    newId,
    file: (handle) => files[handle],
    newFile: (name) => ({ handle: newId(), path: join(folder, `${newId()} ${name}`) }),
    stagingFolder: join(folder, 'staging'),
    progress: () => undefined,
    isCancelled: () => false,
    beginCommit: () => true,
  }
}

const unlocked = new Map<string, UnlockedKey>()

/** Unlocked once for each key of a training company; undefined where a ledger has none. */
function signerOf(ledger: Ledger, person: Person): UnlockedKey | undefined {
  const identity = findIdentityOfPerson(ledger, person.id)
  if (identity === undefined) return undefined
  const known = unlocked.get(identity.id)
  if (known !== undefined) return known
  const signer = valueOf(unlockIdentity(ledger, person.id, practicePassphraseOf(person.id)))
  unlocked.set(identity.id, signer)
  return signer
}

/** A further ledger file like the given one, which must be closed. On the disk, so that no turn waits for it. */
export function copyOf(path: string, copy: string): string {
  for (const ending of ['', '-wal', '-shm']) rmSync(copy + ending, { force: true })
  copyFileSync(path, copy)
  const file = openSync(copy, 'r+')
  fsyncSync(file)
  closeSync(file)
  return copy
}

export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.rejections.slice(0, 3)))
  return outcome.value
}
