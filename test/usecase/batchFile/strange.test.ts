import { describe, expect, it } from 'vitest'
import type { Person } from '@contract/setting'
import { postedJournalText } from '../../../main/ledger/postedJournal'
import { verifyLedger } from '../../../main/ledger/verify'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { discardBatch } from '../../../main/usecase/batch/discardBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { postBatch } from '../../../main/usecase/batchFile/postBatch'
import { changePerson } from '../../../main/usecase/person/changePerson'
import { revokeIdentity } from '../../../main/usecase/person/revokeIdentity'
import { aDraft, approveInput, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { withFile } from '../../support/aCard'
import { aCompany } from '../../support/aCompany'
import { anImported, importedId } from '../../support/anImported'
import { fingerprintOf } from '../../../main/platform/identityKey'
import { keyOf } from '../../support/testSigner'
import {
  controller,
  preparer,
  reviewer,
  tempLedger,
  testContext,
  type TestContext,
} from '../../support/tempLedger'
import { bringIn, carry, giveBack, preview, savedFile, twoLedgers } from '../../support/twoLedgers'

function submitted(context: TestContext, name = 'March credits', amount = '10.00'): string {
  const { batchId } = aDraft(context, name)
  edit(context, batchId, [cell('I1', 'IT1', 'Credit', amount)])
  submit(context, batchId)
  return batchId
}

const approve = (context: TestContext, batchId: string) =>
  approveBatch(context, approveInput(context, valueOf(getBatch(context, { batchId }))))

const reversalOf = (adjustmentId: string) => [
  { op: 'put' as const, lineId: '' as const, fields: { reversesId: adjustmentId } },
]

describe('what a ledger takes from elsewhere', () => {
  it('is of its own kind', () => {
    const { here } = twoLedgers()
    const file = savedFile(here, submitted(here))
    const sandbox = testContext(tempLedger('sandbox', { ledgerId: '01TESTLEDGER000000000SAND0' }))
    aCompany(sandbox.ledger)
    expect(codesOf(preview(sandbox, file))).toEqual(['file_of_other_kind'])
  })

  it('is signed by people whom it knows and whose keys count', () => {
    const { here } = twoLedgers()
    const file = savedFile(here, submitted(here))
    const stranger = testContext(tempLedger('live', { ledgerId: '01TESTLEDGER000000000ALNE0' }))
    expect(codesOf(preview(stranger, file))).toEqual(['file_signer_unknown'])
    const { there } = twoLedgers()
    const by = there.as(controller)
    const identityId = fingerprintOf(keyOf(preparer.id).publicKey)
    valueOf(revokeIdentity(by, { commandId: by.newId(), identityId, reason: 'Lost' }))
    expect(codesOf(preview(by, file))).toEqual(['file_signer_revoked'])
  })

  it('stays readable where a key was revoked after its statement had come', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(there.as(reviewer), batchId))
    const by = here.as(controller)
    const identityId = fingerprintOf(keyOf(preparer.id).publicKey)
    valueOf(revokeIdentity(by, { commandId: by.newId(), identityId, reason: 'Left' }))
    expect(valueOf(bringIn(here.as(controller), savedFile(there.as(reviewer), batchId))).effect).toBe('post')
  })
})

describe('nobody approves their own work in another ledger', () => {
  const both: Person = { ...preparer, rights: ['prepare', 'review'] }

  it('with the same key and all rights there', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    const own = there.as(both)
    expect(codesOf(approve(own, batchId))).toEqual(['approver_touched_lines'])
  })

  it('under another name', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    const by = there.as(controller)
    const renamed = {
      personId: preparer.id,
      name: 'Somebody Else',
      rights: ['prepare' as const, 'review' as const],
    }
    valueOf(changePerson(by, { commandId: by.newId(), ...renamed }))
    const own = there.as({ id: preparer.id, name: 'Somebody Else', rights: ['prepare', 'review'] })
    expect(codesOf(approve(own, batchId))).toEqual(['approver_touched_lines'])
  })

  it('having only touched a draft that somebody else submitted', () => {
    const { here, there } = twoLedgers()
    const { batchId } = aDraft(here)
    edit(here.as(controller), batchId, [cell('I1', 'IT1', 'Credit', '10.00')])
    submit(here, batchId)
    carry(here, there.as(reviewer), batchId)
    expect(codesOf(approve(there.as(controller), batchId))).toEqual(['approver_touched_lines'])
    expect(valueOf(approve(there.as(reviewer), batchId)).state).toBe('approved')
  })

  it('by having the file brought in once more', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    const file = savedFile(here, batchId)
    const own = there.as(both)
    valueOf(bringIn(own, file))
    expect(codesOf(approve(own, batchId))).toEqual(['approver_touched_lines'])
    expect(codesOf(bringIn(own, file))).toEqual(['file_already_here'])
    expect(codesOf(approve(own, batchId))).toEqual(['approver_touched_lines'])
  })
})

describe('what both machines hold', () => {
  /** Both know the same imported adjustment, each under an id of its own. */
  function withImported() {
    const { here, there } = twoLedgers()
    anImported(here.ledger, { n: 7, type: 'Credit', amount: 3_000, day: 5 })
    // Ids of imported adjustments are each ledger's own: this one has had six others before.
    anImported(there.ledger, { n: 7, type: 'Credit', amount: 3_000, day: 5 })
    for (const { ledger } of [here, there])
      ledger.sql("insert or replace into setting (name, value) values ('counterItem', 'true')").run()
    return { here, there }
  }

  it('is the same adjustment under two ids: the reversal finds it by number and posts on both', () => {
    const { here, there } = withImported()
    const { ledger } = there
    // As if imported there under another id.
    ledger.database.pragma('foreign_keys = off')
    ledger.database.exec('drop trigger adjustment_never_changes; drop trigger adjustment_event_never_changes')
    const other = '01THEREIMPORT0000000000007'
    ledger.sql('update adjustment set id = ? where id = ?').run(other, importedId(7))
    ledger
      .sql('update adjustment_event set adjustment_id = ? where adjustment_id = ?')
      .run(other, importedId(7))
    ledger
      .sql('update adjustment_state set adjustment_id = ? where adjustment_id = ?')
      .run(other, importedId(7))
    ledger.database.exec(`create trigger adjustment_never_changes before update on adjustment
  begin select raise(abort, 'append_only: adjustment'); end;
create trigger adjustment_event_never_changes before update on adjustment_event
  begin select raise(abort, 'append_only: adjustment_event'); end`)
    ledger.database.pragma('foreign_keys = on')
    const { batchId } = aDraft(here, 'Reversal')
    edit(here, batchId, reversalOf(importedId(7)))
    submit(here, batchId)
    const file = savedFile(here, batchId)
    expect(valueOf(preview(there.as(reviewer), file)).movedFacts).toEqual([])
    valueOf(bringIn(there.as(reviewer), file))
    const input = { batchId, revision: 0, invoiceId: '', from: 0, limit: 10 }
    const [line] = valueOf(listLines(there.as(reviewer), input)).rows
    expect(line?.line.reversesId).toBe(other)
    expect(line?.rejections).toEqual([])
    valueOf(approve(there.as(reviewer), batchId))
    expect(carry(there.as(reviewer), here, batchId).effect).toBe('post')
    expect(verifyLedger(here.ledger).faults).toEqual([])
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })

  it('is claimed by both: who was first is said, the later one comes in without a claim and is not approved', () => {
    const { here, there } = withImported()
    const early = aDraft(there, 'Office reversal')
    edit(there, early.batchId, reversalOf(importedId(7)))
    here.clock.moveTo('2026-11-20T12:00:00.000Z')
    const { batchId } = aDraft(here, 'Reversal')
    edit(here, batchId, reversalOf(importedId(7)))
    submit(here, batchId)
    const file = savedFile(here, batchId)
    const looked = valueOf(preview(there.as(reviewer), file))
    expect(looked.claimConflicts).toMatchObject([
      { first: 'here', adjustmentNumber: 'IIA-0007', left: '0.00', here: { batchName: 'Office reversal' } },
    ])
    expect(looked.warnings.map(({ code }) => code)).toContain('claim_taken_here')
    valueOf(bringIn(there.as(reviewer), file))
    expect(codesOf(approve(there.as(reviewer), batchId))).not.toEqual([])
    // The safe way out: the batch that holds it gives it up.
    valueOf(discardBatch(there, { commandId: there.newId(), batchId: early.batchId }))
    const view = valueOf(getBatch(there.as(reviewer), { batchId }))
    expect(view.rejectedLineCount).toBe(0)
    const confirmed = view.movedFacts.length > 0 ? 'moved' : 'none'
    expect(confirmed).toBe('none')
    expect(valueOf(approve(there.as(reviewer), batchId)).state).toBe('approved')
  })
})

describe('the log of the sender', () => {
  it('is remembered; one that was written anew is an alarm that must be confirmed', () => {
    const { here, there } = twoLedgers()
    const first = submitted(here)
    carry(here, there.as(reviewer), first)
    const second = submitted(here, 'More', '1.00')
    const honest = savedFile(here, second)
    expect(valueOf(preview(there.as(reviewer), honest)).witness.verdict).toBe('agrees')
    // Another machine that claims to be the same ledger: its log was never what was seen.
    const { here: forged } = twoLedgers()
    const other = submitted(forged, 'Forged')
    submitted(forged, 'To make it longer', '2.00')
    const file = savedFile(forged, other)
    const looked = valueOf(preview(there.as(reviewer), file))
    expect(looked.witness.verdict).toBe('contradicted')
    expect(looked.warnings.map(({ code }) => code)).toContain('audit_head_contradicted')
  })
})

describe('posting again what waits', () => {
  it('asks the checks of today and posts once', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(there.as(reviewer), batchId))
    here.ledger.sql("update invoice set status = 'Draft' where id = 'I1'").run()
    expect(carry(there.as(reviewer), here, batchId).effect).toBe('wait')
    const again = (context: TestContext) =>
      postBatch(context, { commandId: context.newId(), batchId, confirmed: [] })
    expect(codesOf(again(here))).toEqual(['right_missing'])
    expect(valueOf(again(here.as(reviewer))).isApprovedElsewhere).toBe(true)
    here.ledger.sql("update invoice set status = 'Posted' where id = 'I1'").run()
    expect(valueOf(again(here.as(reviewer))).state).toBe('approved')
    expect(codesOf(again(here.as(reviewer)))).toEqual(['batch_state'])
  })
})

it('a folder, a ledger and nothing at all are not batch files', () => {
  const { here } = twoLedgers()
  const folder = withFile(here, '', true)
  expect(codesOf(preview(here, new Uint8Array(0)))).toEqual(['file_not_a_batch'])
  expect(codesOf(preview(here, Buffer.from('SQLite format 3\0')))).toEqual(['file_not_a_batch'])
  expect(folder.file).not.toBe('')
})

it('ids of something else here are not taken over', () => {
  const { here, there } = twoLedgers()
  const batchId = submitted(here)
  const file = savedFile(here, batchId)
  const { ledger } = there
  const values = [batchId, 'Another', '01OTHERLEDGER0000000000000', 'preparer', '2026-11-20T09:00:00.000Z']
  ledger
    .sql(
      `insert into batch (id, name, birth_ledger_id, state, preparer_id, created_at, changed_at)
       values (?, ?, ?, 'draft', ?, ?, '2026-11-20T09:00:00.000Z')`,
    )
    .run(...values)
  expect(codesOf(preview(there.as(reviewer), file))).toEqual(['file_ids_taken'])
})

it('a return by somebody who may not review here takes nothing back', () => {
  const { here, there } = twoLedgers()
  const batchId = submitted(here)
  carry(here, there.as(reviewer), batchId)
  giveBack(there.as(reviewer), batchId, 1, 'No')
  const by = here.as(controller)
  const noReviewer = { personId: reviewer.id, name: reviewer.name, rights: ['prepare' as const] }
  valueOf(changePerson(by, { commandId: by.newId(), ...noReviewer }))
  const file = savedFile(there.as(reviewer), batchId)
  expect(valueOf(preview(here, file))).toMatchObject({
    effect: 'nothing',
    reasons: [{ code: 'right_missing' }],
  })
  expect(codesOf(bringIn(here, file))).toEqual(['right_missing'])
  expect(valueOf(getBatch(here, { batchId })).state).toBe('submitted')
})

it('accounts that this ledger would not book to are confirmed, and booked as they were approved', () => {
  const { here, there } = twoLedgers()
  there.ledger.sql("update item set receivables_code = 'Adjustments' where id = 'IT1'").run()
  const batchId = submitted(here)
  carry(here, there.as(reviewer), batchId)
  const view = valueOf(getBatch(there.as(reviewer), { batchId }))
  const confirmed = codesAndPlaces(approve(there.as(reviewer), batchId))
  valueOf(approveBatch(there.as(reviewer), { ...approveInput(there.as(reviewer), view), confirmed }))
  const looked = valueOf(preview(here, savedFile(there.as(reviewer), batchId)))
  expect(looked.effect).toBe('post')
  expect(looked.warnings.map(({ code, params }) => [code, params['there']])).toContainEqual([
    'accounts_differ',
    'Adjustments',
  ])
  expect(carry(there.as(reviewer), here, batchId).effect).toBe('post')
  expect(postedJournalText(here.ledger, batchId)).toBe(postedJournalText(there.ledger, batchId))
  expect(verifyLedger(here.ledger).faults).toEqual([])
})

function codesAndPlaces(outcome: ReturnType<typeof approve>) {
  return outcome.ok ? [] : outcome.rejections.map(({ code, at }) => ({ code, at }))
}
