import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Person } from '@contract/setting'
import type { BatchView } from '@contract/batch'
import type { Ledger } from '../../../main/ledger/database'
import { findIdentityOfPerson, setRevoked } from '../../../main/ledger/identityTable'
import { setPerson } from '../../../main/ledger/personTable'
import { verifyLedger } from '../../../main/ledger/verify'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import type { UnlockedKey } from '../../../main/usecase/context'
import { changePerson } from '../../../main/usecase/person/changePerson'
import { renewIdentity } from '../../../main/usecase/person/renewIdentity'
import { revokeIdentity } from '../../../main/usecase/person/revokeIdentity'
import { unlockIdentity } from '../../../main/usecase/person/unlockIdentity'
import { aDraft, approveInput, cell, codesOf, edit, submit, submitInput, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import {
  controller,
  preparer,
  reviewer,
  tempLedger,
  testContext,
  type TestContext,
} from '../../support/tempLedger'
import { testSigner } from '../../support/testSigner'

// Roads to the approval of one's own work. Each ends in a refusal, and the work of another is approved on.

let ledger: Ledger
let boss: TestContext
/** Submitted by the controller, who may review too. */
let batch: BatchView

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  boss = testContext(ledger, controller)
  const { batchId } = aDraft(boss)
  edit(boss, batchId, [cell('I1', 'IT1', 'Credit', '5')])
  batch = submit(boss, batchId)
})

const both: Person['rights'] = ['prepare', 'review', 'control']
const approve = (context: TestContext) => approveBatch(context, approveInput(context, batch))
const command = () => ({ commandId: boss.newId() })
/** A context in which somebody acts with a key of one's choice. */
const signedWith = (person: Person, signer: UnlockedKey | undefined) =>
  Object.create(boss.as(person), { signer: { value: signer } }) as TestContext
const signerOf = (person: Person) => testSigner(ledger, person, [])

function renew(person: Person): TestContext {
  const { id } = findIdentityOfPerson(ledger, person.id)!
  setRevoked(ledger, id, { at: '2026-11-20T10:00:00.000Z', by: person.id, because: 'lost' })
  const passphrase = 'a second passphrase'
  valueOf(renewIdentity(boss, { ...command(), personId: person.id, passphrase }))
  return signedWith(person, valueOf(unlockIdentity(ledger, person.id, passphrase)))
}

const roads: [string, string, () => TestContext][] = [
  ['simply', 'approver_touched_lines', () => boss],
  [
    'under a new name',
    'approver_touched_lines',
    () => {
      valueOf(
        changePerson(boss, { ...command(), personId: controller.id, name: 'Somebody Else', rights: both }),
      )
      return boss.as({ ...controller, name: 'Somebody Else' })
    },
  ],
  ['with a key that was renewed', 'approver_touched_lines', () => renew(controller)],
  [
    'after giving the rights away and getting them back',
    'approver_touched_lines',
    () => {
      const second: Person = { ...reviewer, rights: ['review', 'control'] }
      valueOf(
        changePerson(boss, { ...command(), personId: second.id, name: second.name, rights: second.rights }),
      )
      const change = (rights: Person['rights']) =>
        valueOf(
          changePerson(boss.as(second), {
            ...command(),
            personId: controller.id,
            name: controller.name,
            rights,
          }),
        )
      change([])
      change(both)
      return boss.as({ ...controller, rights: both })
    },
  ],
  ['as another, with one’s own key', 'identity_revoked', () => signedWith(reviewer, signerOf(controller))],
  [
    'as another, with one’s own key that says it is theirs',
    'identity_revoked',
    () => signedWith(reviewer, { ...signerOf(controller), personId: reviewer.id }),
  ],
  [
    'as oneself, with the key of another',
    'identity_revoked',
    () => signedWith(controller, signerOf(reviewer)),
  ],
  [
    'as somebody who is not in the ledger, with one’s own key',
    'identity_revoked',
    () => signedWith({ ...reviewer, id: 'ghost' }, signerOf(controller)),
  ],
  ['as another, without any key', 'passphrase_needed', () => signedWith(reviewer, undefined)],
  [
    'as somebody who is not in the ledger',
    'identity_missing',
    () => signedWith({ ...reviewer, id: 'ghost' }, undefined),
  ],
]

test.each(roads)('nobody approves their own work %s: %s', (_, code, road) => {
  expect(codesOf(approve(road()))).toEqual([code])
  expect(ledger.sql('select state from batch').get()).toEqual({ state: 'submitted' })
  expect(verifyLedger(ledger).faults).toEqual([])
  expect(approve(boss.as(reviewer)).ok).toBe(true)
  expect(verifyLedger(ledger).faults).toEqual([])
})

test('what one has returned and another has submitted again may be approved, but not with a line of one’s own', () => {
  const rights = { ...reviewer, rights: both }
  const both2 = boss.as(rights)
  valueOf(returnBatch(both2, { ...command(), batchId: batch.batchId, revision: 1, comment: 'Six' }))
  edit(both2, batch.batchId, [cell('I1', 'IT1', 'Credit', '6')])
  batch = submit(boss, batch.batchId)
  expect(codesOf(approve(both2))).toEqual(['approver_touched_lines'])
})

test('under the private half of another, smuggled beside the right fingerprint, nothing verifies', () => {
  const forged = { ...signerOf(reviewer), privateKey: signerOf(controller).privateKey }
  expect(codesOf(approve(signedWith(reviewer, forged)))).toEqual(['identity_revoked'])
  expect(approve(boss.as(reviewer)).ok).toBe(true)
})

describe('a key that was revoked while it was unlocked', () => {
  it('signs nothing: neither submission nor return nor approval', () => {
    const stale = signedWith(reviewer, signerOf(reviewer))
    const identityId = findIdentityOfPerson(ledger, reviewer.id)!.id
    valueOf(revokeIdentity(boss, { ...command(), identityId, reason: 'lost' }))
    expect(codesOf(approve(stale))).toEqual(['identity_revoked'])
    const back = { ...command(), batchId: batch.batchId, revision: 1, comment: 'Why?' }
    expect(codesOf(returnBatch(stale, back))).toEqual(['identity_revoked'])
    const pat = signedWith(preparer, signerOf(preparer))
    const { batchId } = aDraft(pat, 'Second')
    const typed = edit(pat, batchId, [cell('I1', 'IT1', 'Credit', '1')])
    renew(preparer)
    const input = { ...submitInput(pat, { ...batch, batchId, warnings: [] }), editNumber: typed.editNumber }
    expect(codesOf(submitBatch(pat, input))).toEqual(['identity_revoked'])
    expect(verifyLedger(ledger).faults).toEqual([])
  })
})

test('a person whose name and rights were changed behind the commands is who they were', () => {
  setPerson(ledger, { ...controller, name: reviewer.name })
  expect(codesOf(approve(boss))).toEqual(['approver_touched_lines'])
})
