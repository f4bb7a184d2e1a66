import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Right } from '@contract/setting'
import { findIdentityOfPerson } from '../../main/ledger/identityTable'
import { openLedger } from '../../main/ledger/open'
import { systemClock } from '../../main/platform/clock'
import { idFactory } from '../../main/platform/id'
import { unlockIdentity } from '../../main/usecase/person/unlockIdentity'
import { practicePassphraseOf } from '../../main/usecase/seed/company'
import { aCredit } from './aCredit'
import { aDesk, workerBundle } from './aDesk'
import { asker, type Asker } from './asker'

// Passphrases of a live ledger cost what they do in earnest.
vi.setConfig({ testTimeout: 120_000 })

const worker = workerBundle()
const newId = idFactory(systemClock)
const command = () => ({ commandId: newId() })
const kimSays = 'Kim keeps the books'
const robinSays = 'Robin types the lines'

/** A live ledger in which both of its people have set a passphrase; nobody acts yet. */
async function live() {
  const { desk, session, log, dataFolder } = aDesk(worker.file)
  const heard: string[] = []
  const page = asker(desk, session, heard)
  await page.value('createLedger', { name: 'Books', place: '' })
  for (const [personId, next] of [
    ['controller', kimSays],
    ['preparer', robinSays],
  ] as const) {
    await page.value('switchPerson', { personId, passphrase: '' })
    await page.value('setPassphrase', { ...command(), current: '', next })
  }
  await page.value('lockSession', {})
  const other = asker(desk, desk.enter(), heard)
  return { desk, log, dataFolder, page, other, heard }
}

async function sandbox() {
  const { desk, session, log } = aDesk(worker.file)
  const page = asker(desk, session)
  await page.value('openSandbox', {})
  return { desk, log, page, other: asker(desk, desk.enter()) }
}

const act = (page: Asker, personId: string, passphrase: string) =>
  page.codes('switchPerson', { personId, passphrase })
const practise = (page: Asker, personId: string) => act(page, personId, practicePassphraseOf(personId))
const change = (page: Asker, personId: string, name: string, rights: Right[]) =>
  page.codes('changePerson', { ...command(), personId, name, rights })
const aBatch = (page: Asker, name: string) => page.codes('createBatch', { ...command(), name })

test('in a live ledger nobody with a key acts without the passphrase', async () => {
  const { page, other } = await live()
  for (const one of [page, other]) {
    const view = await one.value('getSession', {})
    expect(view).toMatchObject({ person: null, isUnlocked: false })
    expect(view.people.map(({ key, practicePassphrase }) => [key, practicePassphrase])).toEqual([
      ['here', ''],
      ['here', ''],
    ])
    expect(await act(one, 'controller', '')).toEqual(['passphrase_needed'])
    expect(await one.codes('getHome', {})).toEqual(['passphrase_needed'])
    expect(await one.codes('listPeople', {})).toEqual(['passphrase_needed'])
    expect(await one.codes('verifyLedger', {})).toEqual(['passphrase_needed'])
    expect(await aBatch(one, 'Batch')).toEqual(['passphrase_needed'])
    expect(await one.codes('setPassphrase', { ...command(), current: '', next: 'a new passphrase' })).toEqual(
      ['passphrase_needed'],
    )
  }
  expect(await act(page, 'controller', kimSays)).toEqual([])
  expect(await page.value('getSession', {})).toMatchObject({ person: { id: 'controller' }, isUnlocked: true })
  expect(await aBatch(page, 'Batch')).toEqual([])
  expect(await aBatch(other, 'Batch')).toEqual(['passphrase_needed'])
  // Saying one's own does not open another's.
  expect(await act(page, 'preparer', '')).toEqual(['passphrase_needed'])
  await page.value('lockSession', {})
  expect(page.session.unlocked.size).toBe(0)
  expect(await act(page, 'controller', '')).toEqual(['passphrase_needed'])
})

test('who acted without a passphrase stops when one is set in another window', async () => {
  const { desk, session } = aDesk(worker.file)
  const [page, other] = [asker(desk, session), asker(desk, desk.enter())]
  await page.value('createLedger', { name: 'Books', place: '' })
  expect(await act(page, 'controller', '')).toEqual([])
  expect(await act(other, 'controller', '')).toEqual([])
  expect(await aBatch(other, 'Before')).toEqual([])
  await page.value('setPassphrase', { ...command(), current: '', next: kimSays })
  expect(await page.value('getSession', {})).toMatchObject({ person: { id: 'controller' }, isUnlocked: true })
  expect(other.session.person?.id).not.toBe('controller')
  expect(await act(other, 'controller', '')).toEqual(['passphrase_needed'])
})

test('guesses wait, longer each time, one at a time and from all windows together', async () => {
  const { page, other } = await sandbox()
  const begin = performance.now()
  const wrong = 'not the passphrase'
  const answers = await Promise.all([act(page, 'casey', wrong), act(other, 'casey', wrong)])
  expect(answers).toEqual([['passphrase_wrong'], ['passphrase_wrong']])
  expect(performance.now() - begin).toBeGreaterThan(980)
  const second = performance.now()
  expect(await practise(page, 'casey')).toEqual([])
  expect(performance.now() - second).toBeGreaterThan(1980)
  const again = performance.now()
  expect(await act(other, 'casey', practicePassphraseOf('casey'))).toEqual([])
  expect(await act(page, 'pat', practicePassphraseOf('pat'))).toEqual([])
  expect(performance.now() - again).toBeLessThan(1900)
})

test('a guess by way of a new passphrase waits as well, and an unlocked key is no excuse for a wrong one', async () => {
  const { page, other } = await sandbox()
  expect(await practise(page, 'casey')).toEqual([])
  const guess = { current: 'not the passphrase', next: 'a new passphrase' }
  const begin = performance.now()
  expect(await page.codes('setPassphrase', { ...command(), ...guess })).toEqual(['passphrase_wrong'])
  expect(await act(page, 'casey', 'not the passphrase')).toEqual(['passphrase_wrong'])
  expect(await practise(other, 'casey')).toEqual([])
  expect(performance.now() - begin).toBeGreaterThan(2950)
})

test('locked while the passphrase is looked at, a session stays locked', async () => {
  const { page } = await live()
  const [asked] = await Promise.all([act(page, 'controller', kimSays), page.value('lockSession', {})])
  expect(asked).toEqual(['passphrase_needed'])
  expect(page.session.unlocked.size).toBe(0)
  expect(await page.value('getSession', {})).toMatchObject({ person: null, isUnlocked: false })
})

test('after another ledger was opened, no key and no person of the last one counts', async () => {
  const { page, other } = await live()
  expect(await act(page, 'controller', kimSays)).toEqual([])
  const [late] = await Promise.all([act(other, 'preparer', robinSays), page.value('openSandbox', {})])
  expect(late.length).toBe(1)
  for (const one of [page, other]) {
    expect(one.session.unlocked.size).toBe(0)
    const view = await one.value('getSession', {})
    expect(view).toMatchObject({ ledger: { kind: 'sandbox' }, person: { id: 'pat' }, isUnlocked: false })
  }
  const { ledgers } = await page.value('listRecentLedgers', {})
  const { recentId } = ledgers.find(({ name }) => name === 'Books')!
  await page.value('openLedger', { recentId, file: '' })
  expect(await page.value('getSession', {})).toMatchObject({ person: null })
  expect(await act(page, 'controller', '')).toEqual(['passphrase_needed'])
})

test('requests that are under way while the ledger changes make nobody act in the next one', async () => {
  const { page, other } = await sandbox()
  const created = page.ask('createLedger', { name: 'Books', place: '' })
  const asked = await Promise.all([
    other.ask('getSession', {}),
    other.ask('getHome', {}),
    other.ask('getSession', {}),
    aBatch(other, 'Late'),
  ])
  expect(asked).toHaveLength(4)
  expect((await created).ok).toBe(true)
  expect(other.session.person?.id ?? 'preparer').toBe('preparer')
  expect(await other.value('getSession', {})).toMatchObject({
    ledger: { kind: 'live' },
    person: { id: 'preparer' },
  })
})

test('rights that are taken hold at once in every window, also for what waits already', async () => {
  const { page, other } = await sandbox()
  expect(await practise(page, 'casey')).toEqual([])
  expect(await practise(other, 'pat')).toEqual([])
  expect(await aBatch(other, 'Before')).toEqual([])
  const [taken, waiting] = await Promise.all([
    change(page, 'pat', 'Pat Preparer', ['review']),
    aBatch(other, 'Meanwhile'),
  ])
  expect([taken, waiting]).toEqual([[], ['right_missing']])
  expect(await aBatch(other, 'After')).toEqual(['right_missing'])
  expect((await other.value('getSession', {})).person?.rights).toEqual(['review'])
  expect(await change(other, 'pat', 'Pat Preparer', ['control'])).toEqual(['right_missing'])
})

test('revoked while unlocked: whoever it was acts no more, and a renewed key asks for its own passphrase', async () => {
  const { page, other } = await sandbox()
  expect(await practise(page, 'casey')).toEqual([])
  expect(await practise(other, 'robin')).toEqual([])
  const { people } = await page.value('listPeople', {})
  const identityId = people.find(({ id }) => id === 'robin')?.identities[0]?.identityId ?? ''
  expect(await page.codes('revokeIdentity', { ...command(), identityId, reason: 'lost' })).toEqual([])
  expect(other.session.unlocked.size).toBe(0)
  expect((await other.value('getSession', {})).person?.id).not.toBe('robin')
  expect(await practise(other, 'robin')).toEqual(['identity_revoked'])
  const renewed = { ...command(), personId: 'robin', passphrase: 'the second passphrase' }
  expect(await page.codes('renewIdentity', renewed)).toEqual([])
  expect(await act(other, 'robin', 'the second passphrase')).toEqual([])
  expect((await other.value('getSession', {})).isUnlocked).toBe(true)
})

test('nobody approves what they submitted: not as another person of one session, not from a second one', async () => {
  const { page, other } = await sandbox()
  expect(await practise(page, 'casey')).toEqual([])
  const { batchId } = await page.value('createBatch', { ...command(), name: 'Own' })
  const changes = [await aCredit(page)]
  const edited = await page.value('editDraft', { ...command(), batchId, editNumber: 0, label: 'x', changes })
  const { warnings } = await page.value('getBatch', { batchId })
  const confirmed = warnings.map(({ code, at }) => ({ code, at }))
  const submitted = await page.value('submitBatch', {
    ...command(),
    batchId,
    editNumber: edited.editNumber,
    confirmed,
  })
  const { revision, contentHash } = submitted
  const approve = (by: Asker) =>
    by.codes('approveBatch', { ...command(), batchId, revision, contentHash, comment: '', confirmed })
  expect(await approve(page)).toEqual(['approver_touched_lines'])
  expect(await practise(other, 'casey')).toEqual([])
  expect(await approve(other)).toEqual(['approver_touched_lines'])
  expect(await change(page, 'casey', 'Somebody Else', ['review', 'control'])).toEqual([])
  expect(await approve(page)).toEqual(['approver_touched_lines'])
  // Robin's name without Robin's passphrase signs nothing, though casey's key is unlocked in this session.
  expect(await act(page, 'robin', '')).toEqual([])
  expect(await approve(page)).toEqual(['passphrase_needed'])
  expect(await practise(page, 'robin')).toEqual([])
  expect(await approve(page)).toEqual([])
})

test('no private key and no passphrase of a live ledger is in an answer, in the log or in a file', async () => {
  const { page, other, heard, log, dataFolder, desk } = await live()
  expect(await act(other, 'controller', 'a wrong passphrase')).toEqual(['passphrase_wrong'])
  expect(await act(page, 'controller', kimSays)).toEqual([])
  const added = {
    ...command(),
    name: 'New Person',
    rights: ['prepare' as const],
    passphrase: 'New Person says this',
  }
  await page.value('addPerson', added)
  await page.value('setPassphrase', { ...command(), current: kimSays, next: 'Kim keeps them still' })
  await page.ask('addPerson', { ...added, commandId: 'no id' })
  await page.value('listPeople', {})
  await page.value('exportIdentityCard', {})
  await page.value('getSession', {})
  const folder = join(dataFolder, 'ledger')
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.contra')) ?? '')
  await page.value('closeLedger', {})
  await desk.close()
  const ledger = openLedger(path, 'read')
  const opened = unlockIdentity(ledger, 'controller', 'Kim keeps them still')
  if (!opened.ok) throw new Error('The new passphrase does not open the key')
  const { sealedKey = '' } = findIdentityOfPerson(ledger, 'controller') ?? {}
  ledger.close()
  const secrets = [
    kimSays,
    robinSays,
    added.passphrase,
    'Kim keeps them still',
    'a wrong passphrase',
    opened.value.privateKey,
  ]
  for (const secret of secrets) {
    expect(heard.join('\n')).not.toContain(secret)
    expect(log.defects.join('\n')).not.toContain(secret)
    expect(readFileSync(path).includes(secret)).toBe(false)
  }
  expect(heard.join('\n')).not.toContain((JSON.parse(sealedKey) as { data: string }).data)
})
