import { beforeEach, describe, expect, it, test } from 'vitest'
import { formatMinor } from '../../main/engine/money/amount'
import { hashOf } from '../../main/ledger/auditTable'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { findIdentityOfPerson } from '../../main/ledger/identityTable'
import { listStatements } from '../../main/ledger/statementTable'
import { verifyLedger } from '../../main/ledger/verify'
import { returnBatch } from '../../main/usecase/batch/returnBatch'
import { isSignedBy, newIdentityKey, signText } from '../../main/platform/identityKey'
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
import { draftOf, itemLine, postedOf, submittedOf } from './postedBatch'
import { tampered } from './tamper'

// What the database refuses of keys and statements, whoever asks, and what the verification finds of the rest.

let ledger: Ledger
let context: TestContext
let posted: string
let waiting: string
let draft: string

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  context = testContext(ledger)
  const lines = [itemLine('I1', 'IT1', '1.00'), itemLine('I1', 'IT1', '1.25')]
  posted = postedOf(context, 'Posted', lines).batchId
  waiting = submittedOf(context, 'Waiting', [itemLine('I1', 'IT1', '2.00')]).batchId
  draft = draftOf(context, 'Draft', [itemLine('I1', 'IT1', '3.00')]).batchId
})

const run = (text: string) => () => inTransaction(ledger, () => ledger.sql(text).run())
const keyOfPerson = (personId: string) => findIdentityOfPerson(ledger, personId)?.id ?? ''
const revoke = (personId: string) =>
  run(
    `update identity set revoked_at = 'T', revoked_by = 'x' where person_id = '${personId}' and revoked_at = ''`,
  )
const identity = (id: string, personId: string, publicKey: string) =>
  run(
    `insert into identity (id, person_id, public_key, card, sealed_key, made_at, accepted_by, accepted_at)
     values ('${id}', '${personId}', '${publicKey}', 'card', '', 'T', 'x', 'T')`,
  )
const hashOfRevision = (batchId: string) =>
  ledger
    .sql<{ hash: string }>(`select content_hash as hash from revision where batch_id = ? and revision = 1`)
    .get(batchId)?.hash ?? ''
let signatures = 0

/** The row of a statement that says what its columns say, but for what is given. */
const statement = (batchId: string, act: string, identityId: string, more: object = {}, row: object = {}) => {
  const contentHash = hashOfRevision(batchId)
  const ofLedger = { contra: 'statement', birthLedgerId: '01TESTLEDGER00000000000000', ledgerKind: 'sandbox' }
  const said = { ...ofLedger, act, batchId, revision: 1, contentHash, by: identityId, at: 'T', ...more }
  const columns = { act, batchId, revision: 1, contentHash, by: identityId, at: 'T', ...row }
  signatures += 1
  return run(
    `insert into statement (batch_id, revision, content_hash, act, text, signature, identity_id, at)
     values ('${columns.batchId}', ${columns.revision}, '${columns.contentHash}', '${columns.act}',
       '${JSON.stringify(said)}', '${String(signatures).padStart(128, '0')}', '${columns.by}', '${columns.at}')`,
  )
}
const other = newIdentityKey().publicKey

describe('a key', () => {
  const changes = [
    `id = '${'0'.repeat(64)}'`,
    "person_id = 'reviewer'",
    `public_key = '${'0'.repeat(64)}'`,
    "card = 'another'",
    "made_at = 'then'",
    "accepted_by = 'another'",
    "accepted_at = 'then'",
    "sealed_key = ''",
  ]
  test.each(changes)('never has another %s', (change) => {
    expect(run(`update identity set ${change} where person_id = 'preparer'`)).toThrow('append_only: identity')
  })

  it('is revoked once, and never goes', () => {
    revoke('preparer')()
    for (const change of ["revoked_at = ''", "revoked_at = 'U'", "revoked_by = 'y'", "revoked_because = 'y'"])
      expect(run(`update identity set ${change} where person_id = 'preparer'`)).toThrow('append_only')
    expect(run("delete from identity where person_id = 'preparer'")).toThrow('append_only: identity')
    expect(
      run("insert or replace into identity select * from identity where person_id = 'preparer'"),
    ).toThrow('append_only: identity')
  })

  it('has one spelling: the same in capitals would be the key of another person', () => {
    const { publicKey } = keyOf('preparer')
    const capitals = publicKey.toUpperCase()
    expect(capitals).not.toBe(publicKey)
    revoke('reviewer')()
    expect(identity('1'.repeat(64), 'reviewer', capitals)).toThrow('identity_spelling')
    expect(identity('A'.repeat(64), 'reviewer', other)).toThrow('identity_spelling')
    identity('1'.repeat(64), 'reviewer', other)()
  })

  it('counts alone for its person, and is of one person', () => {
    const id = '1'.repeat(64)
    expect(identity(id, 'preparer', other)).toThrow('UNIQUE')
    expect(identity(id, 'nobody', other)).toThrow('FOREIGN KEY')
    revoke('preparer')()
    expect(identity(id, 'preparer', keyOf('preparer').publicKey)).toThrow('UNIQUE')
    expect(identity(id, 'preparer', keyOf('reviewer').publicKey)).toThrow('UNIQUE')
    identity(id, 'preparer', other)()
    revoke('preparer')()
  })

  it('of another machine does not get a private half later', () => {
    revoke('preparer')()
    identity('1'.repeat(64), 'preparer', other)()
    expect(run(`update identity set sealed_key = 'x' where id = '${'1'.repeat(64)}'`)).toThrow('append_only')
  })

  it('has a person who stays, under the same id', () => {
    expect(run("delete from person where id = 'preparer'")).toThrow('append_only: person')
    expect(run("update person set id = 'x' where id = 'preparer'")).toThrow('append_only: person')
    expect(run("insert or replace into person values ('preparer', 'X', '[]')")).toThrow('append_only: person')
  })
})

describe('a statement', () => {
  test.each(['batch_id', 'revision', 'act', 'text', 'signature', 'identity_id', 'at', 'sequence'])(
    'keeps its %s',
    (column) => {
      expect(run(`update statement set ${column} = ${column}`)).toThrow('append_only: statement')
    },
  )

  it('never goes, and is not there twice', () => {
    expect(run('delete from statement')).toThrow('append_only: statement')
    expect(run('insert or replace into statement select * from statement')).toThrow('append_only: statement')
    const columns = 'batch_id, revision, content_hash, act, text, signature, identity_id, at'
    expect(
      run(`insert into statement (${columns}) select ${columns} from statement where act = 'submit'`),
    ).toThrow('UNIQUE')
  })

  test.each<[string, object]>([
    ['something else than a statement', { contra: 'card' }],
    ['another act', { act: 'return' }],
    ['another batch', { batchId: '01TESTBATCH000000000000001' }],
    ['another revision', { revision: 2 }],
    ['a revision in words', { revision: '1' }],
    ['another content', { contentHash: 'd'.repeat(64) }],
    ['no content', { contentHash: undefined }],
    ['another signer', { by: 'e'.repeat(64) }],
    ['another moment', { at: 'U' }],
    ['another ledger', { birthLedgerId: '01TESTLEDGER00000000000001' }],
    ['another kind of ledger', { ledgerKind: 'live' }],
  ])('that speaks of %s than its row is refused', (_, more) => {
    expect(statement(waiting, 'approve', keyOfPerson('reviewer'), more)).toThrow('statement_of_another')
    statement(waiting, 'approve', keyOfPerson('reviewer'))()
  })

  it('is not put to another batch, nor under another key', () => {
    const of = (row: object) => statement(waiting, 'approve', keyOfPerson('reviewer'), {}, row)
    expect(of({ batchId: posted })).toThrow('statement_of_another')
    expect(of({ batchId: draft })).toThrow('statement_of_another')
    expect(of({ by: keyOfPerson('controller') })).toThrow('statement_of_another')
  })

  it('that is no JSON is refused', () => {
    const columns = 'batch_id, revision, content_hash, act, text, signature, identity_id, at'
    expect(
      run(
        `insert into statement (${columns}) select batch_id, revision, content_hash, 'approve', 'text', '${'9'.repeat(128)}',
           '${keyOfPerson('reviewer')}', at from statement where act = 'submit' limit 1`,
      ),
    ).toThrow('malformed JSON')
  })

  it('of a submission is of the content that was submitted', () => {
    const submitted = run(`update batch set state = 'submitted', revision = 1 where id = '${draft}'`)
    statement(
      draft,
      'submit',
      keyOfPerson('preparer'),
      { contentHash: 'd'.repeat(64) },
      { contentHash: 'd'.repeat(64) },
    )()
    expect(submitted).toThrow('submission_unsigned')
    statement(draft, 'submit', keyOfPerson('preparer'))()
    submitted()
  })

  it('by a key that was revoked, or that nobody has, is refused', () => {
    const id = keyOfPerson('reviewer')
    revoke('reviewer')()
    expect(statement(waiting, 'approve', id)).toThrow('identity_revoked')
    expect(statement(waiting, 'approve', '2'.repeat(64))).toThrow('identity_revoked')
  })

  it('that approves is not by the key that submitted, nor by the next key of the same person', () => {
    expect(statement(waiting, 'approve', keyOfPerson('preparer'))).toThrow('approver_touched_lines')
    revoke('preparer')()
    identity('1'.repeat(64), 'preparer', other)()
    expect(statement(waiting, 'approve', '1'.repeat(64))).toThrow('approver_touched_lines')
    run("update person set name = 'Somebody Else' where id = 'preparer'")()
    expect(statement(waiting, 'approve', '1'.repeat(64))).toThrow('approver_touched_lines')
    statement(waiting, 'approve', keyOfPerson('reviewer'))()
  })
})

describe('the state of a batch', () => {
  it('does not become submitted or approved without its statement', () => {
    expect(run(`update batch set state = 'submitted', revision = 1 where id = '${draft}'`)).toThrow(
      'submission_unsigned',
    )
    expect(run(`update batch set state = 'approved' where id = '${waiting}'`)).toThrow('approval_unsigned')
    statement(waiting, 'return', keyOfPerson('reviewer'))()
    expect(run(`update batch set state = 'approved' where id = '${waiting}'`)).toThrow('approval_unsigned')
  })

  it('is not one for which the statement is of another revision', () => {
    statement(waiting, 'approve', keyOfPerson('reviewer'), { revision: 2 }, { revision: 2 })()
    expect(run(`update batch set state = 'approved' where id = '${waiting}'`)).toThrow('approval_unsigned')
  })

  it('begins as a draft', () => {
    const columns = ledger.sql<{ name: string }>("select name from pragma_table_info('batch')").all()
    const names = columns.map(({ name }) => name)
    const values = names.map((name) => (name === 'id' ? "'COPY'" : name === 'name' ? "'Copy'" : name))
    expect(
      run(`insert into batch (${names.join()}) select ${values.join()} from batch where id = '${posted}'`),
    ).toThrow('batch_state')
  })
})

describe('what was signed', () => {
  it('has the hash of the journals as the ledger holds them, in canonical JSON', () => {
    const rows = ledger
      .sql<{ id: string; journal: string }>(
        `select j.id, json_object('lineId', a.line_id, 'effect', j.effect, 'currency', j.currency, 'period', p.name,
           'date', j.journal_date) as journal
         from journal j join adjustment a on a.id = j.adjustment_id join period p on p.id = j.period_id
         order by a.line_id desc`,
      )
      .all()
    const entriesOf = (id: string) =>
      ledger
        .sql<{ account: string; debit: bigint; credit: bigint }>(
          `select account, debit_minor as debit, credit_minor as credit from journal_entry
           where journal_id = ? order by position`,
        )
        .all(id)
        .map(({ account, debit, credit }) => ({
          account,
          debit: formatMinor(debit, 'USD'),
          credit: formatMinor(credit, 'USD'),
        }))
    const journals = rows
      .map(({ id, journal }) => ({ ...(JSON.parse(journal) as object), entries: entriesOf(id) }))
      .reverse()
    expect(journals).toHaveLength(2)
    const [, approval] = listStatements(ledger, posted)
    expect(JSON.parse(approval?.text ?? '')).toMatchObject({ journalHash: hashOf(journals) })
  })

  it('names act, ledger, batch, revision, content and signer, and verifies outside', () => {
    valueOfReturn()
    const signed = [...listStatements(ledger, posted), ...listStatements(ledger, waiting)]
    expect(signed.map(({ act, signerName }) => [act, signerName])).toEqual([
      ['submit', preparer.name],
      ['approve', reviewer.name],
      ['submit', preparer.name],
      ['return', reviewer.name],
    ])
    for (const { act, batchId, revision, text, signature, identityId } of signed) {
      const hash = ledger
        .sql<{ hash: string }>(
          `select content_hash as hash from revision where batch_id = ? and revision = ?`,
        )
        .get(batchId, BigInt(revision))?.hash
      expect(JSON.parse(text)).toMatchObject({
        ...{ contra: 'statement', format: 2, act, batchId, revision, contentHash: hash },
        ...{ ledgerKind: 'sandbox', birthLedgerId: '01TESTLEDGER00000000000000', by: identityId },
      })
      const signer = act === 'submit' ? preparer.id : reviewer.id
      expect(isSignedBy(text, signature, keyOf(signer).publicKey)).toBe(true)
    }
    expect(JSON.parse(signed[1]?.text ?? '')).toMatchObject({ journalHash: /./, factsHash: '' })
    expect(JSON.parse(signed[3]?.text ?? '')).toMatchObject({ comment: 'Why?' })
  })
})

function valueOfReturn() {
  const by = context.as(reviewer)
  const input = { commandId: by.newId(), batchId: waiting, revision: 1, comment: 'Why?' }
  expect(returnBatch(by, input).ok).toBe(true)
}

function tamper(...statements: string[]): void {
  ledger = tampered(ledger, ...statements)
}

describe('behind the triggers', () => {
  const first = 'where sequence = 1'
  const stranger = newIdentityKey()
  const changes: [string, string, string][] = [
    ['another text', `update statement set text = replace(text, 'Pat', 'Kim') ${first}`, 'submit of batch'],
    [
      'a space in the text',
      `update statement set text = replace(text, ':', ': ') ${first}`,
      'submit of batch',
    ],
    [
      'another signature',
      `update statement set signature = '${'0'.repeat(128)}' ${first}`,
      'submit of batch',
    ],
    [
      'its signature in capitals',
      `update statement set signature = upper(signature) ${first}`,
      'submit of batch',
    ],
    [
      'another content',
      `update statement set content_hash = '${'d'.repeat(64)}' ${first}`,
      'submit of batch',
    ],
    [
      'another batch',
      `update statement set batch_id = (select batch_id from statement where sequence = 3) ${first}`,
      'submit of batch',
    ],
    ['another moment', `update statement set at = 'T' ${first}`, 'submit of batch'],
    ['a text that is no JSON', `update statement set text = 'text' ${first}`, 'submit of batch'],
    ['a text that is JSON of nothing', `update statement set text = 'null' ${first}`, 'submit of batch'],
    [
      'a batch that was born elsewhere',
      "update batch set birth_ledger_id = '01TESTLEDGER00000000000001'",
      'submit of batch',
    ],
    [
      'another signer',
      `update statement set identity_id = (select id from identity where person_id = 'reviewer') ${first}`,
      'submit of batch',
    ],
    ['another act', `update statement set act = 'return' ${first}`, 'return of batch'],
    ['another revision', `update statement set revision = 7 ${first}`, 'submit of batch'],
    ['no statement', `delete from statement ${first}`, 'audit '],
    [
      'another public key',
      `update identity set public_key = '${stranger.publicKey}' where person_id = 'preparer'`,
      'identity ',
    ],
    [
      'another name on the card',
      "update identity set card = replace(card, 'Pat', 'Kim') where person_id = 'preparer'",
      'identity ',
    ],
    [
      'the card of another',
      "update identity set card = (select card from identity where person_id = 'reviewer') where person_id = 'preparer'",
      'identity ',
    ],
    ['no card', "update identity set card = '' where person_id = 'preparer'", 'identity '],
    [
      'a key that is not sealed',
      `update identity set sealed_key = '${stranger.privateKey}' where person_id = 'preparer'`,
      'identity ',
    ],
    [
      'a cost without end',
      `update identity set sealed_key = replace(sealed_key, '"n":4096', '"n":1099511627776') where person_id = 'preparer'`,
      'identity ',
    ],
  ]

  test.each(changes)('%s is found', (_, change, place) => {
    expect(verifyLedger(ledger).faults).toEqual([])
    tamper(change)
    const faults = verifyLedger(ledger).faults.filter(({ what }) => what === 'statement')
    expect(faults.length).toBeGreaterThan(0)
    expect(faults[0]?.place).toContain(place)
  })

  it('the signature of what the same person has signed besides is found', () => {
    const [{ signature = '' } = {}] = listStatements(ledger, waiting)
    tamper(
      `update statement set signature = '${'0'.repeat(128)}' where signature = '${signature}'`,
      `update statement set signature = '${signature}' ${first}`,
    )
    const places = verifyLedger(ledger).faults.map(({ place }) => place)
    expect(places).toEqual(expect.arrayContaining([expect.stringContaining(`submit of batch ${posted}`)]))
  })

  it('a statement that the right key signed, but that the log does not know, is found', () => {
    const { text } = listStatements(ledger, waiting)[0]!
    const made = text.replace('"act":"submit"', '"act":"return"')
    const signature = signText(made, keyOf(controller.id).privateKey)
    tamper(
      `insert into statement (batch_id, revision, content_hash, act, text, signature, identity_id, at)
       select batch_id, revision, content_hash, 'return', '${made.replace(keyOfPerson(preparer.id), keyOfPerson(controller.id))}',
         '${signature}', '${keyOfPerson(controller.id)}', at from statement where batch_id = '${waiting}'`,
    )
    expect(verifyLedger(ledger).faults.map(({ what }) => what)).toContain('statement')
  })
})
