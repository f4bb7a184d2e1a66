import type { Ledger } from '../../../main/ledger/database'
import { stands, type Posting } from './posting'

/** Of one adjustment, in minor units: what reversals have taken of it, and what it has taken of others itself. */
export interface Reversed {
  readonly amount: bigint
  taken: bigint
  used: bigint
}

/**
 * What has been reversed, before what waits in batches. Links come first; then the adjustments of a place pass by
 * in order of age: one that came by import without a link eats from the opposites that wait, the oldest first, and
 * waits with what it has not eaten.
 */
export function reversedAmounts(postings: readonly Posting[]): Map<string, Reversed> {
  const standing = postings.filter(stands)
  const found = new Map(
    standing.map(({ id, amount }): [string, Reversed] => [id, { amount, taken: 0n, used: 0n }]),
  )
  for (const reversal of standing.filter(({ reversesId }) => reversesId !== '')) {
    const [own, original] = [found.get(reversal.id), found.get(reversal.reversesId)]
    if (own !== undefined) own.used = own.amount
    // The billing system may cancel what has been reversed.
    if (original !== undefined) original.taken += reversal.amount
  }
  const queues = new Map<string, Reversed[]>()
  const queueOf = (place: string) => {
    const queue = queues.get(place) ?? []
    queues.set(place, queue)
    return queue
  }
  for (const { id, place, type, origin, reversesId } of [...standing].sort(byAge)) {
    const own = found.get(id)
    if (own === undefined || reversesId !== '') continue
    if (origin === 'imported') eat(own, queueOf(`${place} ${type === 'Credit' ? 'Charge' : 'Credit'}`))
    queueOf(`${place} ${type}`).push(own)
  }
  return found
}

function eat(eater: Reversed, waiting: readonly Reversed[]): void {
  for (const original of waiting) {
    const [there, hungry] = [leftOf(original), leftOf(eater)]
    const bite = there < hungry ? there : hungry
    original.taken += bite
    eater.used += bite
  }
}

export function leftOf({ amount, taken, used }: Reversed): bigint {
  return amount - taken - used
}

function byAge(one: Posting, other: Posting): number {
  const [left, right] = [one, other].map(({ date, createdAt, id }) => `${date} ${createdAt} ${id}`)
  return (left ?? '') < (right ?? '') ? -1 : 1
}

export interface Waiting {
  readonly batchId: string
  readonly adjustmentId: string
  readonly amount: bigint
}

/** What lines in batches hold of adjustments; each must belong to a line that is there and says so. */
export function readWaiting(ledger: Ledger): Waiting[] {
  const rows = ledger
    .sql<{
      batch_id: string
      adjustment_id: string
      kind: string
      amount_minor: bigint
      content: string | null
      state: string
    }>(
      `select c.batch_id, c.adjustment_id, c.kind, c.amount_minor, l.content, b.state
       from claim c left join line l on l.id = c.line_id and l.batch_id = c.batch_id join batch b on b.id = c.batch_id`,
    )
    .all()
  return rows.map(({ batch_id, adjustment_id, kind, amount_minor, content, state }) => {
    const line = JSON.parse(content ?? '{}') as {
      action?: string
      reversesId?: string
      adjustmentId?: string
    }
    const named = line.action === 'create' ? line.reversesId : line.adjustmentId
    if (named !== adjustment_id || (state !== 'draft' && state !== 'submitted')) {
      throw new Error(`A claim on ${adjustment_id} (${kind}) without a line that waits`)
    }
    return { batchId: batch_id, adjustmentId: adjustment_id, amount: amount_minor }
  })
}

/** What the app has to show as left: never less than nothing, and less what waits. */
export function remainders(postings: readonly Posting[], waiting: readonly Waiting[]): Map<string, bigint> {
  const left = new Map([...reversedAmounts(postings)].map(([id, reversed]) => [id, leftOf(reversed)]))
  for (const { adjustmentId, amount } of waiting) {
    left.set(adjustmentId, (left.get(adjustmentId) ?? 0n) - amount)
  }
  for (const [id, minor] of left) if (minor < 0n) left.set(id, 0n)
  return left
}
