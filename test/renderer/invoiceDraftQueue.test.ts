import { afterEach, describe, expect, it, vi } from 'vitest'
import { accepted, refused, rejection } from '@contract/outcome'
import { draftQueue, type Ask } from '../../renderer/store/draftQueue'
import { clockTime, spokenDay } from '../../renderer/store/draftName'

const silent: Ask = () => Promise.reject(new Error('nothing is asked here'))

function waiting(): { promise: Promise<void>; done: () => void } {
  let done = () => {}
  const promise = new Promise<void>((resolve) => (done = resolve))
  return { promise, done }
}

describe('the queue of draft edits', () => {
  it('begins an edit only when the one before has been answered', async () => {
    const queue = draftQueue(silent)
    const first = waiting()
    const order: string[] = []
    const one = queue.enqueue(async () => {
      order.push('one begins')
      await first.promise
      order.push('one ends')
    })
    const two = queue.enqueue(async () => order.push('two'))
    await Promise.resolve()
    await Promise.resolve()
    expect(order).toEqual(['one begins'])
    expect(queue.isIdle.value).toBe(false)
    first.done()
    await Promise.all([one, two])
    expect(order).toEqual(['one begins', 'one ends', 'two'])
    expect(queue.isIdle.value).toBe(true)
  })

  it('goes on after an edit that failed', async () => {
    const queue = draftQueue(silent)
    const failed = queue.enqueue(() => Promise.reject(new Error('lost')))
    const next = queue.enqueue(() => Promise.resolve('saved'))
    await expect(failed).rejects.toThrow('lost')
    await expect(next).resolves.toBe('saved')
    expect(queue.isIdle.value).toBe(true)
  })
})

describe('a command whose answer is lost', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is sent again with the same id until it is answered', async () => {
    vi.useFakeTimers()
    const sent: string[] = []
    const ask = ((_name: string, input: { commandId: string }) => {
      sent.push(input.commandId)
      const lost = refused(rejection('defect', '', { reference: '', reason: 'no connection' }))
      return Promise.resolve(sent.length < 3 ? lost : accepted({ batchId: 'B' }))
    }) as unknown as Ask
    const queue = draftQueue(ask)
    const answer = queue.enqueue(() => queue.send('discardBatch', { batchId: 'B' }))
    await vi.advanceTimersByTimeAsync(100)
    expect(queue.isLost.value).toBe(true)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await answer).toMatchObject({ ok: true })
    expect(sent).toHaveLength(3)
    expect(new Set(sent).size).toBe(1)
    expect(queue.isLost.value).toBe(false)
  })

  it('is not sent again after a defect that was reported', async () => {
    const sent: string[] = []
    const ask = ((name: string) => {
      sent.push(name)
      return Promise.resolve(refused(rejection('defect', '', { reference: 'R-1' })))
    }) as unknown as Ask
    const outcome = await draftQueue(ask).send('discardBatch', { batchId: 'B' })
    expect(outcome.ok).toBe(false)
    expect(sent).toEqual(['discardBatch'])
  })
})

describe('names of days and times', () => {
  it.each([
    ['2026-11-21', '21 Nov 2026'],
    ['2024-02-29', '29 Feb 2024'],
    ['no day', 'no day'],
  ])('%s is said %s', (day, said) => {
    expect(spokenDay(day)).toBe(said)
  })

  it('shows a moment as a time of day, and nothing for what is no moment', () => {
    expect(clockTime('2026-11-20T18:04:00.000Z')).toMatch(/^\d{2}:\d{2}$/)
    expect(clockTime('')).toBe('')
  })
})
