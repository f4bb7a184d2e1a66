import { beforeEach, describe, expect, it } from 'vitest'
import type { Ledger } from '../../main/ledger/database'
import { inTransaction } from '../../main/ledger/database'
import { aCompany, anInvoice } from '../support/aCompany'
import { forcePeriod } from '../support/forcedPeriod'
import { tempLedger, testContext, type TestContext } from '../support/tempLedger'
import { draftOf, itemLine, postedOf, submittedOf } from './postedBatch'

// What the database itself refuses, whoever asks: each attack is tried on a ledger that has rows of every kind.

let ledger: Ledger
let context: TestContext
let original: string
let reversal: string
let submitted: string

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000 },
      { id: 'IT2', amount: 5000 },
    ],
  })
  context = testContext(ledger)
  const first = postedOf(context, 'First', [itemLine('I1', 'IT1', '40.00'), itemLine('I1', 'IT2', '10.00')])
  original = first.ids[0] ?? ''
  reversal =
    postedOf(context, 'Second', [itemLine('I1', 'IT1', '25.00', { type: 'Charge', reversesId: original })])
      .ids[0] ?? ''
  submitted = submittedOf(context, 'Third', [itemLine('I1', 'IT2', '5.00')]).batchId
  draftOf(context, 'Fourth', [itemLine('I1', 'IT2', '1.00')])
  ledger.sql("insert into fact_history values (1, 'invoice', 'I1', '', '', '', '', '{}')").run()
  ledger.sql("insert into posting values (?, '[]', '[]')").run(submitted)
  ledger.sql("insert into import values ('M1', '', '', '', '[]', '{}')").run()
  ledger.sql("insert into export values ('X1', ?, 'json', 141, 1, '', '', '', '')").run(submitted)
})

const appendOnly = [
  'adjustment',
  'adjustment_event',
  'journal',
  'journal_entry',
  'revision',
  'posting',
  'batch_event',
  'fact_history',
  'import',
  'export',
  'audit',
]

describe('rows that are there for good', () => {
  for (const table of appendOnly) {
    const column = () =>
      ledger.sql<{ name: string }>(`select name from pragma_table_info('${table}') limit 1`).get()?.name ?? ''

    it(`${table}: no update, no delete`, () => {
      expect(ledger.sql(`select 1 as one from ${table}`).all().length).toBeGreaterThan(0)
      const same = `update ${table} set ${column()} = ${column()}`
      expect(() => ledger.sql(same).run()).toThrow(`append_only: ${table}`)
      expect(() => ledger.sql(`delete from ${table}`).run()).toThrow(`append_only: ${table}`)
    })

    it(`${table}: no insert or replace, no upsert`, () => {
      const copy = `into ${table} select * from ${table}`
      expect(() => ledger.sql(`insert or replace ${copy}`).run()).toThrow(refusal)
      const upsert = `insert ${copy} where true on conflict do update set ${column()} = ${column()}`
      expect(() => ledger.sql(upsert).run()).toThrow(refusal)
    })
  }

  // Either the append-only trigger or one that guards the insert itself comes first.
  const refusal = /append_only|audit_chain|journal_|period_|reversal_|cancel_|constraint/

  it('states, drafts and commands: what may change does not go', () => {
    expect(() => ledger.sql('delete from adjustment_state').run()).toThrow('append_only: adjustment_state')
    expect(() => ledger.sql("update command set answer = 'x'").run()).toThrow('append_only: command')
    expect(() => ledger.sql("update draft_edit set label = 'x'").run()).toThrow('append_only: draft_edit')
    expect(() => ledger.sql('delete from ledger').run()).toThrow('append_only: ledger')
    expect(() => ledger.sql("update ledger set kind = 'live'").run()).toThrow('append_only: ledger')
  })

  it('who has touched a batch that was ever submitted stays known, and so does what was accepted', () => {
    const forget = ledger.sql('delete from draft_edit where batch_id = ?')
    expect(() => forget.run(submitted)).toThrow('append_only: draft_edit')
    expect(() => ledger.sql('delete from command').run()).toThrow('append_only: command')
    const rewrite = 'insert or replace into draft_edit select * from draft_edit where batch_id = ?'
    expect(() => ledger.sql(rewrite).run(submitted)).toThrow('append_only: draft_edit')
    const draft = ledger.sql<{ id: string }>("select id from batch where state = 'draft'").get()?.id
    expect(() => forget.run(draft)).not.toThrow()
  })

  it('no provisional number is given twice', () => {
    expect(() => ledger.sql('update ledger set last_number = last_number - 1').run()).toThrow(
      'append_only: ledger',
    )
  })
})

describe('journal', () => {
  const entry = (journal: string, position: bigint, debit: bigint, credit: bigint) =>
    ledger
      .sql('insert into journal_entry values (?, ?, ?, ?, ?)')
      .run(journal, position, 'Any', debit, credit)
  const header = (
    journal: string,
    adjustment: string,
    count: bigint,
    more: { period?: string; currency?: string } = {},
  ) =>
    ledger
      .sql("insert into journal values (?, ?, 'cancel', ?, ?, '2026-11-20', ?, '')")
      .run(journal, adjustment, more.currency ?? 'USD', more.period ?? 'P2026-11', count)
  const attempt = (work: () => void) => () => inTransaction(ledger, work)

  it('refuses one that does not balance', () => {
    const attack = attempt(() => {
      entry('J1', 1n, 4000n, 0n)
      entry('J1', 2n, 0n, 3999n)
      header('J1', original, 2n)
    })
    expect(attack).toThrow('journal_unbalanced')
  })

  it('refuses a header that counts other entries than there are, or none', () => {
    const attack = attempt(() => {
      entry('J1', 1n, 4000n, 0n)
      entry('J1', 2n, 0n, 4000n)
      header('J1', original, 3n)
    })
    expect(attack).toThrow('journal_unbalanced')
    expect(attempt(() => header('J2', original, 0n))).toThrow(/journal_/)
  })

  it('refuses a journal on another day than its adjustment', () => {
    const attack = attempt(() => {
      entry('J1', 1n, 4000n, 0n)
      entry('J1', 2n, 0n, 4000n)
      ledger
        .sql("insert into journal values ('J1', ?, 'cancel', 'USD', 'P2026-11', '2026-11-21', 2, '')")
        .run(original)
    })
    expect(attack).toThrow('journal_of_another_adjustment')
  })

  it('refuses an entry that comes after its header, and one without any', () => {
    const sealed = ledger.sql<{ id: string }>('select id from journal limit 1').get()?.id ?? ''
    expect(() => entry(sealed, 3n, 1n, 0n)).toThrow('journal_sealed')
    expect(attempt(() => entry('J9', 1n, 1n, 0n))).toThrow('FOREIGN KEY')
  })

  it('refuses an entry on both sides, on none, or below zero', () => {
    expect(attempt(() => entry('J1', 1n, 1n, 1n))).toThrow('CHECK')
    expect(attempt(() => entry('J1', 1n, 0n, 0n))).toThrow('CHECK')
    expect(attempt(() => entry('J1', 1n, -1n, 0n))).toThrow('CHECK')
  })

  it('refuses one of another amount, currency or period than its adjustment', () => {
    for (const [amount, more] of [
      [3999n, {}],
      [4000n, { currency: 'EUR' }],
      [4000n, { period: 'P2026-12' }],
    ] as const) {
      const attack = attempt(() => {
        entry('J1', 1n, amount, 0n)
        entry('J1', 2n, 0n, amount)
        header('J1', original, 2n, more)
      })
      expect(attack).toThrow('journal_of_another_adjustment')
    }
  })

  it('refuses a second journal of the same effect', () => {
    const attack = attempt(() => {
      entry('J1', 1n, 4000n, 0n)
      entry('J1', 2n, 0n, 4000n)
      ledger
        .sql("insert into journal values ('J1', ?, 'create', 'USD', 'P2026-11', '2026-11-20', 2, '')")
        .run(original)
    })
    expect(attack).toThrow('UNIQUE')
  })
})

describe('adjustment', () => {
  /** A copy of the first adjustment with some columns changed. */
  const copy = (changes: Record<string, string>) => {
    const columns = ledger
      .sql<{ name: string }>("select name from pragma_table_info('adjustment')")
      .all()
      .map(({ name }) => name)
    const values = columns.map((name) => changes[name] ?? name)
    return ledger
      .sql(`insert into adjustment select ${values.join(', ')} from adjustment where id = ?`)
      .run(original)
  }

  it.each([
    ['closed period', { adjustment_date: "'2026-10-05'", period_id: "'P2026-10'" }, 'period_closed'],
    ['hard-locked period', { adjustment_date: "'2026-08-05'", period_id: "'P2026-08'" }, 'period_closed'],
    ['period that does not hold its day', { period_id: "'P2026-12'" }, 'period_closed'],
    ['no period', { period_id: "''" }, 'period_closed'],
    ['impact of the wrong sign', { impact_minor: 'amount_minor' }, 'CHECK'],
    ['amount of zero', { amount_minor: '0', impact_minor: '0' }, 'CHECK'],
    ['header adjustment with a source', { kind: "'IA'" }, 'CHECK'],
    ['invoice that is not there', { invoice_id: "'NONE'" }, 'FOREIGN KEY'],
    ['text where an amount belongs', { amount_minor: "'x'" }, /STRICT|cannot store/],
  ])('refuses one with: %s', (_, changes, expected) => {
    expect(() => copy({ id: "'NEW'", ...changes })).toThrow(expected)
  })

  it('lets nothing into a hard-locked period, with an exception neither', () => {
    const grant = (period: string) =>
      ledger
        .sql(
          "insert into period_exception values (?, ?, 'preparer', 'why', '2099-01-01T00:00:00.000Z', '', '', null, null)",
        )
        .run(`E${period}`, period)
    grant('P2026-10')
    expect(() => grant('P2026-08')).toThrow('period_hard_locked')
    const excepted = { id: "'NEW'", adjustment_date: "'2026-10-05'", period_id: "'P2026-10'" }
    expect(() => copy({ ...excepted, recorded_by: "'reviewer'" })).toThrow('period_closed')
    copy({ ...excepted, recorded_by: "'preparer'" })
    const locked = { id: "'NEW2'", adjustment_date: "'2026-08-05'", period_id: "'P2026-08'" }
    expect(() => copy(locked)).toThrow('period_closed')
  })

  it('refuses reversals beyond what is left, of another source, and of a reversal', () => {
    const reversing = {
      id: "'NEW'",
      reverses_id: `'${original}'`,
      type: "'Charge'",
      amount_minor: '1500',
      impact_minor: '1500',
    }
    expect(() => copy({ ...reversing, amount_minor: '1501', impact_minor: '1501' })).toThrow(
      'reversal_exceeds_remainder',
    )
    expect(() => copy({ ...reversing, source_id: "'IT2'" })).toThrow('reversal_of_another')
    expect(() => copy({ ...reversing, source_type: "'Tax'" })).toThrow('reversal_of_another')
    expect(() => copy({ ...reversing, type: "'Credit'", impact_minor: '-1500' })).toThrow(
      'reversal_of_another',
    )
    const ofReversal = { type: "'Credit'", impact_minor: '-100', amount_minor: '100' }
    expect(() => copy({ ...reversing, ...ofReversal, reverses_id: `'${reversal}'` })).toThrow(
      'reversal_of_another',
    )
    ledger.sql("update adjustment_state set status = 'Canceled' where adjustment_id = ?").run(original)
    expect(() => copy(reversing)).toThrow('reversal_of_another')
    ledger.sql("update adjustment_state set status = 'Processed' where adjustment_id = ?").run(original)
    expect(() => copy(reversing)).not.toThrow()
  })

  it('refuses a cancel in a closed period and a second cancel', () => {
    const cancel = () =>
      ledger
        .sql(
          `insert into adjustment_event (adjustment_id, event, effect, at, person_id, person_name, detail)
           values (?, 'cancelled', 'cancel', '', '', '', '{}')`,
        )
        .run(original)
    forcePeriod(ledger, 'P2026-11', 'Closed')
    expect(cancel).toThrow('cancel_period_closed')
    forcePeriod(ledger, 'P2026-11', 'Open')
    ledger.sql("update adjustment_state set status = 'Canceled' where adjustment_id = ?").run(original)
    expect(cancel).toThrow('cancel_not_processed')
  })
})

describe('periods and batches', () => {
  it('keeps a hard-locked period as it is', () => {
    expect(() => ledger.sql("update period set hard_locked = 0 where id = 'P2026-08'").run()).toThrow(
      'period_hard_locked',
    )
    expect(() => ledger.sql("update period set state = 'Open' where id = 'P2026-08'").run()).toThrow(
      /period_hard_locked|CHECK/,
    )
    expect(() => ledger.sql("update period set end_date = '2026-08-30' where id = 'P2026-08'").run()).toThrow(
      'period_hard_locked',
    )
    expect(() => ledger.sql("delete from period where id = 'P2026-08'").run()).toThrow('period_hard_locked')
  })

  it('freezes what is submitted', () => {
    expect(() => ledger.sql("update line set content = '{}' where batch_id = ?").run(submitted)).toThrow(
      'batch_frozen',
    )
    expect(() => ledger.sql('delete from line where batch_id = ?').run(submitted)).toThrow('batch_frozen')
    const draft = ledger.sql<{ id: string }>("select id from batch where state = 'draft'").get()?.id
    const move = ledger.sql('update line set batch_id = ?, position = 9 where batch_id = ?')
    expect(() => move.run(draft, submitted)).toThrow('batch_frozen')
    expect(() => move.run(submitted, draft)).toThrow('batch_frozen')
    const renumber = "update line set provisional_number = 'IIA-7F3K-00000099' where batch_id = ?"
    expect(() => ledger.sql(renumber).run(submitted)).toThrow('batch_frozen')
    const late = ledger.sql(
      "insert into line (id, batch_id, position, invoice_id, source_id, adjustment_id, content) values ('L', ?, 99, '', '', '', '{}')",
    )
    expect(() => late.run(submitted)).toThrow('batch_frozen')
  })

  it.each(['exported', 'landed'])('lets no submitted batch become %s', (state) => {
    expect(() => ledger.sql('update batch set state = ? where id = ?').run(state, submitted)).toThrow(
      'batch_state',
    )
  })

  it('takes no posted batch back', () => {
    expect(() => ledger.sql("update batch set state = 'draft' where state = 'approved'").run()).toThrow(
      'batch_state',
    )
    expect(() => ledger.sql("update batch set revision = 0 where state = 'approved'").run()).toThrow(
      'batch_frozen',
    )
  })

  it('counts no revision and no edit of a draft back', () => {
    ledger.sql("update batch set state = 'draft' where id = ?").run(submitted)
    for (const column of ['revision', 'edit_number'])
      expect(() => ledger.sql(`update batch set ${column} = 0 where id = ?`).run(submitted)).toThrow(
        'batch_revision',
      )
  })

  it('lets two batches not claim the same remainder', () => {
    const claim = (line: string, batch: string, amount: bigint) =>
      ledger.sql("insert into claim values (?, ?, ?, 'reverse', ?)").run(line, batch, original, amount)
    const lines = ledger
      .sql<{ id: string; batch_id: string }>('select id, batch_id from line order by id')
      .all()
    const [one, other] = [lines.at(0), lines.at(-1)]
    claim(one?.id ?? '', one?.batch_id ?? '', 1000n)
    expect(() => claim(other?.id ?? '', other?.batch_id ?? '', 501n)).toThrow('claim_taken')
    expect(() => claim(other?.id ?? '', other?.batch_id ?? '', 500n)).not.toThrow()
    expect(() => ledger.sql('update claim set amount_minor = 9000').run()).toThrow('claim_is_replaced')
  })
})

describe('audit', () => {
  const append = (sequence: string, previous: string) =>
    ledger
      .sql(
        `insert into audit select ${sequence}, at, person_id, person_name, action, subject, detail, ${previous}, 'new'
         from audit order by sequence desc limit 1`,
      )
      .run()

  it.each([
    ['a gap', 'sequence + 2', 'hash'],
    ['a fork', 'sequence + 1', 'previous_hash'],
    ['a row before the head', '0', 'hash'],
  ])('refuses %s', (_, sequence, previous) => {
    expect(() => append(sequence, previous)).toThrow(/audit_chain/)
  })
})
