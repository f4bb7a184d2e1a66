import { describe, expect, it } from 'vitest'
import { draftQueue } from '../../renderer/store/draftQueue'
import { clockTime, spokenDay } from '../../renderer/store/draftName'

function waiting(): { promise: Promise<void>; done: () => void } {
  let done = () => {}
  const promise = new Promise<void>((resolve) => (done = resolve))
  return { promise, done }
}

describe('the queue of draft edits', () => {
  it('begins an edit only when the one before has been answered', async () => {
    const queue = draftQueue()
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
    const queue = draftQueue()
    const failed = queue.enqueue(() => Promise.reject(new Error('lost')))
    const next = queue.enqueue(() => Promise.resolve('saved'))
    await expect(failed).rejects.toThrow('lost')
    await expect(next).resolves.toBe('saved')
    expect(queue.isIdle.value).toBe(true)
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
