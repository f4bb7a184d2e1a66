import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Right } from '@contract/setting'
import { systemClock } from '../../main/platform/clock'
import { idFactory } from '../../main/platform/id'
import { practicePassphraseOf } from '../../main/usecase/seed/company'
import { aCredit } from './aCredit'
import { aDesk, temporaryFolder, workerBundle } from './aDesk'
import { asker, type Asker } from './asker'

// Passphrases of a live ledger cost what they do in earnest.
vi.setConfig({ testTimeout: 120_000 })

const worker = workerBundle()
const newId = idFactory(systemClock)
const command = () => ({ commandId: newId() })

const act = (page: Asker, personId: string, passphrase: string) =>
  page.codes('switchPerson', { personId, passphrase })
const say = async (page: Asker, personId: string) =>
  expect(await act(page, personId, practicePassphraseOf(personId))).toEqual([])

/** Two windows of the training company, and a third in which its controller says how is signed. */
async function sandbox(signEachTime: boolean) {
  const { desk, session, log } = aDesk(worker.file)
  const [page, other, office] = [asker(desk, session), asker(desk, desk.enter()), asker(desk, desk.enter())]
  await page.value('openSandbox', {})
  await say(office, 'casey')
  if (signEachTime) await turn(office, true)
  return { desk, log, page, other, office }
}

async function turn(page: Asker, signEachTime: boolean): Promise<void> {
  const settings = await page.value('getSettings', {})
  await page.value('changeSettings', { ...command(), settings: { ...settings, signEachTime } })
}

/** A draft of one line, and what submits it: all of its warnings are confirmed. */
async function aDraft(page: Asker, name: string) {
  const { batchId } = await page.value('createBatch', { ...command(), name })
  const changes = [await aCredit(page)]
  const edit = { ...command(), batchId, editNumber: 0, label: 'x', changes }
  const { editNumber } = await page.value('editDraft', edit)
  const { warnings } = await page.value('getBatch', { batchId })
  return { batchId, editNumber, confirmed: warnings.map(({ code, at }) => ({ code, at })) }
}
type Draft = Awaited<ReturnType<typeof aDraft>>

const submit = (page: Asker, draft: Draft) => page.codes('submitBatch', { ...command(), ...draft })

async function decide(page: Asker, { batchId, confirmed }: Draft, how: 'approve' | 'return') {
  const { revision, contentHash } = await page.value('getBatch', { batchId })
  const decided = { ...command(), batchId, revision, comment: 'Seen' }
  return how === 'return'
    ? page.codes('returnBatch', decided)
    : page.codes('approveBatch', { ...decided, contentHash, confirmed })
}

/** The codes of what a job came to: none where it was done. */
async function save(page: Asker, name: 'saveBatchFile' | 'saveEvidence', { batchId }: Draft) {
  const { jobId } = await page.value(name, { ...command(), batchId })
  return jobCodes(page, jobId)
}

async function jobCodes(page: Asker, jobId: string): Promise<string[]> {
  return vi.waitFor(async () => {
    const { job, rejections } = await page.value('getJob', { jobId })
    expect(['done', 'refused']).toContain(job.state)
    return job.state === 'done' ? [] : rejections.map(({ code }) => code)
  }, 30_000)
}

const view = (page: Asker) => page.value('getSession', {})
const needed = ['passphrase_needed']

test('unless a controller wants it otherwise, one saying serves every signature', async () => {
  const { page } = await sandbox(false)
  await say(page, 'pat')
  for (const name of ['One', 'Two']) expect(await submit(page, await aDraft(page, name))).toEqual([])
  expect(await view(page)).toMatchObject({ isUnlocked: true, settings: { signEachTime: false } })
})

test('each of what is signed asks again, and whoever signed goes on acting', async () => {
  const { page, log } = await sandbox(true)
  await act(page, 'pat', '')
  const drafts = [await aDraft(page, 'One'), await aDraft(page, 'Two')] as const

  /** Signs with the one saying, and not a second time; in between nothing but the signature is held back. */
  async function asksEachTime(personId: string, sign: () => Promise<string[]>, again = sign): Promise<void> {
    await act(page, personId, '')
    await say(page, personId)
    expect(await view(page)).toMatchObject({ isUnlocked: true })
    expect(await sign()).toEqual([])
    expect(page.session.unlocked.size).toBe(0)
    expect(await view(page)).toMatchObject({ person: { id: personId }, isUnlocked: false })
    expect(await page.codes('listPeople', {})).toEqual([])
    expect(await again()).toEqual(needed)
  }
  await asksEachTime(
    'pat',
    () => submit(page, drafts[0]),
    () => submit(page, drafts[1]),
  )
  await asksEachTime(
    'pat',
    () => submit(page, drafts[1]),
    () => save(page, 'saveBatchFile', drafts[0]),
  )
  await asksEachTime('pat', () => save(page, 'saveBatchFile', drafts[0]))
  await asksEachTime('pat', () => save(page, 'saveEvidence', drafts[0]))
  await asksEachTime(
    'robin',
    () => decide(page, drafts[0], 'approve'),
    () => decide(page, drafts[1], 'return'),
  )
  await asksEachTime(
    'robin',
    () => decide(page, drafts[1], 'return'),
    () => save(page, 'saveEvidence', drafts[1]),
  )
  expect(log.defects).toEqual([])
})

test('what is refused spends nothing: no warnings confirmed, facts that moved, nothing to hand over', async () => {
  const { page, other } = await sandbox(true)
  await say(page, 'pat')
  await say(other, 'robin')
  const drafts = [await aDraft(page, 'One'), await aDraft(page, 'Two')] as const
  expect(await submit(page, { ...drafts[0], editNumber: 0 })).toEqual(['edit_number_stale'])
  expect(await save(page, 'saveBatchFile', drafts[0])).toEqual(['batch_not_handed_over'])
  expect(await submit(page, drafts[0])).toEqual([])
  await say(page, 'pat')
  expect(await submit(page, drafts[1])).toEqual([])
  await say(page, 'pat')

  expect(await decide(other, drafts[0], 'approve')).toEqual([])
  await say(other, 'robin')
  // The same credit by now, which the first has posted.
  expect(await decide(other, drafts[1], 'approve')).toContain('facts_moved')
  const third = await aDraft(page, 'Three')
  expect(third.confirmed).not.toEqual([])
  expect(await submit(page, { ...third, confirmed: [] })).toContain('warnings_unconfirmed')
  for (const one of [page, other]) expect(await view(one)).toMatchObject({ isUnlocked: true })
  expect(await submit(page, third)).toEqual([])
  expect(await decide(other, drafts[1], 'return')).toEqual([])
  for (const one of [page, other]) expect(await view(one)).toMatchObject({ isUnlocked: false })
})

test('of several sent at once with one saying, one is accepted', async () => {
  const { page } = await sandbox(true)
  await act(page, 'pat', '')
  const names = ['One', 'Two', 'Three', 'Four', 'Five']
  const drafts: Draft[] = []
  for (const name of names) drafts.push(await aDraft(page, name))
  await say(page, 'pat')
  const outcomes = await Promise.all(drafts.map((draft) => submit(page, draft)))
  expect(outcomes).toEqual([[], needed, needed, needed, needed])

  // A file that is being saved and a batch that is submitted meanwhile; one that is refused stands in no way.
  const [first, second, third] = drafts as [Draft, Draft, Draft]
  await say(page, 'pat')
  const together = await Promise.all([
    submit(page, { ...second, editNumber: 0 }),
    save(page, 'saveBatchFile', first),
    submit(page, third),
  ])
  expect(together).toEqual([['edit_number_stale'], [], needed])
})

test('a key is spent in every window of its person, and in none of anybody else', async () => {
  const { page, other, office } = await sandbox(true)
  await say(page, 'pat')
  await say(other, 'pat')
  await say(office, 'casey')
  const drafts = [await aDraft(page, 'One'), await aDraft(page, 'Two')] as const
  expect(await Promise.all([submit(page, drafts[0]), submit(other, drafts[1])])).toEqual([[], needed])
  for (const one of [page, other])
    expect(await view(one)).toMatchObject({ person: { id: 'pat' }, isUnlocked: false })
  expect(await view(office)).toMatchObject({ isUnlocked: true })
  await say(other, 'pat')
  expect(await submit(other, drafts[1])).toEqual([])
})

test('turned on, it holds at once for keys that are unlocked; turned off, no more', async () => {
  const { page, office } = await sandbox(false)
  await say(page, 'pat')
  const drafts = [await aDraft(page, 'One'), await aDraft(page, 'Two'), await aDraft(page, 'Three')] as const
  const settings = { ...(await office.value('getSettings', {})), signEachTime: true }
  const outcomes = await Promise.all([
    office.codes('changeSettings', { ...command(), settings }),
    submit(page, drafts[0]),
    submit(page, drafts[1]),
  ])
  expect(outcomes).toEqual([[], [], needed])
  await turn(office, false)
  await say(page, 'pat')
  for (const draft of [drafts[1], drafts[2]]) expect(await submit(page, draft)).toEqual([])
  expect(await view(page)).toMatchObject({ isUnlocked: true })
})

test('only a controller turns it on or off', async () => {
  const { page } = await sandbox(true)
  await say(page, 'pat')
  const settings = await page.value('getSettings', {})
  const off = { ...command(), settings: { ...settings, signEachTime: false } }
  expect(await page.codes('changeSettings', off)).toEqual(['right_missing'])
  expect(await page.value('getSettings', {})).toEqual(settings)
})

const kimSays = 'Kim keeps the books'
const robinSays = 'Robin types the lines'

/** A live ledger with invoices and two people, where each signature asks. */
async function live() {
  const { desk, session } = aDesk(worker.file)
  const [page, office] = [asker(desk, session), asker(desk, desk.enter())]
  await page.value('createLedger', { name: 'Books', place: '' })
  await act(page, 'preparer', '')
  await page.value('setPassphrase', { ...command(), current: '', next: robinSays })
  await act(office, 'controller', '')
  await office.value('setPassphrase', { ...command(), current: '', next: kimSays })
  await bringCompany(office)
  await turn(office, true)
  return { page, office }
}

async function bringCompany(page: Asker): Promise<void> {
  const folder = join('test', 'fixture', 'company', 'warehouse')
  const files = readdirSync(folder).map(
    (name) => page.session.files.register(join(folder, name))?.handle ?? '',
  )
  const { jobId } = await page.value('startImport', { files })
  expect(await jobCodes(page, jobId)).toEqual([])
  const { value } = await page.value('getJob', { jobId })
  const { importId } = value as { importId: string }
  const preview = await page.value('previewImport', { importId, asOf: systemClock.now() })
  expect(await jobCodes(page, preview.jobId)).toEqual([])
  const commit = await page.value('commitImport', { ...command(), importId })
  expect(await jobCodes(page, commit.jobId)).toEqual([])
}

test('in a live ledger who has signed acts on without a key, until locked or revoked', async () => {
  const { page, office } = await live()
  const drafts = [await aDraft(page, 'One'), await aDraft(page, 'Two')] as const
  expect(await submit(page, drafts[0])).toEqual([])
  expect(page.session.unlocked.size).toBe(0)
  expect(await view(page)).toMatchObject({ person: { id: 'preparer' }, isUnlocked: false })
  expect(await page.codes('createBatch', { ...command(), name: 'More' })).toEqual([])

  // Also after people have changed, and after somebody else acted here; nobody else is let in by that.
  const rights: Right[] = ['prepare', 'review']
  const changed = { ...command(), personId: 'preparer', name: 'Robin Preparer', rights }
  expect(await office.codes('changePerson', changed)).toEqual([])
  expect(await view(page)).toMatchObject({ person: { id: 'preparer', rights }, isUnlocked: false })
  expect(await act(page, 'controller', '')).toEqual(needed)
  expect(await act(page, 'controller', kimSays)).toEqual([])
  expect(await act(page, 'preparer', '')).toEqual([])
  expect(await submit(page, drafts[1])).toEqual(needed)
  expect(await act(page, 'preparer', 'not the passphrase')).toEqual(['passphrase_wrong'])
  expect(await submit(page, drafts[1])).toEqual(needed)
  expect(await act(page, 'preparer', robinSays)).toEqual([])
  expect(await submit(page, drafts[1])).toEqual([])

  await page.value('lockSession', {})
  expect(await view(page)).toMatchObject({ person: null, isUnlocked: false })
  expect(await act(page, 'preparer', '')).toEqual(needed)
  expect(await act(page, 'preparer', robinSays)).toEqual([])
  const { people } = await office.value('listPeople', {})
  const identityId = people.find(({ id }) => id === 'preparer')?.identities[0]?.identityId ?? ''
  expect(await office.codes('revokeIdentity', { ...command(), identityId, reason: 'lost' })).toEqual([])
  expect(await view(page)).toMatchObject({ person: null })
})

test('locked while a signature waits for another, the session signs nothing more', async () => {
  const { page } = await sandbox(false)
  await say(page, 'pat')
  const drafts = [await aDraft(page, 'One'), await aDraft(page, 'Two')] as const
  const asked = Promise.all(drafts.map((draft) => submit(page, draft)))
  await new Promise((sent) => setImmediate(sent))
  await page.value('lockSession', {})
  expect(await asked).toEqual([[], needed])
  expect(page.session.unlocked.size).toBe(0)
})

/** A thread that fails at every signature, in a ledger where each asks for the passphrase, or not. */
const failing = (signEachTime: boolean) => `
const { parentPort } = require('node:worker_threads')
const ledger = { ledgerId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', kind: 'live', name: 'T', code: 'AAAA', createdAt: '2026-01-01T00:00:00Z' }
const settings = { apiVersion: 60, mode: 'legacy', entityId: '', timeZone: 'UTC', advancedAdjustment: false, counterItem: false,
  adjustOppositeSign: false, revenueAccounts: false, revenueExclusion: false, receivablesCode: '', defaultAdjustmentCode: '',
  rounding: {}, increment: {}, signEachTime: ${String(signEachTime)} }
const people = [{ id: 'a', name: 'A', rights: ['prepare'], key: 'here', practicePassphrase: '' }]
const answers = {
  open: ledger,
  describe: { ledger, people, settings, today: '2026-01-01' },
  unlock: { personId: 'a', identityId: 'i', privateKey: 'p' },
}
parentPort.on('message', ({ number, request }) => {
  if (request.kind === 'close') { parentPort.postMessage({ kind: 'answer', number, outcome: { ok: true, warnings: [] }, newFiles: {} }); return process.exit() }
  const value = answers[request.kind]
  if (value === undefined) return parentPort.postMessage({ kind: 'defect', number, error: 'cut short' })
  parentPort.postMessage({ kind: 'answer', number, outcome: { ok: true, value, warnings: [] }, newFiles: {} })
})`

test.each([
  [true, 0],
  [false, 1],
])('cut short, where each signature asks (%s), the key counts as spent', async (signEachTime, left) => {
  const path = join(temporaryFolder(), 'failing.js')
  writeFileSync(path, failing(signEachTime))
  const { desk, session } = aDesk(path)
  const page = asker(desk, session)
  await page.value('createLedger', { name: 'Books', place: '' })
  expect(await act(page, 'a', 'a passphrase')).toEqual([])
  const input = { ...command(), batchId: newId(), editNumber: 0, confirmed: [] }
  expect(await page.codes('submitBatch', input)).toEqual(['defect'])
  expect(session.unlocked.size).toBe(left)
  expect(session.person?.id).toBe('a')
})
