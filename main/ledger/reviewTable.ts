import type { LineMark } from '@contract/review'
import { toNumber, type Ledger } from './database'
import { idList } from './idList'

/** What a person has marked of one revision: marks are bound to its content, so a later one starts without any. */
export interface MarkKey {
  readonly batchId: string
  readonly contentHash: string
  readonly personId: string
}

export interface MarkRecord {
  readonly lineId: string
  readonly mark: Exclude<LineMark, ''>
  readonly comment: string
}

/** Marks the lines alike, whatever was marked before; '' takes their marks away. */
export function setMarks(
  ledger: Ledger,
  { batchId, contentHash, personId }: MarkKey,
  lineIds: readonly string[],
  { mark, comment, at }: { readonly mark: LineMark; readonly comment: string; readonly at: string },
): void {
  if (mark === '') {
    ledger
      .sql(
        `delete from review_mark where batch_id = ? and content_hash = ? and person_id = ?
           and line_id in (select value from json_each(?))`,
      )
      .run(batchId, contentHash, personId, idList(lineIds))
    return
  }
  ledger
    .sql(
      `insert into review_mark (batch_id, content_hash, line_id, person_id, mark, comment, at)
       select ?, ?, value, ?, ?, ?, ? from json_each(?) where true
       on conflict (batch_id, content_hash, line_id, person_id)
       do update set mark = excluded.mark, comment = excluded.comment, at = excluded.at`,
    )
    .run(batchId, contentHash, personId, mark, comment, at, idList(lineIds))
}

/** In order of the line ids. */
export function listMarks(ledger: Ledger, { batchId, contentHash, personId }: MarkKey): MarkRecord[] {
  return ledger
    .sql<MarkRecord>(
      `select line_id as lineId, mark, comment from review_mark
       where batch_id = ? and content_hash = ? and person_id = ? order by line_id`,
    )
    .all(batchId, contentHash, personId)
}

export function countMarks(ledger: Ledger, key: MarkKey): { accepted: number; returned: number } {
  const row = ledger
    .sql<{ accepted: bigint | null; returned: bigint | null }>(
      `select sum(mark = 'accepted') as accepted, sum(mark = 'returned') as returned from review_mark
       where batch_id = ? and content_hash = ? and person_id = ?`,
    )
    .get(key.batchId, key.contentHash, key.personId)
  return { accepted: toNumber(row?.accepted ?? 0n), returned: toNumber(row?.returned ?? 0n) }
}

export interface SampleRecord {
  readonly batchId: string
  readonly contentHash: string
  /** Hexadecimal. */
  readonly seed: string
  readonly size: number
  readonly personId: string
  readonly at: string
}

export function insertSample(ledger: Ledger, sample: SampleRecord): void {
  const { batchId, contentHash, seed, size, personId, at } = sample
  ledger
    .sql(
      `insert into review_sample (batch_id, content_hash, seed, size, person_id, at) values (?, ?, ?, ?, ?, ?)`,
    )
    .run(batchId, contentHash, seed, BigInt(size), personId, at)
}

/** All of a revision, the last one first. */
export function listSamples(ledger: Ledger, batchId: string, contentHash: string): SampleRecord[] {
  return ledger
    .sql<Omit<SampleRecord, 'size'> & { size: bigint }>(
      `select batch_id as batchId, content_hash as contentHash, seed, size, person_id as personId, at
       from review_sample where batch_id = ? and content_hash = ? order by sequence desc`,
    )
    .all(batchId, contentHash)
    .map((row) => ({ ...row, size: toNumber(row.size) }))
}
