import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Ledger } from '../../main/ledger/database'
import { tempLedger } from '../support/tempLedger'
import { aSigner, aWaitingRow, contentHash, run } from './signedBatch'

// What came with batch files, and what reviewers drew: appended, and kept as it is.

const batch = '01TESTBATCH000000000000001'

let ledger: Ledger

beforeEach(() => {
  ledger = tempLedger()
  aWaitingRow(ledger, batch, aSigner(ledger, 'pat', ['prepare']))
})

const columnsOf = (table: string) =>
  ledger.sql<{ name: string }>('select name from pragma_table_info(?)').all(table)

const file = (direction: string, state = 'submitted') =>
  `insert into batch_file (batch_id, direction, hash, revision, state, ledger_id, ledger_name, sealed_by, audit_length,
     audit_head, claims, at)
   values ('${batch}', '${direction}', 'hash', 1, '${state}', 'L1', 'Other', 'f', 7, 'head', '[]', 'T')`
const branch = `insert into branch_revision values ('${batch}', 1, '${'d'.repeat(64)}', '{}', '[]', 'pat', 'T')`
const reference = "insert into adjustment_reference values ('A1', 'B1', 'IIA-1')"
const sample = `insert into review_sample (batch_id, content_hash, seed, size, person_id, at)
  values ('${batch}', '${contentHash}', 'seed', 5, 'pat', 'T')`

describe.each([
  ['batch_origin', `insert into batch_origin values ('${batch}', 'Office', '9ZZZ', 'Kim')`],
  ['batch_file', file('in')],
  ['branch_revision', branch],
  ['adjustment_reference', reference],
  ['review_sample', sample],
])('a row of %s', (table, insert) => {
  beforeEach(() => run(ledger, insert)())

  it('keeps all of its columns', () => {
    const columns = columnsOf(table)
    expect(columns.length).toBeGreaterThan(2)
    for (const { name } of columns) {
      expect(run(ledger, `update ${table} set ${name} = ${name}`)).toThrow(`append_only: ${table}`)
    }
  })

  it('never goes, and takes the place of none', () => {
    expect(run(ledger, `delete from ${table}`)).toThrow(`append_only: ${table}`)
    expect(run(ledger, `insert or replace into ${table} select * from ${table}`)).toThrow(
      `append_only: ${table}`,
    )
    expect(run(ledger, `insert into ${table} select * from ${table}`)).toThrow('UNIQUE')
  })
})

test.each([
  ['a file that goes nowhere', () => file('through')],
  ['a file of a draft', () => file('in', 'draft')],
  ['a sample of nothing', () => sample.replace('5', '0')],
])('there is never %s', (_, text) => {
  expect(run(ledger, text())).toThrow('CHECK')
})

it('what a reviewer has marked is changed until they sign', () => {
  const mark = (value: string) =>
    run(
      ledger,
      `insert into review_mark values ('${batch}', '${contentHash}', 'L1', 'robin', '${value}', '', 'T')
       on conflict do update set mark = excluded.mark`,
    )
  mark('accepted')()
  mark('returned')()
  expect(mark('perhaps')).toThrow('CHECK')
  expect(ledger.sql('select mark from review_mark').all()).toEqual([{ mark: 'returned' }])
})

it('a second revision of a number is another one, and both are of a batch that is here', () => {
  run(ledger, branch)()
  run(ledger, branch.replace('dddd', 'eeee'))()
  expect(run(ledger, branch.replace(batch, '01TESTBATCH000000000000009'))).toThrow('FOREIGN KEY')
  expect(run(ledger, file('in').replace(batch, '01TESTBATCH000000000000009'))).toThrow('FOREIGN KEY')
})
