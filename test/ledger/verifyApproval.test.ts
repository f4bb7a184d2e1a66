import { beforeEach, describe, expect, it, test } from 'vitest'
import type { ApprovalRule } from '@contract/approval'
import type { Ledger } from '../../main/ledger/database'
import { verifyLedger } from '../../main/ledger/verify'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { getBatch } from '../../main/usecase/batch/getBatch'
import { aPostedBatch, approveInput, cell, edit, submit, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import {
  controller,
  preparer,
  reviewer,
  tempLedger,
  testContext,
  type TestContext,
} from '../support/tempLedger'
import { keyOf } from '../support/testSigner'
import { bringIn, carry, giveBack, preview, savedFile, twoLedgers } from '../support/twoLedgers'
import { itemLine, postedOf, submittedOf } from './postedBatch'
import { restated, tampered } from './tamper'

// Faults of approvals that somebody plants who goes past the triggers: each is found, and named.

let ledger: Ledger
let context: TestContext
let posted: string
let waiting: string

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  context = testContext(ledger)
  posted = postedOf(context, 'Posted', [itemLine('I1', 'IT1', '1.00'), itemLine('I1', 'IT1', '2.00')]).batchId
  waiting = submittedOf(context, 'Waiting', [itemLine('I1', 'IT1', '3.00')]).batchId
  expect(verifyLedger(ledger).faults).toEqual([])
})

const found = () =>
  verifyLedger(ledger)
    .faults.filter(({ what }) => !what.startsWith('audit'))
    .map(({ what, place }) => `${what}: ${place}`)
const idOfKey = (personId: string) =>
  ledger.sql<{ id: string }>('select id from identity where person_id = ?').get(personId)?.id ?? ''
const wherePosted = () => `where batch_id = '${posted}'`
const plant = (...statements: string[]) => {
  ledger = tampered(ledger, ...statements)
}

describe('a decision', () => {
  test.each<[string, () => string, string]>([
    ['that is gone', () => `delete from approval_decision ${wherePosted()}`, 'approval: batch B'],
    [
      'of another revision',
      () => `update approval_decision set revision = 2 ${wherePosted()}`,
      'approval: batch B, decision, revision',
    ],
    [
      'of another content',
      () => `update approval_decision set content_hash = '${'d'.repeat(64)}' ${wherePosted()}`,
      'approval: batch B, decision, content',
    ],
    [
      'of another journal',
      () => `update approval_decision set journal_hash = '${'d'.repeat(64)}' ${wherePosted()}`,
      'approval_journal: batch B, journal',
    ],
    [
      'that asks for fewer people than its rule',
      () =>
        `update approval_decision set rule = replace(rule, '"reviewerCount":1', '"reviewerCount":2') ${wherePosted()}`,
      'approval: batch B, decision, reviewers',
    ],
    [
      'that asks for more people than there are',
      () =>
        `update approval_decision set reviewer_count = 2, rule = replace(rule, '"reviewerCount":1', '"reviewerCount":2')
         ${wherePosted()}`,
      'approval: batch B, decision',
    ],
    [
      'by a rule that names others',
      () =>
        `update approval_decision set rule = replace(rule, '"approverIds":[]', '"approverIds":["controller"]')
         ${wherePosted()}`,
      'approval: batch B, decision',
    ],
    [
      'by something that is no rule',
      () => `update approval_decision set rule = 'x' ${wherePosted()}`,
      'approval: batch B, decision, reviewers',
    ],
    [
      'by a key that had been revoked before',
      () => `update identity set revoked_at = '2026-11-20T09:59:00.000Z' where person_id = 'reviewer'`,
      'approval: batch B, decision',
    ],
    [
      'of a batch that waits on',
      () => `update batch set state = 'submitted' where id = '${posted}'`,
      'approval: batch B, decision',
    ],
    [
      'on facts that nobody signed',
      () => `insert into posting values ('${posted}', '[]', '[]')`,
      'approval: batch B, decision, facts',
    ],
  ])('%s is found', (_, change, expected) => {
    plant(change())
    expect(found()).toContain(expected.replace('batch B', `batch ${posted}`))
  })

  it('stands where the key that made it was revoked later', () => {
    plant(`update identity set revoked_at = '2026-11-20T10:00:01.000Z' where person_id = 'reviewer'`)
    expect(found()).toEqual([])
  })

  it('is found without the approval that it rests on, and the log misses that too', () => {
    plant(`delete from statement where act = 'approve' and batch_id = '${posted}'`)
    expect(found()).toContain(`approval: batch ${posted}, decision`)
    expect(found().some((fault) => fault.startsWith('statement: audit '))).toBe(true)
  })
})

describe('an approval', () => {
  const approval = 2
  const by = keyOf(reviewer.id)
  const again = (change: (said: Record<string, unknown>) => Record<string, unknown>, columns = {}) => {
    ledger = restated(ledger, { sequence: approval, key: by, columns }, change)
  }

  it('of another journal than was posted, rightly signed, is found', () => {
    again((said) => ({ ...said, journalHash: 'd'.repeat(64) }))
    expect(found()).toEqual([`approval: batch ${posted}, decision`])
  })

  it('in another spelling, rightly signed, is found', () => {
    const spell = (said: unknown) => JSON.stringify(said, null, 1)
    ledger = restated(ledger, { sequence: approval, key: by }, (said) => said, spell)
    expect(found()).toEqual([`statement: approve of batch ${posted} revision 1`])
  })

  it('of a content that no revision here has is found, beside one that counts', () => {
    const content = 'd'.repeat(64)
    again((said) => ({ ...said, contentHash: content }), { content_hash: content })
    expect(found()).toEqual([
      `statement: approve of batch ${posted} revision 1`,
      `approval: batch ${posted}, decision`,
    ])
  })

  it('of other facts than it was posted on is found', () => {
    again((said) => ({ ...said, factsHash: 'd'.repeat(64) }))
    expect(found()).toEqual([`approval: batch ${posted}, decision, facts`])
  })

  it('by who had submitted the batch, rightly signed, is found', () => {
    const key = keyOf(preparer.id)
    const identityId = idOfKey(preparer.id)
    ledger = restated(ledger, { sequence: approval, key, columns: { identity_id: identityId } }, (said) => ({
      ...said,
      by: identityId,
    }))
    expect(found()).toEqual([`approval: batch ${posted}, decision`])
  })

  it('by one whom the submission names as having worked on it is found', () => {
    const reviewerKey = idOfKey(reviewer.id)
    ledger = restated(ledger, { sequence: 1, key: keyOf(preparer.id) }, (said) => ({
      ...said,
      workedOn: [{ by: reviewerKey, name: 'Somebody' }],
    }))
    expect(found()).toEqual([`approval: batch ${posted}, decision`])
  })

  it('by one who had edited a line is found, whatever the submission says', () => {
    plant(`update draft_edit set person_id = 'reviewer' ${wherePosted()}`)
    expect(found()).toEqual([`approval: batch ${posted}, decision`])
  })
})

describe('what was posted', () => {
  it('is found where its journal is not what was signed, though it balances', () => {
    plant(
      `update journal_entry set account = 'Adjustments' where account = 'Revenue' and journal_id in (
         select j.id from journal j join adjustment a on a.id = j.adjustment_id where a.batch_id = '${posted}')`,
    )
    expect(found()).toEqual([`approval_journal: batch ${posted}, journal`])
  })

  it('is found where its batch never was approved', () => {
    plant(`update adjustment set batch_id = '${waiting}' where batch_id = '${posted}'`)
    expect(found()).toContain(`approval: batch ${waiting}`)
  })

  it('is found where a batch became approved without anything', () => {
    plant(`update batch set state = 'approved' where id = '${waiting}'`)
    expect(found()).toContain(`approval: batch ${waiting}`)
  })

  it('is found where a batch has another content than it was frozen with', () => {
    plant(`update batch set content_hash = '${'d'.repeat(64)}' where id = '${waiting}'`)
    expect(found()).toEqual([`revision_hash: batch ${waiting}, content`])
  })
})

describe('a cancel and a delete', () => {
  let cancelled: string
  let batchId: string

  beforeEach(() => {
    const [line] = ledger
      .sql<{ id: string }>('select id from line where batch_id = ? order by position')
      .all(posted)
    cancelled = line!.id
    batchId = postedOf(context, 'Cancel', [{ action: 'cancel', adjustmentId: cancelled }]).batchId
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('are found where no line of their batch asks for them', () => {
    plant(`update adjustment_event set line_id = 'X' where event = 'cancelled'`)
    expect(found()).toContain(`adjustment_content: adjustment ${cancelled}, cancelled`)
  })

  it('are found where they were done to another than was approved', () => {
    const other = ledger
      .sql<{ id: string }>('select id from adjustment where batch_id = ? and id <> ?')
      .get(posted, cancelled)!.id
    plant(`update adjustment_event set adjustment_id = '${other}' where event = 'cancelled'`)
    expect(found()).toContain(`adjustment_content: adjustment ${other}, cancelled`)
  })

  it('are found where they are of no batch', () => {
    plant(`update adjustment_event set batch_id = null where event = 'cancelled'`)
    expect(found()).toEqual(
      expect.arrayContaining([
        `adjustment_content: adjustment ${cancelled}, cancelled`,
        expect.stringContaining('adjustment_content: line '),
      ]),
    )
  })

  it('are found where their journal is not what was signed', () => {
    plant(`update journal_entry set account = 'Adjustments' where account = 'Revenue'`)
    expect(found()).toContain(`approval_journal: batch ${batchId}, journal`)
  })
})

describe('a rule for two', () => {
  const two: ApprovalRule = {
    ...{ ruleId: '01TESTRANK0000000000000001', name: 'Two', lineUpTo: null, batchUpTo: null, running: [] },
    kinds: ['item_credit', 'item_charge', 'reversal', 'cancel', 'delete'],
    ...{ coversExceptions: true, approverIds: [], reviewerCount: 2 },
  }

  it('is kept by two people, and found where it is one of them twice', () => {
    ledger.sql("insert into setting (name, value) values ('approvalRules', ?)").run(JSON.stringify([two]))
    const { batchId } = submittedOf(context, 'By two', [itemLine('I1', 'IT1', '4.00')])
    const approve = (by: TestContext) =>
      valueOf(approveBatch(by, approveInput(by, valueOf(getBatch(by, { batchId })))))
    expect(approve(context.as(reviewer)).state).toBe('submitted')
    expect(verifyLedger(ledger).faults).toEqual([])
    expect(approve(context.as(controller)).state).toBe('approved')
    expect(verifyLedger(ledger).faults).toEqual([])
    plant(
      `update identity set revoked_at = '2026-11-21T00:00:00.000Z' where person_id = 'reviewer'`,
      `update identity set person_id = 'reviewer' where person_id = 'controller'`,
    )
    expect(found()).toContain(`approval: batch ${batchId}, decision`)
  })
})

describe('what came with files', () => {
  let here: TestContext
  let there: TestContext
  let batchId: string

  beforeEach(() => {
    ;({ here, there } = twoLedgers())
    batchId = submittedOf(here, 'March', [
      itemLine('I1', 'IT1', '10.00'),
      itemLine('I2', 'IT3', '20.00'),
    ]).batchId
    carry(here, there.as(reviewer), batchId)
    const review = there.as(reviewer)
    valueOf(approveBatch(review, approveInput(review, valueOf(getBatch(review, { batchId })))))
    carry(review, here, batchId)
    ledger = here.ledger
    for (const one of [here.ledger, there.ledger]) expect(verifyLedger(one).faults).toEqual([])
  })

  test.each<[string, string, string]>([
    [
      'the journal that was signed elsewhere',
      `update approval_elsewhere set journal = replace(journal, '10.00', '11.00')`,
      'approval_journal: batch B, approved elsewhere, journal',
    ],
    [
      'another journal that was decided on',
      `update approval_decision set journal_hash = '${'d'.repeat(64)}'`,
      'approval_journal: batch B, approved elsewhere, journal',
    ],
    [
      'facts that it was approved on elsewhere',
      `update approval_elsewhere set facts = '[]'`,
      'approval: batch B, approved elsewhere, facts',
    ],
    [
      'the head that a file took along',
      `update batch_file set audit_head = '${'d'.repeat(64)}' where direction = 'out'`,
      'batch_file: batch file 1 of batch B, head',
    ],
    [
      'the length that a file took along',
      `update batch_file set audit_length = audit_length - 1 where direction = 'out'`,
      'batch_file: batch file 1 of batch B, head',
    ],
    [
      'a file of another ledger that is said to have left here',
      `update batch_file set direction = 'out' where direction = 'in'`,
      'batch_file: batch file 2 of batch B, ledger',
    ],
  ])('%s is found', (_, change, expected) => {
    plant(change)
    expect(found()).toContain(expected.replace('batch B', `batch ${batchId}`))
  })

  it('a file of which the log does not tell is found', () => {
    plant(`update batch_file set hash = 'x' where direction = 'in'`)
    expect(verifyLedger(ledger).faults.map(({ what, place }) => `${what}: ${place}`)).toContain(
      `audit_missing: batch file 2 of batch ${batchId}`,
    )
  })

  it('a signature and a revision that came, and of which the log does not tell, are found', () => {
    ledger = tampered(
      there.ledger,
      `update audit set detail = json_remove(detail, '$.signatures', '$.contentHashes') where action = 'bringInBatch'`,
    )
    const faults = verifyLedger(ledger).faults.map(({ what, place }) => `${what}: ${place}`)
    expect(faults).toContain(`statement: submit of batch ${batchId} revision 1`)
    expect(faults).toContain(`audit_missing: batch ${batchId} revision 1`)
  })

  it('another log of the same ledger is found, unless somebody was warned of it and went on', () => {
    const again = submittedOf(there, 'April', [itemLine('I2', 'IT4', '5.00')]).batchId
    valueOf(bringIn(here, savedFile(there, again)))
    expect(verifyLedger(here.ledger).faults).toEqual([])
    plant(
      `update batch_file set audit_length = (
         select min(audit_length) from batch_file where direction = 'in') where batch_id = '${again}'`,
    )
    expect(found()).toEqual([`batch_file: batch file 3 of batch ${again}, head`])
    plant(
      `update audit set detail = json_set(detail, '$.confirmed', json('[{"code":"audit_head_contradicted","at":""}]'))
       where action = 'bringInBatch' and subject = 'batch ${again}'`,
    )
    expect(found()).toEqual([])
  })

  it('a revision that was made elsewhere under a number that is taken here is held against its hash too', () => {
    const both = submittedOf(here, 'April', [itemLine('I2', 'IT4', '5.00')]).batchId
    carry(here, there.as(reviewer), both)
    giveBack(there.as(reviewer), both, 1, 'More')
    carry(there.as(reviewer), here, both)
    for (const one of [here, there]) {
      edit(one, both, [cell('I2', 'IT4', 'Credit', one === here ? '6.00' : '7.00')])
      submit(one, both)
    }
    const file = savedFile(there, both)
    const { changes } = valueOf(preview(here, file))
    valueOf(
      bringIn(
        here,
        file,
        changes.map(({ lineId }) => ({ lineId, take: 'there' })),
      ),
    )
    expect(verifyLedger(here.ledger).faults).toEqual([])
    plant(`update branch_revision set content = replace(content, '7.00', '8.00')`)
    expect(found()).toEqual([`revision_hash: batch ${both} revision 2`])
    plant(`delete from branch_revision`)
    expect(found()).toEqual([`statement: submit of batch ${both} revision 2`])
  })

  it('a reversal is held against the adjustment that its line named elsewhere', () => {
    const [posted = '', other = ''] = here.ledger
      .sql<{ id: string }>('select id from line where batch_id = ? order by position')
      .all(batchId)
      .map(({ id }) => id)
    here.ledger.sql("insert or replace into setting (name, value) values ('counterItem', 'true')").run()
    const line = itemLine('I1', 'IT1', '4.00', { type: 'Charge', reversesId: posted })
    const reversal = postedOf(here, 'Back', [line]).ids[0] ?? ''
    expect(verifyLedger(here.ledger).faults).toEqual([])
    // A name of another ledger does not lead away from an adjustment that is here.
    plant(
      `insert into adjustment_reference values ('${posted}', '', (select number from adjustment where id = '${other}'))`,
    )
    expect(found()).toEqual([])
    plant(`update adjustment set reverses_id = '${other}' where id = '${reversal}'`)
    expect(found()).toContain(`adjustment_content: adjustment ${reversal}, reversed`)
  })

  it('a file of this ledger that tells of another log than its own is found', () => {
    plant(`update batch_file set ledger_id = (select id from ledger) where direction = 'in'`)
    expect(found()).toEqual([`batch_file: batch file 2 of batch ${batchId}, head`])
  })
})

it('a batch that was approved on facts that had moved is sound, and not on others', () => {
  const { batchId } = submittedOf(context, 'Moved', [itemLine('I1', 'IT1', '5.00')])
  aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '0.50')], 'Between')
  const by = context.as(reviewer)
  const input = approveInput(by, valueOf(getBatch(by, { batchId })))
  const asked = approveBatch(by, input)
  if (asked.ok) expect.fail('nothing had moved')
  const confirmed = asked.rejections.map(({ code, at }) => ({ code, at }))
  valueOf(approveBatch(by, { ...input, confirmed }))
  expect(verifyLedger(ledger).faults).toEqual([])
  plant(`update posting set facts = replace(facts, '"balance"', '"Balance"') where batch_id = '${batchId}'`)
  expect(found()).toEqual([`approval: batch ${batchId}, decision, facts`])
})
