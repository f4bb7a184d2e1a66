import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Input, Name, Output } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import type { Desk } from '../../main/desk/desk'
import type { Session } from '../../main/desk/session'
import { aDesk, temporaryFolder, workerBundle } from './aDesk'

const worker = workerBundle()

async function ask<N extends Name>(desk: Desk, session: Session, name: N, input: Input<N>) {
  return (await desk.invoke(session, name, input)) as Outcome<Output<N>>
}

async function value<N extends Name>(
  desk: Desk,
  session: Session,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  const outcome = await ask(desk, session, name, input)
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.rejections)}`)
  return outcome.value
}

function codes(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.rejections.map(({ code }) => code)
}

test('the training company opens, and is in the list of recent ledgers afterwards', async () => {
  const { desk, session, dataFolder } = aDesk(worker.file)
  const opened = await value(desk, session, 'openSandbox', {})
  expect(opened.ledger?.kind).toBe('sandbox')
  expect(opened.people.length).toBeGreaterThan(1)
  const closed = await value(desk, session, 'closeLedger', {})
  expect(closed.ledger).toBeNull()
  const { ledgers } = await value(desk, session, 'listRecentLedgers', {})
  expect(ledgers.map(({ name, isMissing }) => ({ name, isMissing }))).toEqual([
    { name: opened.ledger?.name, isMissing: false },
  ])
  expect(JSON.stringify(ledgers)).not.toContain(dataFolder)
  const again = await value(desk, session, 'openLedger', { recentId: ledgers[0]?.recentId ?? '', file: '' })
  expect(again.ledger).toEqual(opened.ledger)
})

test('who acts belongs to the session: another session keeps its own person', async () => {
  const { desk, session } = aDesk(worker.file)
  const { people } = await value(desk, session, 'openSandbox', {})
  const other = desk.enter()
  const second = people[1]?.id ?? ''
  expect((await value(desk, session, 'switchPerson', { personId: second, passphrase: '' })).person?.id).toBe(
    second,
  )
  expect((await value(desk, other, 'getSession', {})).person?.id).toBe(people[0]?.id)
  expect(codes(await ask(desk, session, 'switchPerson', { personId: 'nobody', passphrase: '' }))).toEqual([
    'not_found',
  ])
})

test('opening what is open already changes nobody; another ledger has everybody act anew', async () => {
  const { desk, session } = aDesk(worker.file)
  const { people } = await value(desk, session, 'openSandbox', {})
  const second = people[1]?.id ?? ''
  await value(desk, session, 'switchPerson', { personId: second, passphrase: '' })
  const other = desk.enter()
  await value(desk, other, 'openSandbox', {})
  expect((await value(desk, session, 'getSession', {})).person?.id).toBe(second)
  await value(desk, other, 'createLedger', { name: 'Books', place: '' })
  const anew = await value(desk, session, 'getSession', {})
  expect(anew.person?.id).toBe(anew.people[0]?.id)
})

test('a ledger in use is refused with the name of its holder, until that one closes it', async () => {
  const first = aDesk(worker.file)
  await value(first.desk, first.session, 'openSandbox', {})
  const second = aDesk(worker.file, first.dataFolder)
  const refused = await ask(second.desk, second.session, 'openSandbox', {})
  expect(refused).toMatchObject({
    ok: false,
    rejections: [{ code: 'ledger_in_use', params: { holder: first.desk.options.holder } }],
  })
  await first.desk.ledgers.close()
  expect((await ask(second.desk, second.session, 'openSandbox', {})).ok).toBe(true)
})

test('a live ledger is made once in its place, and only a sandbox can be reset', async () => {
  const { desk, session, dataFolder } = aDesk(worker.file)
  const made = await value(desk, session, 'createLedger', { name: '../Acme: books', place: '' })
  expect(made.ledger?.kind).toBe('live')
  expect(readdirSync(join(dataFolder, 'ledger')).filter((name) => name.endsWith('.contra'))).toEqual([
    'Acme books.contra',
  ])
  expect(codes(await ask(desk, session, 'createLedger', { name: '../Acme: books', place: '' }))).toEqual([
    'ledger_exists',
  ])
  expect(codes(await ask(desk, session, 'resetSandbox', {}))).toEqual(['sandbox_only'])
})

test('a backup restores beside the ledger, or in its place when that one is open', async () => {
  const { desk, session } = aDesk(worker.file)
  const { ledger } = await value(desk, session, 'createLedger', { name: 'Books', place: '' })
  const backup = await value(desk, session, 'backupLedger', {})
  const replaced = await value(desk, session, 'restoreLedger', { file: backup.handle, name: 'Anything' })
  expect(replaced.ledger).toEqual(ledger)
  await value(desk, session, 'closeLedger', {})
  const beside = await value(desk, session, 'restoreLedger', { file: backup.handle, name: 'Second' })
  expect(beside.ledger?.ledgerId).toBe(ledger?.ledgerId)
  expect(codes(await ask(desk, session, 'restoreLedger', { file: 'x'.repeat(20), name: 'Third' }))).toEqual([
    'not_found',
  ])
})

const strangers: [string, (copy: string) => void, string][] = [
  ['text', (path) => writeFileSync(path, 'account,amount\n1,2\n'), 'ledger_not_a_ledger'],
  ['nothing', (path) => writeFileSync(path, ''), 'ledger_not_a_ledger'],
  ['another SQLite file', (path) => other(path), 'ledger_not_a_ledger'],
  [
    'a trigger more',
    (path) => change(path, 'create trigger t after insert on audit begin select 1; end'),
    'ledger_damaged',
  ],
  ['a trigger less', (path) => dropTrigger(path), 'ledger_damaged'],
  ['torn pages', (path) => tear(path), 'ledger_damaged'],
]

test.each(strangers)('a file with %s is not restored, and the open ledger stays', async (_, spoil, code) => {
  const { desk, session, log } = aDesk(worker.file)
  const { ledger } = await value(desk, session, 'openSandbox', {})
  const backup = await value(desk, session, 'backupLedger', {})
  const copy = join(temporaryFolder(), 'copy.contra')
  copyFileSync(session.files.file(backup.handle)?.path ?? '', copy)
  spoil(copy)
  const file = session.files.register(copy)?.handle ?? ''
  expect(codes(await ask(desk, session, 'restoreLedger', { file, name: 'Stranger' }))).toEqual([code])
  expect((await value(desk, session, 'getSession', {})).ledger).toEqual(ledger)
  expect(log.defects).toEqual([])
})

test('closing leaves the ledger file alone: no log beside it, no staging, no temporary file', async () => {
  const { desk, session, dataFolder } = aDesk(worker.file)
  await value(desk, session, 'openSandbox', {})
  const backup = await value(desk, session, 'backupLedger', {})
  const path = session.files.file(backup.handle)?.path ?? ''
  expect(existsSync(path)).toBe(true)
  await desk.close()
  expect(existsSync(path)).toBe(false)
  expect(
    readdirSync(join(dataFolder, 'ledger')).filter((name) => /-wal|-shm|journal|holder/.test(name)),
  ).toEqual([])
})

function other(path: string): void {
  writeFileSync(path, '')
  const database = new Database(path)
  database.exec('create table t (a)')
  database.close()
}

function change(path: string, sql: string): void {
  const database = new Database(path)
  database.exec(sql)
  database.close()
}

function dropTrigger(path: string): void {
  const database = new Database(path)
  const name = database
    .prepare("select name from sqlite_schema where type = 'trigger' limit 1")
    .pluck()
    .get() as string
  database.exec(`drop trigger "${name}"`)
  database.close()
}

/** Overwrites the middle of the file, page headers included. */
function tear(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0xff, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2))
  writeFileSync(path, bytes)
}
