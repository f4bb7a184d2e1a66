import { expect } from 'vitest'
import type { Person } from '@contract/setting'
import { balances, isAcross, isBeyond, openAmounts, type OpenAmount } from '../../support/auditor/amount'
import { readPostings, stands, type Posting } from '../../support/auditor/posting'
import {
  leftOf,
  readWaiting,
  reversedAmounts,
  type Reversed,
  type Waiting,
} from '../../support/auditor/remainder'
import type { Office } from './office'

// What may never happen, whatever was done before: the auditor looks at the ledger before and after.

export interface Sight {
  readonly postings: readonly Posting[]
  readonly open: readonly OpenAmount[]
  readonly balance: readonly OpenAmount[]
  readonly reversed: ReadonlyMap<string, Reversed>
  readonly waiting: readonly Waiting[]
}

export function lookAround({ ledger }: Office): Sight {
  const postings = readPostings(ledger)
  return {
    postings,
    open: openAmounts(ledger, postings),
    balance: balances(ledger, postings),
    reversed: reversedAmounts(postings),
    waiting: readWaiting(ledger),
  }
}

interface LineRow {
  content: string
  of_date: string | null
}

/** Whoever submits may post into the period of every line, by the auditor's own record of the periods. */
export function expectLawfulSubmission(
  { ledger, book, context }: Office,
  batchId: string,
  person: Person,
): void {
  const lines = ledger
    .sql<LineRow>(
      `select l.content, a.adjustment_date as of_date
       from line l left join adjustment a on a.id = l.adjustment_id where l.batch_id = ?`,
    )
    .all(batchId)
  for (const { content, of_date } of lines) {
    const { action, date } = JSON.parse(content) as { action: string; date: string }
    if (action === 'create') expectMayPost(book.mayPost(date, person, context.clock.now()), person, date)
    if (action === 'cancel') expectMayPost(book.mayCancel(of_date ?? '', person), person, of_date ?? '')
  }
}

function expectMayPost(may: boolean, { id }: Person, date: string): void {
  expect(may, `${id} on ${date}`).toBe(true)
}

/** What a batch that was approved has posted, seen against the ledger as it was just before. */
export function expectLawfulPosting(office: Office, before: Sight, batchId: string, person: Person): void {
  const after = lookAround(office)
  const known = new Map(before.postings.map((posting) => [posting.id, posting]))
  const now = office.context.clock.now()
  for (const posting of after.postings) {
    const earlier = known.get(posting.id)
    if (earlier === undefined) {
      expect(posting.batchId).toBe(batchId)
      expectMayPost(office.book.mayPost(posting.date, person, now), person, posting.date)
    } else if (posting.isCanceled && !earlier.isCanceled) {
      expectMayPost(office.book.mayCancel(posting.date, person), person, posting.date)
      expect(stands(earlier), `${posting.id} stood when it was canceled`).toBe(true)
      expect(before.reversed.get(posting.id)?.taken, `${posting.id} was reversed when it was canceled`).toBe(
        0n,
      )
    }
  }
  expectNeverTwice(before, after, batchId)
  expectTowardsZero(office, before, after)
}

/** New reversals of one adjustment take no more than was left of it, less what other batches wait to take. */
function expectNeverTwice(before: Sight, after: Sight, batchId: string): void {
  const known = new Set(before.postings.map(({ id }) => id))
  const taken = new Map<string, bigint>()
  for (const { id, reversesId, amount } of after.postings) {
    if (!known.has(id) && reversesId !== '') taken.set(reversesId, (taken.get(reversesId) ?? 0n) + amount)
  }
  for (const [id, minor] of taken) {
    const others = before.waiting
      .filter((waiting) => waiting.adjustmentId === id && waiting.batchId !== batchId)
      .reduce((sum, { amount }) => sum + amount, 0n)
    expect(leftIn(before, id) - others - minor, `left of ${id}`).toBeGreaterThanOrEqual(0n)
    expect(leftIn(after, id), `left of ${id}`).toBeGreaterThanOrEqual(0n)
  }
}

function leftIn({ reversed }: Sight, id: string): bigint {
  const found = reversed.get(id)
  return found === undefined ? 0n : leftOf(found)
}

/**
 * What was on its own side of zero stays there, and an open amount stays within its amount. A reversal may lead
 * beyond that where the billing system took away what it rested on, or did things of its own.
 */
function expectTowardsZero({ pushed }: Office, before: Sight, after: Sight): void {
  for (const [index, { id, open, amount }] of [...after.open, ...after.balance].entries()) {
    const was = [...before.open, ...before.balance][index]
    if (was === undefined || isAcross(was)) continue
    expect(isAcross({ open, amount }), `${id} went from ${String(was.open)} to ${String(open)}`).toBe(false)
  }
  for (const [index, { id, open, amount }] of after.open.entries()) {
    const was = before.open[index]
    if (was === undefined || isBeyond(was) || pushed.has(id)) continue
    expect(isBeyond({ open, amount }), `${id} went from ${String(was.open)} to ${String(open)}`).toBe(false)
  }
}

/** An answer of the billing system that only confirms what was known moves no figure. */
export function expectSameFigures(office: Office, before: Sight): void {
  const after = lookAround(office)
  expect(after.open).toEqual(before.open)
  expect(after.balance).toEqual(before.balance)
  expect(after.reversed).toEqual(before.reversed)
}

/** Remembers what is no longer between zero and its amount, and what acts of the billing system moved. */
export function noteOutside(office: Office): void {
  const { open, postings } = lookAround(office)
  for (const source of open) if (isAcross(source) || isBeyond(source)) office.pushed.add(source.id)
  for (const { origin, sourceId } of postings) if (origin === 'imported') office.pushed.add(sourceId)
}
