import type { ConfirmedWarning } from '@contract/batch'
import type { z } from 'zod'
import type { Ledger } from './database'

/** What a batch was posted on where facts had moved since it was submitted. */
export interface PostingRecord {
  /** The facts that its lines were judged on, as canonical JSON. */
  readonly facts: string
  /** The warnings that stood then; preparer or reviewer have confirmed each. */
  readonly confirmedWarnings: readonly z.infer<typeof ConfirmedWarning>[]
}

export function insertPosting(ledger: Ledger, batchId: string, posting: PostingRecord): void {
  ledger
    .sql('insert into posting (batch_id, facts, confirmed_warnings) values (?, ?, ?)')
    .run(batchId, posting.facts, JSON.stringify(posting.confirmedWarnings))
}

/** Undefined for a batch that is not posted, or was posted on the facts of its submission. */
export function findPosting(ledger: Ledger, batchId: string): PostingRecord | undefined {
  const row = ledger
    .sql<{ facts: string; confirmed: string }>(
      'select facts, confirmed_warnings as confirmed from posting where batch_id = ?',
    )
    .get(batchId)
  if (row === undefined) return undefined
  const confirmedWarnings = JSON.parse(row.confirmed) as PostingRecord['confirmedWarnings']
  return { facts: row.facts, confirmedWarnings }
}
