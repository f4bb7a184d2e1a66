import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Name } from '@contract/api'
import { api } from '@contract/api'
import { Rejection } from '@contract/rejection'
import { deskHandlers } from '../../main/desk/deskHandler'
import { handlers } from '../../main/usecase/index'
import { aDesk, workerBundle } from './aDesk'

const worker = workerBundle()
const names = Object.keys(api) as Name[]

test('every command, query and job of the contract has exactly one handler', () => {
  const handled = [...Object.keys(deskHandlers), ...Object.keys(handlers)].sort()
  expect(handled).toEqual([...names].sort())
})

test.each(['', 'nope', 'constructor', 'toString', '__proto__', 'hasOwnProperty', 'getHome ', 'GETHOME'])(
  'an unknown name is refused: %j',
  async (name) => {
    const { desk, session, log } = aDesk(worker.file)
    const outcome = await desk.invoke(session, name, {})
    expect(outcome).toMatchObject({ ok: false, rejections: [{ code: 'unknown_command' }] })
    expect(log.defects).toEqual([])
  },
)

test.each([
  ['getHome', {}],
  ['createBatch', { commandId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Corrections' }],
  ['verifyLedger', {}],
  ['backupLedger', {}],
])('without an open ledger there is nothing to work on: %s', async (name, input) => {
  const { desk, session, log } = aDesk(worker.file)
  const outcome = await desk.invoke(session, name, input)
  expect(outcome).toMatchObject({ ok: false, rejections: [{ code: 'no_ledger_open' }] })
  expect(log.defects).toEqual([])
})

test('garbage is refused before it reaches a thread, by every command', async () => {
  const { desk, session, log } = aDesk(worker.file)
  const garbage = [null, undefined, 7, 'text', [], true, { commandId: 7 }, { personId: {} }]
  for (const name of names) {
    for (const input of garbage) {
      const outcome = await desk.invoke(session, name, input)
      const codes = outcome.ok ? [] : outcome.rejections.map(({ code }) => code)
      const isShape = api[name].input.safeParse(input).success
      if (!isShape) expect([name, input, codes[0]]).toEqual([name, input, 'malformed_command'])
    }
  }
  expect(log.defects).toEqual([])
})

test('whatever comes in, an outcome comes out, and it survives a structured clone and JSON', async () => {
  const { desk, session, log } = aDesk(worker.file)
  await desk.invoke(session, 'openSandbox', {})
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names.filter(isHarmless)), fc.anything(), async (name, input) => {
      const outcome = await desk.invoke(session, name, input)
      expect(structuredClone(outcome)).toEqual(outcome)
      expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
      if (!outcome.ok) for (const rejection of outcome.rejections) Rejection.parse(rejection)
    }),
    { numRuns: 300 },
  )
  expect(log.defects).toEqual([])
})

test('an input of a hundred thousand levels is refused, not walked', async () => {
  const { desk, session, log } = aDesk(worker.file)
  let deep: unknown = {}
  for (let level = 0; level < 100_000; level += 1) deep = { deep }
  const outcome = await desk.invoke(session, 'getHome', deep)
  expect(outcome).toMatchObject({ ok: false, rejections: [{ code: 'malformed_command' }] })
  expect(log.defects).toEqual([])
})

test('keys of an object prototype in an input change nothing', async () => {
  const { desk, session } = aDesk(worker.file)
  const input: unknown = JSON.parse(
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
  )
  await desk.invoke(session, 'getSession', input)
  expect('polluted' in {}).toBe(false)
})

test('a session of another desk, and one that has left, get nothing', async () => {
  const { desk, session } = aDesk(worker.file)
  const other = aDesk(worker.file)
  const refusal = { ok: false, rejections: [{ code: 'right_missing' }] }
  expect(await desk.invoke(other.session, 'getSession', {})).toMatchObject(refusal)
  desk.leave(session)
  expect(await desk.invoke(session, 'getSession', {})).toMatchObject(refusal)
})

/** Closing the ledger in the middle would leave the rest with nothing to ask. */
function isHarmless(name: Name): boolean {
  return !['closeLedger', 'resetSandbox', 'openSandbox'].includes(name)
}
