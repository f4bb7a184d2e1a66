import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { DeskEvent, Name } from '@contract/api'
import { aDesk, temporaryFolder, workerBundle } from './aDesk'

const worker = workerBundle()

test('a job answers with its id, reports to its own session, and keeps its result', async () => {
  const { desk, session } = aDesk(worker.file)
  await desk.invoke(session, 'openSandbox', {})
  const stranger = desk.enter()
  const events: DeskEvent[] = []
  const strangers: DeskEvent[] = []
  session.listen((event) => events.push(event))
  stranger.listen((event) => strangers.push(event))
  const started = await desk.invoke(session, 'verifyLedger', {})
  if (!started.ok) throw new Error(JSON.stringify(started.rejections))
  const { jobId } = started.value as { jobId: string }
  await vi.waitFor(() => {
    expect(events.some((event) => event.event === 'job' && event.job.state === 'done')).toBe(true)
  }, 20_000)
  expect(await desk.invoke(session, 'getJob', { jobId })).toMatchObject({
    ok: true,
    value: { job: { jobId, state: 'done' }, value: { sound: true } },
  })
  expect(strangers).toEqual([])
  expect(await desk.invoke(stranger, 'getJob', { jobId })).toMatchObject({
    ok: false,
    rejections: [{ code: 'job_unknown' }],
  })
})

const words = `
const { parentPort } = require('node:worker_threads')
const view = { ledgerId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', kind: 'sandbox', name: 'T', code: 'AAAA', createdAt: '2026-01-01T00:00:00Z' }
const settings = { apiVersion: 60, mode: 'legacy', entityId: '', timeZone: 'UTC', advancedAdjustment: false, counterItem: false,
  adjustOppositeSign: false, revenueAccounts: false, revenueExclusion: false, receivablesCode: '', defaultAdjustmentCode: '', rounding: {}, increment: {}, signEachTime: false }
const describe = { ledger: view, people: [{ id: 'a', name: 'A', rights: [], key: 'none', practicePassphrase: '' }], settings, today: '2026-01-01' }
const state = { running: 0, cancelled: 1, committing: 2 }
parentPort.on('message', ({ number, request }) => {
  const answer = (value) => parentPort.postMessage({ kind: 'answer', number, outcome: { ok: true, value, warnings: [] }, newFiles: {} })
  const refuse = (code) => parentPort.postMessage({ kind: 'answer', number, outcome: { ok: false, rejections: [{ code, at: '', params: {} }] }, newFiles: {} })
  if (request.kind === 'open') return answer(view)
  if (request.kind === 'describe') return answer(describe)
  if (request.kind === 'close') { answer(null); return parentPort.close() }
  CALL
})`

/** A thread that answers calls in the given way: what the desk does with it is what is tested. */
function threadThat(call: string): string {
  const path = join(temporaryFolder(), 'thread.cjs')
  writeFileSync(path, words.replace('CALL', call))
  return path
}

test('what was thrown in a thread is logged; the page gets a reference and nothing else', async () => {
  const file = threadThat(
    `parentPort.postMessage({ kind: 'defect', number, error: 'TypeError: 1,204.80 USD of Acme at /home/x/ledger' })`,
  )
  const { desk, session, log } = aDesk(file)
  await desk.invoke(session, 'openSandbox', {})
  const outcome = await desk.invoke(session, 'getHome', {})
  expect(outcome).toEqual({
    ok: false,
    rejections: [{ code: 'defect', at: '', params: { reference: 'D-1' } }],
  })
  expect(log.defects.join()).toContain('1,204.80 USD of Acme')
})

const adjustmentId = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const deaths: [string, Name, unknown][] = [
  ['reads', 'getHome', {}],
  ['writes', 'deleteAdjustment', { commandId: adjustmentId, adjustmentId }],
]

test.each(deaths)(
  'a thread that dies while it %s is replaced with the next request',
  async (_, name, input) => {
    const dies = join(temporaryFolder(), 'died')
    const file = threadThat(`
    const fs = require('node:fs')
    if (fs.existsSync(${JSON.stringify(dies)})) answer({}); else { fs.writeFileSync(${JSON.stringify(dies)}, ''); process.exit(3) }`)
    const { desk, session, log } = aDesk(file)
    await desk.invoke(session, 'openSandbox', {})
    expect(await desk.invoke(session, name, input)).toMatchObject({
      ok: false,
      rejections: [{ code: 'defect' }],
    })
    expect(await desk.invoke(session, name, input)).toMatchObject({ ok: true })
    expect(log.defects).toHaveLength(1)
  },
)

test('a job can be cancelled until its commit begins, and not afterwards', async () => {
  const waits = threadThat(`
    const poll = setInterval(() => { if (request.state[0] === state.cancelled) { clearInterval(poll); refuse('job_cancelled') } }, 5)`)
  const early = aDesk(waits)
  await early.desk.invoke(early.session, 'openSandbox', {})
  const { value } = (await early.desk.invoke(early.session, 'verifyLedger', {})) as {
    value: { jobId: string }
  }
  expect(await early.desk.invoke(early.session, 'cancelJob', value)).toMatchObject({ ok: true })
  await vi.waitFor(async () => {
    expect(await early.desk.invoke(early.session, 'getJob', value)).toMatchObject({
      value: { job: { state: 'cancelled' }, rejections: [{ code: 'job_cancelled' }] },
    })
  })
  const commits = threadThat(`
    Atomics.compareExchange(request.state, 0, state.running, state.committing)
    parentPort.postMessage({ kind: 'progress', number, phase: 'commit', done: 0, total: 1 })
    // Real work is synchronous: the thread hears nothing else meanwhile.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    answer({ sound: true })`)
  const late = aDesk(commits)
  await late.desk.invoke(late.session, 'openSandbox', {})
  const job = ((await late.desk.invoke(late.session, 'verifyLedger', {})) as { value: { jobId: string } })
    .value
  await vi.waitFor(() => expect(late.desk.runningWork(late.session).committing).toEqual(['verifyLedger']))
  expect(await late.desk.invoke(late.session, 'cancelJob', job)).toMatchObject({
    ok: false,
    rejections: [{ code: 'job_committing' }],
  })
  await late.desk.ledgers.close()
  expect(await late.desk.invoke(late.session, 'getJob', job)).toMatchObject({
    value: { job: { state: 'done' } },
  })
})

test('a session that leaves ends its own work only: what waits is cancelled, what commits is finished', async () => {
  const file = threadThat(`
    const poll = setInterval(() => { if (request.state[0] === state.cancelled) { clearInterval(poll); refuse('job_cancelled') } }, 5)`)
  const { desk, session } = aDesk(file)
  await desk.invoke(session, 'openSandbox', {})
  const other = desk.enter()
  const begin = async (one: typeof session) =>
    ((await desk.invoke(one, 'verifyLedger', {})) as { value: { jobId: string } }).value
  const [mine, theirs] = [await begin(session), await begin(other)]
  expect(desk.runningWork(session).cancellable).toEqual(['verifyLedger'])
  await desk.endWork(session)
  expect(desk.runningWork(session).cancellable).toEqual([])
  expect(await desk.invoke(session, 'getJob', mine)).toMatchObject({ value: { job: { state: 'cancelled' } } })
  expect(await desk.invoke(other, 'getJob', theirs)).toMatchObject({ value: { job: { state: 'running' } } })
  desk.leave(session)
  expect(desk.runningWork(other).cancellable).toEqual(['verifyLedger'])
  await desk.endWork(other)
})

test('the end of a session waits for what commits', async () => {
  const file = threadThat(`
    Atomics.compareExchange(request.state, 0, state.running, state.committing)
    parentPort.postMessage({ kind: 'progress', number, phase: 'commit', done: 0, total: 1 })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    answer({ sound: true })`)
  const { desk, session } = aDesk(file)
  await desk.invoke(session, 'openSandbox', {})
  const { value } = (await desk.invoke(session, 'verifyLedger', {})) as { value: { jobId: string } }
  await vi.waitFor(() => expect(desk.runningWork(session).committing).toEqual(['verifyLedger']))
  await desk.endWork(session)
  expect(await desk.invoke(session, 'getJob', value)).toMatchObject({ value: { job: { state: 'done' } } })
})
