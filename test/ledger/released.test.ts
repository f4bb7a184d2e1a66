import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Person } from '@contract/setting'
import { connect, type Ledger } from '../../main/ledger/database'
import { verifyLedgerFile } from '../../main/ledger/backup'
import { LedgerRefused } from '../../main/ledger/ledgerRefused'
import { migrations } from '../../main/ledger/migration'
import { migrate, versionOf } from '../../main/ledger/migration/migrate'
import { openLedger } from '../../main/ledger/open'
import { findIdentityOfPerson } from '../../main/ledger/identityTable'
import { keepStartingPeople, readPeople } from '../../main/ledger/personTable'
import { verifyLedger } from '../../main/ledger/verify'
import { getBatch } from '../../main/usecase/batch/getBatch'
import { redoEdit } from '../../main/usecase/batch/redoEdit'
import { getAdjustment } from '../../main/usecase/getAdjustment'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { submitBatch } from '../../main/usecase/batch/submitBatch'
import { setPassphrase } from '../../main/usecase/person/setPassphrase'
import { unlockIdentity } from '../../main/usecase/person/unlockIdentity'
import {
  aDraft,
  approveInput,
  aPostedBatch,
  cell,
  codesOf,
  edit,
  post,
  submit,
  submitInput,
  valueOf,
} from '../support/aBatch'
import { tampered } from './tamper'
import {
  openAgain,
  preparer,
  reviewer,
  tempFolder,
  testContext,
  type TestContext,
} from '../support/tempLedger'

// Ledgers as released versions of the app left them: imported adjustments with an opposite, batches that were
// posted, reversed and cancelled, a draft with a claim and an edit to redo, a submitted batch, a plan, an exception.
// That of version 6 has keys, statements, links, exceptions with what was done under them, an edited plan, a batch
// that was approved on facts that had moved, and an original that was refused besides.

const released = new URL('../fixture/released/', import.meta.url).pathname
const versions = readdirSync(released)
  .filter((name) => name.endsWith('.contra.gz'))
  .map((name) => ({ version: Number(name.slice(0, 4)), name }))

let path: string

function unpack(name: string): void {
  path = join(tempFolder(), 'released.contra')
  writeFileSync(path, gunzipSync(readFileSync(join(released, name))))
}

/** Ids in a file that was made elsewhere are taken: those of further commands begin after them. */
function contextOn(ledger: Ledger): TestContext {
  const context = testContext(ledger)
  for (let taken = 0; taken < 1000; taken += 1) context.newId()
  return context
}

function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof LedgerRefused) return error.rejection.code
    throw error
  }
  return 'none'
}

const idOf = (ledger: Ledger, name: string) =>
  ledger.sql<{ id: string }>('select id from batch where name = ?').get(name)?.id ?? ''
const rowsOf = (ledger: Ledger, table: string) =>
  ledger.sql<Record<string, unknown>>(`select * from ${table} order by 1, 2`).all()
const tablesOf = (ledger: Ledger) =>
  ledger
    .sql<{ name: string }>("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'")
    .all()
    .map(({ name }) => name)

it('there is one of every released version', () => {
  expect(versions.map(({ version }) => version)).toEqual([1, 6])
})

describe.each(versions)('a ledger of version $version', ({ version, name }) => {
  beforeEach(() => unpack(name))

  it('is brought up to date and is sound, as made by this version', () => {
    const ledger = openAgain(path, 'write')
    expect(versionOf(ledger.database)).toBe(migrations.length)
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('keeps all of its rows', () => {
    const before = connect(path, 'read')
    const tables = tablesOf(before)
    expect(tables.length).toBeGreaterThan(25)
    const kept = tables.map((table) => [table, rowsOf(before, table)] as const)
    before.close()
    const ledger = openAgain(path, 'write')
    for (const [table, rows] of kept) {
      const now = rowsOf(ledger, table)
      expect([table, now.length]).toEqual([table, rows.length])
      expect([table, now]).toEqual([table, rows.map((row) => expect.objectContaining(row) as object)])
    }
  })

  it('goes on: a draft is edited and posted, a submitted batch approved, a reversal knows its original', () => {
    const ledger = openAgain(path, 'write')
    const context = contextOn(ledger)
    const batchId = idOf(ledger, 'Waiting')
    const { editNumber } = valueOf(getBatch(context, { batchId }))
    valueOf(redoEdit(context, { commandId: context.newId(), batchId, editNumber }))
    expect(post(context, batchId).state).toBe('approved')
    expect(aPostedBatch(context, [cell('I2', 'IT3', 'Credit', '1.50')], 'New').state).toBe('approved')
    const { id } = ledger
      .sql<{ id: string }>("select id from adjustment where source_id = 'IT2' and type = 'Credit'")
      .get()!
    expect(valueOf(getAdjustment(context, { adjustmentId: id }))).toMatchObject({
      remainder: '15.00',
      reversedBy: [{ amount: '15.00' }, { amount: '10.00' }],
    })
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('goes on with people who had no key: a first passphrase makes it, and what is signed after is their own', () => {
    const ledger = openAgain(path, 'write')
    const context = contextOn(ledger)
    keepStartingPeople(ledger)
    const keyless = readPeople(ledger).filter(({ id }) => findIdentityOfPerson(ledger, id) === undefined)
    const maker = keyless.find(({ rights }) => rights.includes('prepare'))!
    const checker = keyless.find(({ id, rights }) => id !== maker.id && rights.includes('review'))!
    const signedIn = (person: Person) => {
      const bare = Object.create(context.as(person), { signer: { value: undefined } }) as TestContext
      const next = `${person.id} goes on`
      valueOf(setPassphrase(bare, { commandId: bare.newId(), current: '', next }))
      const signer = valueOf(unlockIdentity(ledger, person.id, next))
      return Object.create(context.as(person), { signer: { value: signer } }) as TestContext
    }
    const { batchId } = aDraft(context.as(maker), 'Signed')
    edit(context.as(maker), batchId, [cell('I2', 'IT3', 'Credit', '1.50')])
    const unsigned = Object.create(context.as(maker), { signer: { value: undefined } }) as TestContext
    const input = submitInput(unsigned, valueOf(getBatch(unsigned, { batchId })))
    expect(codesOf(submitBatch(unsigned, input))).toEqual(['identity_missing'])
    const [by, second] = [signedIn(maker), signedIn(checker)]
    const submitted = submit(by, batchId)
    expect(codesOf(approveBatch(by, approveInput(by, submitted)))).not.toEqual([])
    expect(valueOf(approveBatch(second, approveInput(second, submitted))).state).toBe('approved')
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('goes on with what waited for its approval, but not by who had submitted it', () => {
    const ledger = openAgain(path, 'write')
    const context = contextOn(ledger)
    const batch = valueOf(getBatch(context, { batchId: idOf(ledger, 'Submitted') }))
    const both: Person = { ...preparer, rights: ['prepare', 'review'] }
    expect(codesOf(approveBatch(context.as(both), approveInput(context, batch)))).toEqual([
      'approver_touched_lines',
    ])
    const approved = approveBatch(context.as(reviewer), approveInput(context, batch))
    expect(valueOf(approved).state).toBe('approved')
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('is kept as it was beside the new one', () => {
    openAgain(path, 'write')
    const kept = `${path}.before-${migrations.length}`
    const backup = connect(kept, 'read')
    expect(versionOf(backup.database)).toBe(version)
    expect(rowsOf(backup, 'audit').length).toBeGreaterThan(5)
    backup.close()
    expect(existsSync(`${kept}.partial`)).toBe(false)
    copyFileSync(kept, join(dirname(path), 'again.contra'))
    expect(verifyLedger(openAgain(join(dirname(path), 'again.contra'), 'write')).faults).toEqual([])
  })

  it('is not kept twice when it is opened again, nor when a copy of it is looked at', () => {
    openAgain(path, 'write').close()
    const files = readdirSync(dirname(path)).length
    openAgain(path, 'write').close()
    expect(readdirSync(dirname(path)).length).toBe(files)
    unpack(name)
    verifyLedgerFile(path).close()
    expect(readdirSync(dirname(path)).filter((file) => file.includes('before'))).toEqual([])
  })

  test.each([
    [
      'a broken chain',
      "drop trigger audit_never_changes; update audit set subject = subject where 1; update audit set detail = '{}' where sequence = 3",
    ],
    ['another schema', 'drop trigger adjustment_never_changes'],
    ['a loose reference', "pragma foreign_keys = off; update item set invoice_id = 'I9' where id = 'IT1'"],
  ])('with %s is refused, and stays as it is', (_what, damage) => {
    const broken = connect(path, 'write')
    broken.database.exec(damage)
    broken.close()
    const before = readFileSync(path)
    expect(refusalOf(() => openLedger(path, 'write'))).toBe('ledger_damaged')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(dirname(path)).filter((file) => file.includes('before'))).toEqual([])
  })

  it('is what it was when the app dies within the migration', () => {
    const dying = connect(path, 'write')
    dying.database.exec('begin immediate')
    for (const text of migrations.slice(version)) dying.database.exec(text)
    dying.database.pragma(`user_version = ${migrations.length}`)
    const left = join(tempFolder(), 'left.contra')
    for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${left}${end}`)
    dying.close()
    const found = connect(left, 'read')
    expect(versionOf(found.database)).toBe(version)
    found.close()
    expect(verifyLedger(openAgain(left, 'write')).faults).toEqual([])
  })

  it('is what it was when a migration fails half way', () => {
    const ledger = connect(path, 'write')
    const schema = () => ledger.sql('select sql from sqlite_schema order by 1').all()
    const before = schema()
    // What it makes anew last is there already under that name.
    const text = migrations[version] ?? ''
    const made = [...text.matchAll(/create trigger (\w+)/g)].map(([, name]) => name ?? '')
    const name = made.filter((other) => !text.includes(`drop trigger ${other};`)).at(-1)
    expect(name).toBeDefined()
    ledger.database.exec(`create trigger ${name} after delete on import_profile begin select 1; end`)
    expect(() => migrate(ledger.database, () => undefined)).toThrow('already exists')
    ledger.database.exec(`drop trigger ${name}`)
    expect(versionOf(ledger.database)).toBe(version)
    expect(schema()).toEqual(before)
    ledger.close()
  })
})

describe('a ledger of version 6', () => {
  beforeEach(() => unpack('0006.contra.gz'))

  it('keeps what was signed, byte for byte, each with the content that it is of', () => {
    const before = connect(path, 'read')
    const signed = before.sql<Record<string, string>>('select * from statement order by sequence').all()
    before.close()
    const ledger = openAgain(path, 'write')
    expect(new Set(signed.map(({ act }) => act))).toEqual(new Set(['submit', 'return', 'approve']))
    expect(ledger.sql('select * from statement order by sequence').all()).toEqual(
      signed.map((row) => ({
        ...row,
        content_hash: (JSON.parse(row.text ?? '') as Record<string, string>).contentHash,
      })),
    )
  })

  it('keeps people to what they have submitted, whose key was lost and replaced since', () => {
    const ledger = openAgain(path, 'write')
    const context = contextOn(ledger)
    const sam = readPeople(ledger).find(({ name }) => name === 'Sam Second')!
    const signer = valueOf(unlockIdentity(ledger, sam.id, 'sam tests on'))
    const bySam = Object.create(context.as(sam), { signer: { value: signer } }) as TestContext
    const own = valueOf(getBatch(context, { batchId: idOf(ledger, 'Of Sam') }))
    expect(codesOf(approveBatch(bySam, approveInput(context, own)))).toEqual(['approver_touched_lines'])
    const other = valueOf(getBatch(context, { batchId: idOf(ledger, 'Submitted') }))
    expect(valueOf(approveBatch(bySam, approveInput(context, other))).state).toBe('approved')
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  const returned = "(select id from batch where name = 'Returned')"
  test.each<[string, string]>([
    ['its approval is gone', `delete from statement where act = 'approve' and batch_id = ${returned}`],
    [
      'who approved had worked on it',
      `update draft_edit set person_id = 'controller' where batch_id = ${returned}`,
    ],
    [
      'the log has no signature of its approval, though others before have',
      `update audit set detail = json_remove(detail, '$.signature')
       where action = 'approveBatch' and subject = 'batch ' || ${returned}`,
    ],
    [
      'the log does not tell of its approval',
      `update audit set action = 'returnBatch' where action = 'approveBatch' and subject = 'batch ' || ${returned}`,
    ],
    [
      'its key had been revoked before',
      "update identity set revoked_at = '2026-11-19T00:00:00.000Z' where person_id = 'controller'",
    ],
    ['it was posted on other facts', `insert into posting values (${returned}, '[]', '[]')`],
  ])('holds what was approved then against what was signed: not if %s', (_, change) => {
    const ledger = tampered(openAgain(path, 'write'), change)
    const faults = verifyLedger(ledger).faults.map(({ what, place }) => `${what}: ${place.split(',')[0]}`)
    expect(faults).toContain(`approval: batch ${idOf(ledger, 'Returned')}`)
  })

  test.each(['', 'no JSON', '{}', '[]'])(
    'keeps a statement that was damaged, for the verification: %j',
    (text) => {
      const broken = connect(path, 'write')
      const [trigger] = broken
        .sql<{ sql: string }>("select sql from sqlite_schema where name = 'statement_never_changes'")
        .all()
      broken.database.exec('drop trigger statement_never_changes')
      broken.sql('update statement set text = ? where sequence = 2').run(text)
      broken.database.exec(trigger!.sql)
      broken.close()
      const ledger = openAgain(path, 'write')
      expect(ledger.sql('select text from statement where sequence = 2').get()).toEqual({ text })
      expect(verifyLedger(ledger).faults.map(({ what }) => what)).toContain('statement')
    },
  )
})

describe('a ledger of a version that is yet to come', () => {
  test.each(['write', 'read'] as const)('is refused in mode %s, and nothing is written', (mode) => {
    unpack(versions.at(-1)!.name)
    const newer = connect(path, 'write')
    newer.database.pragma(`user_version = ${migrations.length + 1}`)
    newer.close()
    const before = readFileSync(path)
    expect(refusalOf(() => openLedger(path, mode))).toBe('ledger_newer')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(dirname(path)).filter((file) => file.includes('before'))).toEqual([])
  })
})
