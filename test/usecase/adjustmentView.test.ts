import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { AdjustmentView } from '@contract/adjustment'
import { HomeView } from '@contract/audit'
import type { LineFields } from '@contract/batch'
import type { Ledger } from '../../main/ledger/database'
import { deleteAdjustment } from '../../main/usecase/batch/deleteAdjustment'
import { returnBatch } from '../../main/usecase/batch/returnBatch'
import type { JobContext } from '../../main/usecase/context'
import { getAdjustment } from '../../main/usecase/getAdjustment'
import { getHome } from '../../main/usecase/getHome'
import { listAdjustments } from '../../main/usecase/listAdjustments'
import { saveAdjustmentList } from '../../main/usecase/saveAdjustmentList'
import { draftOf, itemLine, postedOf, submittedOf, valueOf } from '../ledger/postedBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { forcePeriod } from '../support/forcedPeriod'
import { reviewer, tempFolder, tempLedger, testContext, type TestContext } from '../support/tempLedger'
import { anyAdjustment } from './anyAdjustment'

let ledger: Ledger
let context: TestContext

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 2000 }] },
      { id: 'IT2', amount: 5000 },
    ],
  })
  context = testContext(ledger)
})

const post = (name: string, ...lines: LineFields[]) => postedOf(context, name, lines).ids
const view = (adjustmentId = '') => valueOf(getAdjustment(context, { adjustmentId }))

describe('an adjustment', () => {
  it('has its journal, batch, history and custom fields with their JSON types', () => {
    const customFields = { Case__c: 'C-1', Count__c: 3, Urgent__c: true, Empty__c: null }
    const [id] = post('First', itemLine('I1', 'IT1', '40.00', { customFields, comment: 'too much' }))
    const found = view(id)
    expect(AdjustmentView.safeParse(found).error).toBeUndefined()
    expect(found).toMatchObject({
      number: 'IIA-7F3K-00000001',
      provisionalNumber: 'IIA-7F3K-00000001',
      amount: '40.00',
      impact: '-40.00',
      remainder: '40.00',
      periodName: '2026-11',
      sourceName: 'Item IT1',
      serviceStart: '2026-11-01',
      batchName: 'First',
      landing: 'waiting',
      createdBy: reviewer.name,
      customFields,
      cancelRejections: [],
      events: [{ event: 'posted' }],
    })
    expect(found.journals).toMatchObject([
      {
        effect: 'create',
        periodName: '2026-11',
        entries: [
          { account: 'Revenue', debit: '40.00', credit: '0.00' },
          { account: 'Accounts Receivable', debit: '0.00', credit: '40.00' },
        ],
      },
    ])
    expect(found.deleteRejections).toMatchObject([{ code: 'delete_not_allowed' }])
  })

  it('knows what it reverses, what reverses it, and what remains', () => {
    const [original] = post('First', itemLine('I1', 'IT1', '40.00'))
    const [reversal] = post(
      'Second',
      itemLine('I1', 'IT1', '15.00', { type: 'Charge', reversesId: original }),
    )
    expect(view(original)).toMatchObject({
      remainder: '25.00',
      reversedBy: [{ adjustmentId: reversal }],
      reverses: [],
    })
    expect(view(original).cancelRejections).toMatchObject([{ code: 'cancel_has_reversals' }])
    expect(view(reversal)).toMatchObject({
      remainder: '0.00',
      reversesNumber: 'IIA-7F3K-00000001',
      reverses: [{ adjustmentId: original }],
      reversedBy: [],
    })
    submittedOf(context, 'Third', [itemLine('I1', 'IT1', '5.00', { type: 'Charge', reversesId: original })])
    expect(view(original).remainder).toBe('20.00')
  })

  it('can be deleted at once after a cancel that never left, and is gone from every list', () => {
    const [id] = post('First', itemLine('I1', 'IT1', '40.00'))
    post('Cancel', { action: 'cancel', adjustmentId: id })
    expect(view(id)).toMatchObject({
      status: 'Canceled',
      landing: '',
      remainder: '0.00',
      deleteRejections: [],
    })
    expect(view(id).journals.map(({ effect }) => effect)).toEqual(['create', 'cancel'])
    expect(view(id).cancelRejections).toMatchObject([{ code: 'cancel_not_processed' }])
    valueOf(deleteAdjustment(context, { commandId: context.newId(), adjustmentId: id ?? '' }))
    expect(getAdjustment(context, { adjustmentId: id ?? '' })).toMatchObject({
      ok: false,
      rejections: [{ code: 'not_found' }],
    })
    const page = valueOf(
      listAdjustments(context, {
        filter: anyAdjustment,
        sort: 'recorded',
        descending: true,
        after: '',
        limit: 10,
      }),
    )
    expect(page).toMatchObject({ rows: [], total: 0 })
  })

  it('whose period is closed meanwhile cannot be cancelled, and says so', () => {
    const [id] = post('First', itemLine('I1', 'IT1', '40.00'))
    forcePeriod(ledger, 'P2026-11', 'Closed')
    expect(view(id).cancelRejections).toMatchObject([{ code: 'cancel_period_closed' }])
  })

  it('is found by what became of it on its way', () => {
    const [, refusedId, exportedId] = post(
      'First',
      itemLine('I1', 'IT1', '1.00'),
      itemLine('I1', 'IT2', '2.00'),
      itemLine('I1', 'T1', '3.00', { sourceType: 'Tax' }),
    )
    ledger.sql('update adjustment_state set is_refused = 1 where adjustment_id = ?').run(refusedId)
    ledger.sql('update adjustment_state set is_exported = 1 where adjustment_id = ?').run(exportedId)
    const amounts = (landing: 'waiting' | 'in_flight' | 'landed' | 'refused') => {
      const filter = { ...anyAdjustment, landing }
      const page = valueOf(
        listAdjustments(context, { filter, sort: 'amount', descending: false, after: '', limit: 10 }),
      )
      expect(page.rows.every((row) => row.landing === landing)).toBe(true)
      return page.rows.map(({ amount }) => amount)
    }
    expect([amounts('waiting'), amounts('refused'), amounts('in_flight'), amounts('landed')]).toEqual([
      ['1.00'],
      ['2.00'],
      ['3.00'],
      [],
    ])
  })
})

describe('imported adjustments without a link', () => {
  it('use up what is left of earlier opposites, oldest first', () => {
    const insert = (id: string, type: 'Credit' | 'Charge', amount: bigint, date: string) => {
      ledger
        .sql(
          `insert into adjustment (id, origin, kind, number, invoice_id, invoice_number, source_type, source_id, type,
             currency, amount_minor, impact_minor, adjustment_date, period_id, reason_code, reference_id, comment,
             accounting_code, deferred_revenue_account, recognized_revenue_account, exclude_from_revenue,
             integration_id, integration_status, sync_date, custom_fields, recorded_at, recorded_by, created_by, created_date)
           values (?, 'imported', 'IIA', ?, 'I1', 'INV-I1', 'InvoiceDetail', 'IT1', ?, 'USD', ?, ?, ?, '', '', '', '', '',
             '', '', 0, '', '', '', '{}', '2026-11-20T00:00:00.000Z', '', '', '')`,
        )
        .run(id, id, type, amount, type === 'Credit' ? -amount : amount, date)
      ledger
        .sql(
          "insert into adjustment_state (adjustment_id, number, billing_id, status, reason_code, transferred) values (?, ?, '', 'Processed', '', '')",
        )
        .run(id, id)
    }
    insert('01TEST1MP0RT00000000000001', 'Credit', 1000n, '2026-11-02')
    insert('01TEST1MP0RT00000000000002', 'Credit', 1000n, '2026-11-03')
    insert('01TEST1MP0RT00000000000003', 'Charge', 1500n, '2026-11-04')
    const page = valueOf(
      listAdjustments(context, {
        filter: anyAdjustment,
        sort: 'date',
        descending: false,
        after: '',
        limit: 10,
      }),
    )
    expect(page.rows.map(({ remainder }) => remainder)).toEqual(['0.00', '5.00', '0.00'])
  })
})

describe('the list as CSV', () => {
  const job = (): JobContext => ({
    ...context,
    progress: () => undefined,
    isCancelled: () => false,
    beginCommit: () => true,
  })
  const save = (filter = anyAdjustment) => {
    let path = ''
    const newFile = (name: string) => {
      path = `${tempFolder()}/${name}`
      return { handle: 'handle_0123456789abcdef', path }
    }
    const offer = valueOf(saveAdjustmentList({ ...job(), newFile }, { filter }))
    return { offer, text: readFileSync(path, 'utf8') }
  }
  const records = (text: string) => parse<Record<string, string>>(text, { columns: true, bom: true })

  it('has every adjustment of the filter with every field, and as many bytes as it says', () => {
    post(
      'First',
      itemLine('I1', 'IT1', '40.00', { comment: 'a "quoted", long comment' }),
      itemLine('I1', 'IT2', '10.00'),
    )
    const { offer, text } = save()
    expect(offer).toMatchObject({ name: 'Adjustments 2026-11-20.csv', bytes: Buffer.byteLength(text) })
    const rows = records(text)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      'Adjustment number': 'IIA-7F3K-00000001',
      Amount: '40.00',
      'Impact amount': '-40.00',
      Currency: 'USD',
      Period: '2026-11',
      'Transferred to accounting': 'No',
      'Accounting code': 'Revenue',
    })
    expect(rows[0]?.Comment).toContain('a "quoted", long comment')
    expect(records(save({ ...anyAdjustment, sourceId: 'IT2' }).text)).toHaveLength(1)
  })

  it.each(['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', ' =1', "=cmd|' /C calc'!A0", '＝1+1'])(
    'never gives %j to a spreadsheet as something to run',
    (text) => {
      ledger.sql("update account set name = ? where id = 'A1'").run(text)
      post('=Batch', itemLine('I1', 'IT1', '40.00', { referenceId: text.trim() }))
      for (const row of records(save().text)) {
        for (const [name, cell] of Object.entries(row)) {
          const isFigure = ['Amount', 'Impact amount', 'Remainder'].includes(name)
          if (!isFigure) expect(cell).not.toMatch(/^[\s\ufeff]*[=+\-@＝＋－＠]/u)
          else expect(cell).toMatch(/^-?\d+(\.\d+)?$/)
        }
        expect(row.Account).toBe(`'${text}`)
        expect(row.Batch).toBe("'=Batch")
      }
    },
  )

  it('stops when nobody waits for it, and leaves no file', () => {
    post('First', itemLine('I1', 'IT1', '40.00'))
    const outcome = saveAdjustmentList({ ...job(), isCancelled: () => true }, { filter: anyAdjustment })
    expect(outcome).toMatchObject({ ok: false, rejections: [{ code: 'job_cancelled' }] })
  })
})

describe('home', () => {
  const home = (of = context) => valueOf(getHome(of))
  const waiting = (of = context) => home(of).waiting.map(({ kind, title }) => `${kind} ${title}`)

  it('shows each person what waits for them', () => {
    draftOf(context, 'Draft', [itemLine('I1', 'IT2', '1.00')])
    const submitted = submittedOf(context, 'Submitted', [itemLine('I1', 'IT2', '2.00')])
    const returned = submittedOf(context, 'Returned', [itemLine('I1', 'IT2', '3.00')])
    const { batchId, revision } = returned
    valueOf(
      returnBatch(context.as(reviewer), { commandId: context.newId(), batchId, revision, comment: 'why?' }),
    )
    postedOf(context, 'Approved', [itemLine('I1', 'IT1', '4.00')])
    expect(HomeView.safeParse(home()).error).toBeUndefined()
    expect(waiting().sort()).toEqual(['draft Draft', 'export Approved', 'returned Returned'])
    expect(waiting(context.as(reviewer)).sort()).toEqual(['export Approved', 'review Submitted'])
    expect(home().counts).toEqual({ invoices: 1, openInvoices: 1, adjustments: 1, drafts: 2, submitted: 1 })
    ledger.sql("update batch set state = 'exported' where name = 'Approved'").run()
    expect(waiting(context.as(reviewer)).sort()).toEqual(['landing Approved', 'review Submitted'])
    expect(submitted.state).toBe('submitted')
  })

  it('charts what stands, by period and by reason, per currency', () => {
    anInvoice(ledger, { id: 'I2', currency: 'JPY', items: [{ id: 'IT3', amount: 7000 }] })
    const [first] = post(
      'One',
      itemLine('I1', 'IT1', '40.00'),
      itemLine('I2', 'IT3', '700', { reasonCode: 'Write-off' }),
    )
    const [cancelled] = post('Two', itemLine('I1', 'IT2', '9.00'))
    post('Three', itemLine('I1', 'IT1', '15.00', { type: 'Charge', reversesId: first }))
    post('Four', { action: 'cancel', adjustmentId: cancelled })
    const { chart } = home()
    expect(chart.map(({ currency }) => currency)).toEqual(['USD', 'JPY'])
    expect(chart[0]?.periods.at(-1)).toEqual({ name: '2026-11', credits: '40.00', charges: '15.00' })
    expect(chart[0]?.reasons).toEqual([{ name: 'Standard Adjustment', credits: '40.00', charges: '15.00' }])
    expect(chart[1]?.reasons).toEqual([{ name: 'Write-off', credits: '700', charges: '0' }])
    expect(chart[0]?.periods).toHaveLength(11)
  })
})
