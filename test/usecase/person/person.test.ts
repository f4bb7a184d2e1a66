import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Outcome } from '@contract/outcome'
import { AddPerson, PersonName } from '@contract/person'
import { setRevoked, findIdentityOfPerson } from '../../../main/ledger/identityTable'
import { verifyLedger } from '../../../main/ledger/verify'
import type { Ledger } from '../../../main/ledger/database'
import { readPeople } from '../../../main/ledger/personTable'
import { addPerson } from '../../../main/usecase/person/addPerson'
import { changePerson } from '../../../main/usecase/person/changePerson'
import {
  acceptIdentityCard,
  exportIdentityCard,
  readCardFile,
} from '../../../main/usecase/person/identityCards'
import { ledgerPeople } from '../../../main/usecase/person/ledgerPeople'
import { renewIdentity } from '../../../main/usecase/person/renewIdentity'
import { revokeIdentity } from '../../../main/usecase/person/revokeIdentity'
import { setPassphrase } from '../../../main/usecase/person/setPassphrase'
import { unlockIdentity } from '../../../main/usecase/person/unlockIdentity'
import { aCard, withFile } from '../../support/aCard'
import { codesOf, valueOf } from '../../support/aBatch'
import {
  controller,
  preparer,
  reviewer,
  tempLedger,
  testContext,
  type TestContext,
} from '../../support/tempLedger'
import { testPassphraseOf } from '../../support/testSigner'

let ledger: Ledger
/** Who may give rights. */
let boss: TestContext

beforeEach(() => {
  ledger = tempLedger()
  boss = testContext(ledger, controller)
  // All three are in the ledger from here on, each with a key.
  expect(boss.signer?.personId).toBe(controller.id)
})

const keyOfPerson = (personId: string) => findIdentityOfPerson(ledger, personId)?.id ?? ''
const add = (context: TestContext, name: string, passphrase = 'a first passphrase') =>
  addPerson(context, { commandId: context.newId(), name, rights: ['prepare'], passphrase })
const change = (context: TestContext, person: typeof preparer) =>
  changePerson(context, {
    commandId: context.newId(),
    personId: person.id,
    name: person.name,
    rights: person.rights,
  })
const revoke = (context: TestContext, identityId: string, reason = 'lost') =>
  revokeIdentity(context, { commandId: context.newId(), identityId, reason })
const renew = (context: TestContext, personId: string, passphrase = 'another passphrase') =>
  renewIdentity(context, { commandId: context.newId(), personId, passphrase })
const set = (context: TestContext, current: string, next: string) =>
  setPassphrase(context, { commandId: context.newId(), current, next })
const accept = (bytes: string, identityId: string, context = boss) => {
  const given = withFile(context, bytes)
  return acceptIdentityCard(given.context, {
    commandId: context.newId(),
    file: given.file,
    identityId,
    rights: ['review'],
  })
}
const idOfName = (name: string) => readPeople(ledger).find((person) => person.name === name)?.id ?? ''
const keyState = (personId: string) => ledgerPeople(ledger).find(({ id }) => id === personId)?.key
const changedRows = () =>
  ledger
    .sql(
      'select (select count(*) from audit), (select count(*) from command), (select count(*) from identity), (select group_concat(name || rights) from person)',
    )
    .get()

interface Refused {
  readonly what: string
  readonly code: string
  readonly act: () => Outcome<unknown>
}

const lastBoss = () => revoke(boss, keyOfPerson(controller.id))
const revoked = (id: string) =>
  setRevoked(ledger, keyOfPerson(id), { at: '2026-11-20T10:00:00.000Z', by: 'x', because: 'x' })

const refusals: Refused[] = [
  { what: 'a name that is there', code: 'person_exists', act: () => add(boss, preparer.name) },
  { what: 'one that only looks so', code: 'person_exists', act: () => add(boss, 'PAT  Preparer') },
  { what: 'the same in wide letters', code: 'person_exists', act: () => add(boss, 'Ｐａｔ Preparer') },
  {
    what: 'the name of another',
    code: 'person_exists',
    act: () => change(boss, { ...preparer, name: reviewer.name }),
  },
  { what: 'somebody unknown', code: 'not_found', act: () => change(boss, { ...preparer, id: 'nobody' }) },
  {
    what: 'nobody left to give rights',
    code: 'last_controller',
    act: () => change(boss, { ...controller, rights: ['review'] }),
  },
  { what: 'the last key of who gives rights', code: 'last_controller', act: lastBoss },
  {
    what: 'a wrong passphrase',
    code: 'passphrase_wrong',
    act: () => set(boss, 'not the right one', 'a new passphrase'),
  },
  { what: 'no passphrase', code: 'passphrase_wrong', act: () => set(boss, '', 'a new passphrase') },
  { what: 'a key that stands', code: 'identity_stands', act: () => renew(boss, preparer.id) },
  { what: 'a new key for nobody', code: 'not_found', act: () => renew(boss, 'nobody') },
  { what: 'a key that is not', code: 'not_found', act: () => revoke(boss, '0'.repeat(64)) },
  {
    what: 'a key revoked twice',
    code: 'identity_revoked',
    act: () => (valueOf(revoke(boss, keyOfPerson(preparer.id))), revoke(boss, findAny(preparer.id))),
  },
  {
    what: 'a passphrase after the key was revoked',
    code: 'identity_revoked',
    act: () => (
      revoked(preparer.id),
      set(boss.as(preparer), testPassphraseOf(preparer.id), 'a new passphrase')
    ),
  },
]

const findAny = (personId: string) =>
  ledger.sql<{ id: string }>('select id from identity where person_id = ?').get(personId)?.id ?? ''

describe('refused', () => {
  test.each(refusals)('$what: $code', ({ code, act }) => {
    expect(codesOf(act())).toEqual([code])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('leaves nothing behind', () => {
    const before = changedRows()
    codesOf(add(boss, preparer.name))
    codesOf(change(boss, { ...controller, rights: [] }))
    codesOf(set(boss, 'wrong', 'a new passphrase'))
    codesOf(accept('no card', '0'.repeat(64)))
    expect(changedRows()).toEqual(before)
  })
})

describe('rights', () => {
  const needed: [string, (context: TestContext) => Outcome<unknown>][] = [
    ['addPerson', (context) => add(context, 'New Person')],
    ['changePerson of oneself', (context) => change(context, { ...context.person, rights: ['control'] })],
    ['renewIdentity', (context) => renew(context, preparer.id)],
    ['acceptIdentityCard', (context) => accept(aCard('Far Away').text, '0'.repeat(64), context)],
    ['revokeIdentity of another', (context) => revoke(context, keyOfPerson(controller.id))],
  ]

  test.each(needed)('%s is for who may give rights', (_, act) => {
    expect(codesOf(act(boss.as(preparer)))).toEqual(['right_missing'])
    expect(codesOf(act(boss.as({ ...reviewer, rights: ['prepare', 'review', 'manage_close'] })))).toEqual([
      'right_missing',
    ])
  })

  it('one’s own passphrase and key are one’s own affair', () => {
    const pat = boss.as(preparer)
    valueOf(set(pat, testPassphraseOf(preparer.id), 'a new passphrase'))
    expect(unlockIdentity(ledger, preparer.id, 'a new passphrase').ok).toBe(true)
    expect(codesOf(unlockIdentity(ledger, preparer.id, testPassphraseOf(preparer.id)))).toEqual([
      'passphrase_wrong',
    ])
    valueOf(revoke(pat, keyOfPerson(preparer.id)))
    expect(keyState(preparer.id)).toBe('revoked')
  })
})

describe('somebody to give rights is left, who can act on this machine', () => {
  const second = { ...reviewer, rights: ['review', 'control'] } satisfies typeof reviewer

  it('another such person is enough', () => {
    valueOf(change(boss, second))
    valueOf(change(boss, { ...controller, rights: [] }))
  })

  it('one whose key is revoked is not', () => {
    valueOf(change(boss, second))
    valueOf(revoke(boss, keyOfPerson(second.id)))
    expect(codesOf(change(boss, { ...controller, rights: [] }))).toEqual(['last_controller'])
    expect(codesOf(lastBoss())).toEqual(['last_controller'])
  })

  it('one of another machine is not', () => {
    const card = aCard('Far Away')
    valueOf(accept(card.text, card.identityId))
    valueOf(change(boss, { id: idOfName('Far Away'), name: 'Far Away', rights: ['control'] }))
    expect(codesOf(change(boss, { ...controller, rights: [] }))).toEqual(['last_controller'])
  })
})

describe('a key', () => {
  it('is made with the person, and opens with the passphrase alone', () => {
    valueOf(add(boss, 'New Person', 'Zoë’s first passphrase'))
    const id = idOfName('New Person')
    expect(unlockIdentity(ledger, id, 'Zoë’s first passphrase')).toMatchObject({ value: { personId: id } })
    expect(codesOf(unlockIdentity(ledger, id, 'zoë’s first passphrase'))).toEqual(['passphrase_wrong'])
    expect(codesOf(unlockIdentity(ledger, 'nobody', 'x'))).toEqual(['identity_missing'])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('that was revoked is followed by another one', () => {
    const first = keyOfPerson(preparer.id)
    valueOf(revoke(boss, first))
    expect(codesOf(unlockIdentity(ledger, preparer.id, testPassphraseOf(preparer.id)))).toEqual([
      'identity_missing',
    ])
    const { people } = valueOf(renew(boss, preparer.id))
    const { identities } = people.find(({ id }) => id === preparer.id)!
    expect(identities.map(({ revokedAt }) => revokedAt === '')).toEqual([true, false])
    expect(identities[1]).toMatchObject({
      identityId: first,
      revokedByName: controller.name,
      revokedBecause: 'lost',
    })
  })

  it('of another machine is not unlocked here, nor is its passphrase set', () => {
    const card = aCard('Far Away')
    valueOf(accept(card.text, card.identityId))
    const id = idOfName('Far Away')
    expect(keyState(id)).toBe('elsewhere')
    expect(codesOf(unlockIdentity(ledger, id, 'anything at all'))).toEqual(['identity_elsewhere'])
    const far = boss.as({ id, name: 'Far Away', rights: ['review'] })
    expect(codesOf(set(far, '', 'a new passphrase'))).toEqual(['identity_elsewhere'])
  })

  it('whose private half belongs to another is not opened by the other’s passphrase', () => {
    const sealed = findIdentityOfPerson(ledger, preparer.id)!.sealedKey
    ledger.sql('update identity set sealed_key = ? where person_id = ?').run(sealed, reviewer.id)
    expect(codesOf(unlockIdentity(ledger, reviewer.id, testPassphraseOf(preparer.id)))).toEqual([
      'passphrase_wrong',
    ])
  })
})

describe('a new name', () => {
  it('changes neither key nor person, and the old one is free again', () => {
    const key = keyOfPerson(preparer.id)
    valueOf(change(boss, { ...preparer, name: 'Pat Married' }))
    expect(keyOfPerson(preparer.id)).toBe(key)
    valueOf(change(boss, { ...preparer, name: 'Pat MARRIED' }))
    valueOf(add(boss, preparer.name))
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  test.each(['', '   ', 'a\u202eb', 'a\nb', '\u200b', 'x'.repeat(81), 'a\ud800'])('%j is none', (name) => {
    expect(PersonName.safeParse(name).success).toBe(false)
  })

  test.each(['Zoë', 'O’Brien-Łuk', '山田 太郎', 'می‌خواهم'])('%s is one', (name) => {
    expect(PersonName.safeParse(name).success).toBe(true)
  })

  it('passphrases are ten characters long or longer', () => {
    const person = { name: 'A', rights: ['review'] }
    expect(AddPerson.safeParse({ ...person, passphrase: '123456789' }).success).toBe(false)
    expect(AddPerson.safeParse({ ...person, passphrase: '1234567890' }).success).toBe(true)
  })
})

describe('a card', () => {
  it('is exported as it was signed, and says nothing of the private half', () => {
    const offer = valueOf(exportIdentityCard(boss))
    expect(offer.bytes).toBe(Buffer.byteLength(findIdentityOfPerson(ledger, controller.id)!.card))
    const stranger = boss.as({ id: 'stranger', name: 'Stranger', rights: [] })
    expect(codesOf(exportIdentityCard(stranger))).toEqual(['identity_missing'])
  })

  it('is shown before it is accepted, and known afterwards', () => {
    const card = aCard('Far Away')
    const given = withFile(boss, card.text)
    const read = () => valueOf(readCardFile(given.context, { file: given.file }))
    expect(read()).toEqual({
      identityId: card.identityId,
      name: 'Far Away',
      madeAt: '2026-11-01T08:00:00.000Z',
      knownAs: '',
      isRevoked: false,
    })
    valueOf(accept(card.text, card.identityId))
    expect(read()).toMatchObject({ knownAs: 'Far Away', isRevoked: false })
    valueOf(revoke(boss, card.identityId))
    expect(read()).toMatchObject({ knownAs: 'Far Away', isRevoked: true })
    expect(codesOf(accept(card.text, card.identityId))).toEqual(['card_revoked'])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('that was accepted is not accepted again, under whatever name', () => {
    const card = aCard('Far Away')
    valueOf(accept(card.text, card.identityId))
    expect(codesOf(accept(card.text, card.identityId))).toEqual(['card_known'])
    const renamed = aCard('Far Further', { key: card.key })
    expect(codesOf(accept(renamed.text, card.identityId))).toEqual(['card_known'])
  })

  it('of a key of this ledger is not taken for another person', () => {
    const own = findIdentityOfPerson(ledger, preparer.id)!
    expect(codesOf(accept(own.card, own.id))).toEqual(['card_known'])
    valueOf(change(boss, { ...preparer, name: 'Somebody Else' }))
    expect(codesOf(accept(own.card, own.id))).toEqual(['card_known'])
  })

  it('other than the one compared, or with a name that is there, is refused', () => {
    const card = aCard('Far Away')
    expect(codesOf(accept(card.text, aCard('Far Away').identityId))).toEqual(['card_changed'])
    const same = aCard('pat preparer')
    expect(codesOf(accept(same.text, same.identityId))).toEqual(['person_exists'])
  })

  test.each(['live', 'sandbox'] as const)('of the other kind of ledger is refused in a %s one', (kind) => {
    ledger = tempLedger(kind)
    const there = testContext(ledger, controller)
    const card = aCard('Far Away', { kind: kind === 'live' ? 'sandbox' : 'live' })
    expect(codesOf(accept(card.text, card.identityId, there))).toEqual(['card_of_other_kind'])
    const right = aCard('Far Away', { kind })
    expect(there.signer?.personId).toBe(controller.id)
    valueOf(accept(right.text, right.identityId, there))
  })

  const files: [string, string | Uint8Array, boolean][] = [
    ['a folder', '', true],
    ['an empty file', '', false],
    ['a large file', 'x'.repeat(100_000), false],
    ['noise', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), false],
  ]

  test.each(files)('is not %s', (_, bytes, isFolder) => {
    const given = withFile(boss, bytes, isFolder)
    expect(codesOf(readCardFile(given.context, { file: given.file }))).toEqual(['card_not_valid'])
  })

  it('is not a file that is gone, nor one that nobody gave', () => {
    const given = withFile(boss, aCard('Far Away').text)
    rmSync(given.path)
    expect(codesOf(readCardFile(given.context, { file: given.file }))).toEqual(['card_not_valid'])
    expect(codesOf(readCardFile(boss, { file: 'unknown' }))).toEqual(['not_found'])
  })
})

describe('the same command twice', () => {
  it('does it once', () => {
    const input = {
      commandId: boss.newId(),
      name: 'New Person',
      rights: ['prepare' as const],
      passphrase: 'a first passphrase',
    }
    const first = valueOf(addPerson(boss, input))
    expect(valueOf(addPerson(boss, input))).toEqual(first)
    expect(codesOf(addPerson(boss, { ...input, name: 'Another' }))).toEqual(['command_id_reused'])
    const key = { commandId: boss.newId(), identityId: keyOfPerson(preparer.id), reason: 'lost' }
    valueOf(revokeIdentity(boss, key))
    valueOf(revokeIdentity(boss, key))
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('of another person is another command', () => {
    const commandId = boss.newId()
    valueOf(
      setPassphrase(boss, { commandId, current: testPassphraseOf(controller.id), next: 'a new passphrase' }),
    )
    const again = { commandId, current: testPassphraseOf(preparer.id), next: 'a new passphrase' }
    expect(codesOf(setPassphrase(boss.as(preparer), again))).toEqual(['command_id_reused'])
  })
})

test('no passphrase and no private key is in any byte of the ledger, nor in an outcome', () => {
  const secret = 'Never-To-Be-Written'
  const outcomes = [
    add(boss, 'New Person', `${secret} 1`),
    set(boss, testPassphraseOf(controller.id), `${secret} 2`),
    set(boss, `${secret} wrong`, `${secret} 3`),
    revoke(boss, keyOfPerson(preparer.id)),
    renew(boss, preparer.id, `${secret} 4`),
  ]
  const unlocked = valueOf(unlockIdentity(ledger, controller.id, `${secret} 2`))
  expect(JSON.stringify(outcomes)).not.toContain(secret)
  expect(JSON.stringify(outcomes)).not.toContain(unlocked.privateKey)
  const folder = dirname(ledger.path)
  const bytes = () => readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  const found = [...bytes()]
  ledger.close()
  found.push(...bytes())
  for (const written of found) {
    for (const text of [secret, unlocked.privateKey, testPassphraseOf(controller.id)])
      expect(written.includes(text)).toBe(false)
    expect(written.includes(Buffer.from(unlocked.privateKey, 'hex'))).toBe(false)
  }
})
