import { describe, expect, it, test } from 'vitest'
import type { ApprovalRule } from '@contract/approval'
import type { Person } from '@contract/setting'
import { headerText, sealText } from '../../main/exchange/batchFile/frame'
import { canonicalText } from '../../main/ledger/auditTable'
import type { Ledger } from '../../main/ledger/database'
import { findIdentityOfPerson, insertIdentity } from '../../main/ledger/identityTable'
import { insertPerson } from '../../main/ledger/personTable'
import { verifyLedger } from '../../main/ledger/verify'
import { fingerprintOf, newIdentityKey, signText, type IdentityKey } from '../../main/platform/identityKey'
import { hashOfText } from '../../main/platform/textHash'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { getBatch } from '../../main/usecase/batch/getBatch'
import { recallBatch } from '../../main/usecase/batch/recallBatch'
import { addPerson } from '../../main/usecase/person/addPerson'
import { changePerson } from '../../main/usecase/person/changePerson'
import { acceptIdentityCard } from '../../main/usecase/person/identityCards'
import { revokeIdentity } from '../../main/usecase/person/revokeIdentity'
import { aDraft, approveInput, cell, codesOf, edit, submit, valueOf } from '../support/aBatch'
import { aCard, withFile } from '../support/aCard'
import { controller, preparer, reviewer, type TestContext } from '../support/tempLedger'
import { keyOf } from '../support/testSigner'
import { bringIn, carry, giveBack, preview, savedFile, twoLedgers } from '../support/twoLedgers'

// Roads to the approval of one's own work that lead over two ledgers, over keys, names and cards, and over the order of
// things. Each ends in a refusal; what the database alone refuses is in test/ledger/approvalTrigger.test.ts.

const command = (context: TestContext) => ({ commandId: context.newId() })
const fileCommand = (context: TestContext, batchId: string) => ({ ...command(context), batchId })
const approve = (context: TestContext, batchId: string) =>
  approveBatch(context, approveInput(context, valueOf(getBatch(context, { batchId }))))
const stateOf = (context: TestContext, batchId: string) => valueOf(getBatch(context, { batchId })).state

/** Somebody who acts with a key of the test's choice, under whatever name. */
function withKey(context: TestContext, person: Person, key: IdentityKey): TestContext {
  const signer = { personId: person.id, identityId: fingerprintOf(key.publicKey), privateKey: key.privateKey }
  return Object.create(context.as(person), { signer: { value: signer } }) as TestContext
}

function giveKey(ledger: Ledger, person: Person, key: IdentityKey): void {
  const known = ledger.sql('select 1 as one from person where id = ?').get(person.id)
  if (known === undefined) insertPerson(ledger, person)
  insertIdentity(ledger, {
    ...{ id: fingerprintOf(key.publicKey), personId: person.id, publicKey: key.publicKey, sealedKey: '' },
    ...{ card: aCard(person.name, { kind: 'live', key }).text, madeAt: '2026-11-01T08:00:00.000Z' },
    ...{ acceptedBy: 'controller', acceptedAt: '2026-11-20T09:00:00.000Z' },
  })
}

const revoke = (context: TestContext, identityId: string) =>
  valueOf(revokeIdentity(context, { ...command(context), identityId, reason: 'Lost' }))

const lines = [cell('I1', 'IT1', 'Credit', '10.00')]

function submitted(context: TestContext): string {
  const { batchId } = aDraft(context, 'March credits')
  edit(context, batchId, lines)
  submit(context, batchId)
  return batchId
}

const expectSound = (...contexts: TestContext[]) => {
  for (const { ledger } of contexts) expect(verifyLedger(ledger).faults).toEqual([])
}

/** What everybody is called who is one and the same. */
const kim: Person = { id: 'kim', name: 'Kim', rights: ['prepare', 'review'] }
const other: Person = { id: 'other', name: 'Somebody Else', rights: ['prepare', 'review'] }

describe('over a second ledger', () => {
  it('as a person of another name there, whose key has been renewed since', () => {
    const { here, there } = twoLedgers()
    const [first, second] = [newIdentityKey(), newIdentityKey()]
    giveKey(here.ledger, kim, first)
    const { batchId } = aDraft(here)
    edit(withKey(here, kim, first), batchId, lines)
    revoke(here.as(controller), fingerprintOf(first.publicKey))
    giveKey(here.ledger, kim, second)
    submit(here, batchId)
    giveKey(there.ledger, other, second)
    carry(here, there.as(reviewer), batchId)
    expect(codesOf(approve(withKey(there, other, second), batchId))).toEqual(['approver_touched_lines'])
    expect(valueOf(approve(there.as(reviewer), batchId)).state).toBe('approved')
    expect(carry(there.as(reviewer), here, batchId).effect).toBe('post')
    expectSound(here, there)
  })

  it('with a key that was made only after the submission: here both keys are known to be one person’s', () => {
    const { here, there } = twoLedgers()
    const [first, second] = [newIdentityKey(), newIdentityKey()]
    giveKey(here.ledger, kim, first)
    const { batchId } = aDraft(here)
    edit(withKey(here, kim, first), batchId, lines)
    submit(here, batchId)
    carry(here, there.as(reviewer), batchId)
    revoke(here.as(controller), fingerprintOf(first.publicKey))
    giveKey(here.ledger, kim, second)
    // There nobody can know: the card of the second key says another name.
    giveKey(there.ledger, other, second)
    const review = withKey(there, other, second)
    valueOf(approve(review, batchId))
    const file = savedFile(review, batchId)
    expect(codesOf(preview(here, file))).toEqual(['file_own_approval'])
    expect(codesOf(bringIn(here, file))).toEqual(['file_own_approval'])
    expect(stateOf(here, batchId)).toBe('submitted')
    expectSound(here)
  })

  it('with a first key, made after the work was done', () => {
    const { here, there } = twoLedgers()
    const key = newIdentityKey()
    insertPerson(here.ledger, kim)
    const { batchId } = aDraft(here)
    edit(here.as(kim), batchId, lines)
    // Asking for a signer gives the people of tests a key; this one had none.
    expect(findIdentityOfPerson(here.ledger, kim.id)).toBeUndefined()
    submit(here, batchId)
    giveKey(here.ledger, kim, key)
    expect(codesOf(approve(withKey(here, kim, key), batchId))).toEqual(['approver_touched_lines'])
    carry(here, there.as(reviewer), batchId)
    giveKey(there.ledger, other, key)
    const review = withKey(there, other, key)
    valueOf(approve(review, batchId))
    const file = savedFile(review, batchId)
    expect(codesOf(preview(here, file))).toEqual(['file_own_approval'])
    expect(codesOf(bringIn(here, file))).toEqual(['file_own_approval'])
    expect(stateOf(here, batchId)).toBe('submitted')
    expectSound(here)
  })

  it('by merging what both sides made, and approving that', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    const boss = there.as(controller)
    carry(here, boss, batchId)
    giveBack(boss, batchId, 1, 'More')
    edit(boss, batchId, [cell('I2', 'IT3', 'Credit', '1.00')])
    valueOf(recallBatch(here, { ...fileCommand(here, batchId), revision: 1 }))
    edit(here, batchId, [cell('I1', 'IT2', 'Credit', '2.00')])
    submit(here, batchId)
    expect(valueOf(bringIn(boss, savedFile(here, batchId))).effect).toBe('merge')
    submit(there, batchId)
    expect(codesOf(approve(boss, batchId))).toEqual(['approver_touched_lines'])
    expect(valueOf(approve(there.as(reviewer), batchId)).state).toBe('approved')
    expectSound(here, there)
  })

  it('by a file in which one has put one’s own approval in the place of another’s', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(there.as(reviewer), batchId))
    const bytes = savedFile(there.as(reviewer), batchId)
    const own = resigned(bytes, (said) => ({ ...said, ...asPreparer }))
    expect(codesOf(bringIn(here, own))).toEqual(['file_own_approval'])
    // By whoever did approve, but of another batch.
    const of = aDraft(there, 'Another').batchId
    const another = resigned(bytes, (said) => ({ ...said, batchId: of }), keyOf(reviewer.id))
    expect(codesOf(bringIn(here, another))[0]).toMatch(/^file_(signature_wrong|damaged)$/)
    expect(stateOf(here, batchId)).toBe('submitted')
    expect(valueOf(bringIn(here, bytes)).effect).toBe('post')
    expectSound(here, there)
  })
})

const preparersKey = keyOf(preparer.id)
const asPreparer = { by: fingerprintOf(preparersKey.publicKey), name: preparer.name }

/** The file with another approval, signed and sealed by somebody who knows how. */
function resigned(
  bytes: Buffer,
  change: (said: Record<string, unknown>) => Record<string, unknown>,
  key = preparersKey,
): Buffer {
  const end = bytes.indexOf('\n')
  const { parts } = JSON.parse(bytes.subarray(0, end).toString()) as {
    parts: { bytes: number; name: string }[]
  }
  let from = end + 1
  const texts = parts.map(({ bytes: length, name }) => {
    const text = bytes.subarray(from, from + length).toString()
    from += length + 1
    return { name, text }
  })
  const by = fingerprintOf(key.publicKey)
  const altered = texts
    .map(({ name, text }) => {
      const [line = ''] = text.split('\n')
      const isApproval = name.startsWith('statement/') && line.includes('"act":"approve"')
      if (!isApproval) return { name, text }
      const said = canonicalText(change(JSON.parse(line) as Record<string, unknown>))
      return { name, text: `${said}\n${signText(said, key.privateKey)}` }
    })
    .filter(({ name }) => !name.startsWith('card/') || key !== preparersKey || name === `card/${by}`)
  const header = headerText(
    altered.map(({ name, text }) => ({ bytes: Buffer.byteLength(text), name, sha256: hashOfText(text) })),
  )
  const seal = sealText({ by, signature: signText(header, key.privateKey) })
  return Buffer.from([header, ...altered.map(({ text }) => text), seal, ''].join('\n'))
}

describe('as a person of one’s own making', () => {
  test.each(['Chris Controller', ' chris  controller', 'CHRIS CONTROLLER', 'Ｃhris Controller'])(
    'added once more as %j',
    (name) => {
      const { here } = twoLedgers()
      const boss = here.as(controller)
      const input = { ...command(boss), name, rights: ['review' as const], passphrase: 'another passphrase' }
      expect(codesOf(addPerson(boss, input))).toEqual(['person_exists'])
    },
  )

  it('with a card of one’s own key under another name, before and after the key was revoked', () => {
    const { here } = twoLedgers()
    const boss = here.as(controller)
    const card = aCard('Somebody Else', { kind: 'live', key: keyOf(preparer.id) })
    const { file, context } = withFile(boss, card.text)
    const accept = () =>
      acceptIdentityCard(context, {
        ...{ ...command(boss), file, identityId: card.identityId },
        rights: ['review'],
      })
    expect(codesOf(accept())).toEqual(['card_known'])
    revoke(boss, card.identityId)
    expect(codesOf(accept())).toEqual(['card_revoked'])
  })

  it('with a card that is accepted once: a second time it is known', () => {
    const { here } = twoLedgers()
    const boss = here.as(controller)
    const card = aCard('Otto Other', { kind: 'live' })
    const { file, context } = withFile(boss, card.text)
    const accept = () =>
      acceptIdentityCard(context, {
        ...{ ...command(boss), file, identityId: card.identityId },
        rights: ['review'],
      })
    valueOf(accept())
    expect(codesOf(accept())).toEqual(['card_known'])
    valueOf(
      changePerson(boss, {
        ...command(boss),
        ...{ personId: preparer.id, name: 'Pat Renamed', rights: ['prepare'] },
      }),
    )
    expect(codesOf(accept())).toEqual(['card_known'])
  })
})

describe('where two people are asked for', () => {
  const two: ApprovalRule = {
    ...{ ruleId: '01TESTRANK0000000000000001', name: 'Two', lineUpTo: null, batchUpTo: null, running: [] },
    kinds: ['item_credit', 'item_charge', 'invoice_credit', 'invoice_charge', 'reversal', 'cancel', 'delete'],
    ...{ coversExceptions: true, approverIds: [], reviewerCount: 2 },
  }

  function ruled() {
    const { here, there } = twoLedgers()
    for (const { ledger } of [here, there])
      ledger.sql("insert into setting (name, value) values ('approvalRules', ?)").run(JSON.stringify([two]))
    return { here, there, boss: here.as(controller), review: here.as(reviewer) }
  }

  it('one person is one of them, whichever keys they sign with', () => {
    const { here, boss } = ruled()
    const key = newIdentityKey()
    const batchId = submitted(here)
    expect(valueOf(approve(boss, batchId)).state).toBe('submitted')
    expect(codesOf(approve(boss, batchId))).toEqual(['approved_already'])
    const second = here.as({ ...reviewer, rights: ['review', 'control'] })
    valueOf(
      changePerson(boss, {
        ...{ ...command(boss), personId: reviewer.id, name: reviewer.name },
        rights: ['review', 'control'],
      }),
    )
    revoke(second, fingerprintOf(keyOf(controller.id).publicKey))
    giveKey(here.ledger, controller, key)
    // The first approval counts no more, the one with the new key does: still one person.
    const renewed = withKey(here, controller, key)
    expect(valueOf(approve(renewed, batchId)).state).toBe('submitted')
    expect(codesOf(approve(renewed, batchId))).toEqual(['approved_already'])
    expect(valueOf(approve(second, batchId)).state).toBe('approved')
    expectSound(here)
  })

  it('one who may review no more when the second approves is none of them', () => {
    const { here, boss, review } = ruled()
    const batchId = submitted(here)
    valueOf(approve(review, batchId))
    const change = (rights: Person['rights']) =>
      valueOf(changePerson(boss, { ...command(boss), personId: reviewer.id, name: reviewer.name, rights }))
    change(['prepare'])
    expect(valueOf(approve(boss, batchId)).state).toBe('submitted')
    expect(valueOf(getBatch(boss, { batchId })).approval).toMatchObject({ missing: 1 })
    expectSound(here)
  })

  it('an approval is of its revision: submitted again, even unchanged, it asks for both anew', () => {
    const { here, boss, review } = ruled()
    const batchId = submitted(here)
    valueOf(approve(boss, batchId))
    giveBack(review, batchId, 1, 'Once more')
    const again = submit(here, batchId)
    expect(again.revision).toBe(2)
    expect(valueOf(approve(review, batchId)).state).toBe('submitted')
    expect(valueOf(approve(boss, batchId)).state).toBe('approved')
    expectSound(here)
  })

  it('who approved the first revision and then worked on it is none of them', () => {
    const { here, boss, review } = ruled()
    const batchId = submitted(here)
    valueOf(approve(boss, batchId))
    giveBack(review, batchId, 1, 'Eleven')
    edit(boss, batchId, [cell('I1', 'IT1', 'Credit', '11.00')])
    edit(boss, batchId, [cell('I1', 'IT1', 'Credit', '10.00')])
    submit(here, batchId)
    expect(codesOf(approve(boss, batchId))).toEqual(['approver_touched_lines'])
    expect(valueOf(approve(review, batchId)).state).toBe('submitted')
    expectSound(here)
  })

  it('one approves here and one there, and the same one on both is one', () => {
    const { here, there, boss, review } = ruled()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(boss, batchId))
    there.clock.moveTo('2026-11-20T11:00:00.000Z')
    expect(valueOf(approve(there.as(controller), batchId)).state).toBe('submitted')
    bringIn(here, savedFile(there.as(controller), batchId))
    expect(stateOf(here, batchId)).toBe('submitted')
    expect(valueOf(approve(review, batchId)).state).toBe('approved')
    expectSound(here, there)
  })

  it('one approves here and another there: together they are two', () => {
    const { here, there, boss } = ruled()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(boss, batchId))
    valueOf(approve(there.as(reviewer), batchId))
    valueOf(bringIn(here, savedFile(there.as(reviewer), batchId)))
    expect(stateOf(here, batchId)).toBe('approved')
    expectSound(here, there)
  })
})
