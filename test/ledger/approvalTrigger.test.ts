import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Ledger } from '../../main/ledger/database'
import { insertPerson } from '../../main/ledger/personTable'
import { fingerprintOf, newIdentityKey } from '../../main/platform/identityKey'
import { tempLedger } from '../support/tempLedger'
import {
  aDraftRow,
  aSigner,
  aWaitingRow,
  contentHash,
  decide,
  journalHash,
  moveTo,
  newKeyOf,
  revoke,
  run,
  sign,
  submitRow,
  type Signer,
} from './signedBatch'

// What makes a batch an approved one, in the database itself: a decision, and enough people behind it.

const batch = '01TESTBATCH000000000000001'
const other = '01TESTBATCH000000000000002'

let ledger: Ledger
let pat: Signer
let robin: Signer
let sam: Signer

beforeEach(() => {
  ledger = tempLedger()
  pat = aSigner(ledger, 'pat', ['prepare', 'review'])
  robin = aSigner(ledger, 'robin')
  sam = aSigner(ledger, 'sam')
  aWaitingRow(ledger, batch, pat)
})

const approve = (by: Signer, said = {}, batchId = batch) => sign(ledger, by, 'approve', batchId, { said })
const post = () => moveTo(ledger, batch, 'approved')
const stateOf = (batchId: string) =>
  ledger.sql<{ state: string }>('select state from batch where id = ?').get(batchId)?.state

describe('a draft becomes submitted', () => {
  it('by a submission of its content under its number, and by nothing else', () => {
    aDraftRow(ledger, other, 'pat')
    const submit = moveTo(ledger, other, 'submitted', `revision = 1, content_hash = '${contentHash}',`)
    expect(submit).toThrow('submission_unsigned')
    sign(ledger, robin, 'return', other)()
    expect(submit).toThrow('submission_unsigned')
    sign(ledger, pat, 'submit', other, { said: { revision: 2, workedOn: [] } })()
    expect(submit).toThrow('submission_unsigned')
    sign(ledger, pat, 'submit', other, { said: { contentHash: 'd'.repeat(64), workedOn: [] } })()
    expect(submit).toThrow('submission_unsigned')
    sign(ledger, pat, 'submit', other, { said: { workedOn: [] } })()
    submit()
    expect(stateOf(other)).toBe('submitted')
  })
})

describe('a batch becomes approved', () => {
  it('by one person, where the decision asks for one', () => {
    approve(robin)()
    decide(ledger, batch, 1)()
    post()()
    expect(stateOf(batch)).toBe('approved')
  })

  it('by two, where it asks for two', () => {
    approve(robin)()
    approve(sam)()
    decide(ledger, batch, 2)()
    post()()
    expect(stateOf(batch)).toBe('approved')
  })

  test.each<[string, () => void]>([
    ['nothing', () => undefined],
    ['a decision without a statement', () => decide(ledger, batch, 1)()],
    ['a statement without a decision', () => approve(robin)()],
    [
      'one person where two are asked for',
      () => {
        approve(robin)()
        decide(ledger, batch, 2)()
      },
    ],
    [
      'two keys of one person where two people are asked for',
      () => {
        approve(robin)()
        revoke(ledger, robin)
        approve(newKeyOf(ledger, 'robin'))()
        decide(ledger, batch, 2)()
      },
    ],
    [
      'one person who signed it on two machines, where two people are asked for',
      () => {
        approve(robin)()
        approve(robin, { comment: 'there' })()
        decide(ledger, batch, 2)()
      },
    ],
    [
      'one person for two journals where two people are asked for',
      () => {
        approve(robin)()
        approve(robin, { journalHash: 'b'.repeat(64) })()
        decide(ledger, batch, 2)()
      },
    ],
    [
      'a key that was revoked since',
      () => {
        approve(robin)()
        decide(ledger, batch, 1)()
        revoke(ledger, robin)
      },
    ],
    [
      'one that counts and one that was revoked, where two are asked for',
      () => {
        approve(robin)()
        approve(sam)()
        revoke(ledger, robin)
        decide(ledger, batch, 2)()
      },
    ],
    [
      'the approval of another journal',
      () => {
        approve(robin, { journalHash: 'b'.repeat(64) })()
        decide(ledger, batch, 1)()
      },
    ],
    [
      'two approvals of different journals where two are asked for',
      () => {
        approve(robin)()
        approve(sam, { journalHash: 'b'.repeat(64) })()
        decide(ledger, batch, 2)()
      },
    ],
    [
      'an approval that says nothing of a journal',
      () => {
        approve(robin, { journalHash: null })()
        decide(ledger, batch, 1)()
      },
    ],
    [
      'the approval of another content',
      () => {
        approve(robin, { contentHash: 'd'.repeat(64) })()
        decide(ledger, batch, 1)()
      },
    ],
    [
      'the approval of another revision with the same content',
      () => {
        approve(robin, { revision: 2 })()
        decide(ledger, batch, 1)()
      },
    ],
    [
      'the approval of another batch',
      () => {
        aWaitingRow(ledger, other, pat)
        approve(robin, {}, other)()
        decide(ledger, batch, 1)()
      },
    ],
    [
      'a return',
      () => {
        sign(ledger, robin, 'return', batch, { said: { journalHash } })()
        decide(ledger, batch, 1)()
      },
    ],
  ])('not by %s', (_, prepare) => {
    prepare()
    expect(post()).toThrow('approval_unsigned')
    expect(stateOf(batch)).toBe('submitted')
  })

  it('by the next key of a person whose first approval counts no more', () => {
    approve(robin)()
    revoke(ledger, robin)
    approve(newKeyOf(ledger, 'robin'))()
    decide(ledger, batch, 1)()
    post()()
  })
})

describe('nobody approves what they have worked on', () => {
  const worked = (by: Signer) => ({ workedOn: [{ by: by.identityId, name: by.personId }] })

  it('as the one who submitted it, by no key', () => {
    expect(approve(pat)).toThrow('approver_touched_lines')
    revoke(ledger, pat)
    expect(approve(newKeyOf(ledger, 'pat'))).toThrow('approver_touched_lines')
  })

  it('as one of those who worked on it, by that key or by the next one', () => {
    aWaitingRow(ledger, other, pat, worked(robin))
    expect(approve(robin, {}, other)).toThrow('approver_touched_lines')
    revoke(ledger, robin)
    const next = newKeyOf(ledger, 'robin')
    expect(approve(next, {}, other)).toThrow('approver_touched_lines')
    run(ledger, "update person set name = 'Somebody Else' where id = 'robin'")()
    expect(approve(next, {}, other)).toThrow('approver_touched_lines')
    approve(sam, {}, other)()
  })

  it('as the owner of a key that was accepted here only after the batch had come', () => {
    const key = newIdentityKey()
    const by = fingerprintOf(key.publicKey)
    aWaitingRow(ledger, other, pat, {
      workedOn: [
        { by, name: 'Of another machine' },
        { by: '', name: 'robin' },
      ],
    })
    insertPerson(ledger, { id: 'kim', name: 'Kim', rights: ['review'] })
    expect(approve(newKeyOf(ledger, 'kim', key), {}, other)).toThrow('approver_touched_lines')
    approve(sam, {}, other)()
  })

  it('as one who touched a line here before they had a key', () => {
    aDraftRow(ledger, other, 'pat')
    run(ledger, `insert into draft_edit values ('${other}', 1, 'edit', null, 'Edit', '[]', 'robin', 'T')`)()
    submitRow(ledger, other, pat)
    expect(approve(robin, {}, other)).toThrow('approver_touched_lines')
    approve(sam, {}, other)()
  })

  it('as one who handed it in before statements were signed', () => {
    run(ledger, `insert into revision values ('${batch}', 0, 'hash', '{}', '[]', 'robin', 'T')`)()
    expect(approve(robin)).toThrow('approver_touched_lines')
    approve(sam)()
  })

  it('but an approval of an earlier revision stays, and counts for none', () => {
    approve(robin)()
    moveTo(ledger, batch, 'draft')()
    sign(ledger, robin, 'submit', batch, { said: { revision: 2, workedOn: [] } })()
    approve(sam)()
    approve(pat, { comment: 'late' })()
    expect(approve(pat, { revision: 2 })).toThrow('approver_touched_lines')
    moveTo(ledger, batch, 'submitted', 'revision = 2,')()
    decide(ledger, batch, 1, { revision: 2 })()
    expect(post()).toThrow('approval_unsigned')
    approve(sam, { revision: 2 })()
    post()()
  })

  it('as one whose work was on an earlier revision', () => {
    moveTo(ledger, batch, 'draft')()
    sign(ledger, robin, 'submit', batch, {
      said: { revision: 2, contentHash: 'd'.repeat(64), workedOn: [] },
    })()
    moveTo(ledger, batch, 'submitted', `revision = 2, content_hash = '${'d'.repeat(64)}',`)()
    expect(approve(pat, { revision: 2, contentHash: 'd'.repeat(64) })).toThrow('approver_touched_lines')
    expect(approve(robin, { revision: 2, contentHash: 'd'.repeat(64) })).toThrow('approver_touched_lines')
    approve(sam, { revision: 2, contentHash: 'd'.repeat(64) })()
  })

  test.each<[string, (by: Signer) => object]>([
    ['submitting it', () => ({})],
    ['having worked on it', (by) => worked(by)],
  ])('by approving first and %s afterwards', (what, said) => {
    const signer = what === 'submitting it' ? robin : pat
    aDraftRow(ledger, other, 'pat')
    approve(robin, {}, other)()
    sign(ledger, signer, 'submit', other, { said: { workedOn: [], ...said(robin) } })()
    moveTo(ledger, other, 'submitted', `revision = 1, content_hash = '${contentHash}',`)()
    decide(ledger, other, 1)()
    expect(moveTo(ledger, other, 'approved')).toThrow('approval_unsigned')
  })
})

describe('a decision', () => {
  test.each<[string, Record<string, unknown>]>([
    ['another revision', { revision: 2 }],
    ['another content', { contentHash: 'd'.repeat(64) }],
    ['a rule that asks for more people', { ruleCount: 2 }],
  ])('of %s is refused', (_, more) => {
    expect(decide(ledger, batch, 1, more)).toThrow('approval_of_another')
  })

  it('is of a batch that waits, not of a draft, nor of one that has been posted', () => {
    const draft = aDraftRow(ledger, other, 'pat')
    expect(decide(ledger, draft, 1, { revision: 0, contentHash: '' })).toThrow('approval_of_another')
    approve(robin)()
    decide(ledger, batch, 1)()
    post()()
    expect(decide(ledger, batch, 1)).toThrow('approval_of_another')
  })

  test.each(['batch_id', 'revision', 'content_hash', 'journal_hash', 'rule', 'reviewer_count', 'at'])(
    'keeps its %s',
    (column) => {
      decide(ledger, batch, 2)()
      expect(run(ledger, `update approval_decision set ${column} = ${column}`)).toThrow('append_only')
    },
  )

  it('never goes, and takes the place of none', () => {
    decide(ledger, batch, 2)()
    expect(run(ledger, 'delete from approval_decision')).toThrow('append_only: approval_decision')
    expect(run(ledger, 'insert or replace into approval_decision select * from approval_decision')).toThrow(
      'append_only: approval_decision',
    )
  })

  it('asks for one or two people, never for none', () => {
    expect(decide(ledger, batch, 0)).toThrow('CHECK')
    expect(decide(ledger, batch, 3)).toThrow('CHECK')
  })
})

describe('a batch that was submitted', () => {
  test.each([
    ['another content', `content_hash = '${'d'.repeat(64)}'`, 'batch_frozen'],
    ['another revision', 'revision = 2', 'batch_frozen'],
    ['another preparer', "preparer_id = 'sam'", 'batch_frozen'],
    ['another place of birth', "birth_ledger_id = '01TESTLEDGER00000000000001'", 'append_only: batch'],
    ['another id', `id = '${other}'`, 'append_only: batch'],
    ['another day of birth', "created_at = 'T'", 'append_only: batch'],
  ])('does not get %s', (_, change, code) => {
    expect(run(ledger, `update batch set ${change} where id = '${batch}'`)).toThrow(code)
  })

  it('does not go, nor become a draft that takes its place', () => {
    expect(run(ledger, `delete from batch where id = '${batch}'`)).toThrow('append_only: batch')
    const replace = () =>
      run(
        ledger,
        `insert or replace into batch (id, name, birth_ledger_id, state, preparer_id, created_at, changed_at)
         select id, name, birth_ledger_id, 'draft', 'sam', created_at, changed_at from batch where id = '${batch}'`,
      )
    expect(replace()).toThrow('append_only: batch')
    approve(robin)()
    decide(ledger, batch, 1)()
    post()()
    expect(replace()).toThrow('append_only: batch')
    expect(run(ledger, `delete from batch where id = '${batch}'`)).toThrow('append_only: batch')
  })

  it('does not go after it was returned; a draft that nobody has submitted does', () => {
    moveTo(ledger, batch, 'draft')()
    expect(run(ledger, `delete from batch where id = '${batch}'`)).toThrow('append_only: batch')
    aDraftRow(ledger, other, 'pat')
    run(ledger, `delete from batch where id = '${other}'`)()
    expect(stateOf(other)).toBeUndefined()
  })
})

describe('an export', () => {
  const exported = (batchId: string) =>
    run(ledger, `insert into export values ('E1', '${batchId}', 'csv', 1, 0, '', 'pat', 'Pat', 'T')`)

  it('is of a batch that was born here', () => {
    run(
      ledger,
      `insert into batch (id, name, birth_ledger_id, state, preparer_id, created_at, changed_at)
       values ('${other}', 'Of another ledger', '01TESTLEDGER00000000000001', 'draft', 'pat', 'T', 'T')`,
    )()
    expect(exported(other)).toThrow('export_not_of_birth_ledger')
    exported(batch)()
  })
})

describe('an approval that came from elsewhere', () => {
  const wait = (more: Record<string, string | number> = {}) => {
    const row = { batchId: batch, revision: 1, contentHash, ...more }
    return run(
      ledger,
      `insert into approval_elsewhere (batch_id, revision, content_hash, journal, facts, reasons, tried_at)
       values ('${row.batchId}', ${row.revision}, '${row.contentHash}', '[]', '', '[]', 'T')`,
    )
  }

  it('has a statement behind it', () => {
    expect(wait()).toThrow('approval_of_another')
    approve(robin, { contentHash: 'd'.repeat(64) })()
    expect(wait()).toThrow('approval_of_another')
    approve(robin)()
    wait()()
  })

  it('is of what waits here', () => {
    approve(robin)()
    approve(robin, { revision: 2 })()
    approve(robin, { contentHash: 'd'.repeat(64) })()
    expect(wait({ revision: 2 })).toThrow('approval_of_another')
    expect(wait({ contentHash: 'd'.repeat(64) })).toThrow('approval_of_another')
    decide(ledger, batch, 1)()
    post()()
    expect(wait()).toThrow('approval_of_another')
  })

  it('is not taken back: its batch is posted, or goes on waiting', () => {
    approve(robin)()
    wait()()
    expect(moveTo(ledger, batch, 'draft')).toThrow('batch_state')
    expect(post()).toThrow('approval_unsigned')
    decide(ledger, batch, 1)()
    post()()
    expect(stateOf(batch)).toBe('approved')
  })

  test.each(['revision', 'content_hash', 'journal', 'facts', 'batch_id'])('keeps its %s', (column) => {
    approve(robin)()
    wait()()
    const change = column === 'revision' ? '2' : `${column} || 'x'`
    expect(run(ledger, `update approval_elsewhere set ${column} = ${change}`)).toThrow('append_only')
  })

  it('tells anew why it waits', () => {
    approve(robin)()
    wait()()
    run(ledger, "update approval_elsewhere set reasons = '[1]', tried_at = 'U'")()
    expect(ledger.sql('select reasons, tried_at as at from approval_elsewhere').get()).toEqual({
      reasons: '[1]',
      at: 'U',
    })
  })

  it('never goes, neither while it waits nor after its posting', () => {
    approve(robin)()
    wait()()
    const replace = run(ledger, 'insert or replace into approval_elsewhere select * from approval_elsewhere')
    expect(run(ledger, 'delete from approval_elsewhere')).toThrow('append_only: approval_elsewhere')
    expect(replace).toThrow('append_only: approval_elsewhere')
    decide(ledger, batch, 1)()
    post()()
    expect(run(ledger, 'delete from approval_elsewhere')).toThrow('append_only: approval_elsewhere')
  })
})
