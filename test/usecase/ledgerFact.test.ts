import { beforeEach, describe, expect, it } from 'vitest'
import {
  AccountPage,
  InvoicePage,
  InvoiceView,
  SourceList,
  type InvoiceFilter,
  type InvoiceRow,
} from '@contract/invoice'
import type { InvoiceSort } from '@contract/invoice'
import type { z } from 'zod'
import type { Ledger } from '../../main/ledger/database'
import { loadSourcesOfInvoice } from '../../main/ledger/sourceFactTable'
import { findAnything } from '../../main/usecase/findAnything'
import { getAccount } from '../../main/usecase/getAccount'
import { getInvoice } from '../../main/usecase/getInvoice'
import { listAccounts } from '../../main/usecase/listAccounts'
import { listInvoices } from '../../main/usecase/listInvoices'
import { listSources } from '../../main/usecase/listSources'
import { seedSandbox } from '../../main/usecase/seedSandbox'
import { formatMinor } from '../../main/engine/money/amount'
import { itemLine, postedOf, valueOf } from '../ledger/postedBatch'
import { aCompany, anAccount, anInvoice } from '../support/aCompany'
import { sequentialIds } from '../support/sequentialId'
import { tempLedger, testContext, type TestContext } from '../support/tempLedger'
import { testClock } from '../support/fixedClock'

let ledger: Ledger
let context: TestContext

beforeEach(() => {
  ledger = tempLedger()
  context = testContext(ledger)
})

const anyInvoice: InvoiceFilter = {
  text: '',
  accountId: '',
  status: '',
  currency: '',
  balance: 'any',
  dateFrom: '',
  dateTo: '',
}

function everyInvoice(
  filter: Partial<InvoiceFilter>,
  sort: z.infer<typeof InvoiceSort>,
  descending: boolean,
  limit: number,
) {
  const rows: InvoiceRow[] = []
  let after = ''
  let total = 0
  do {
    const page = valueOf(
      listInvoices(context, { filter: { ...anyInvoice, ...filter }, sort, descending, after, limit }),
    )
    expect(InvoicePage.safeParse(page).error).toBeUndefined()
    rows.push(...page.rows)
    ;({ next: after, total } = page)
  } while (after !== '')
  expect(total).toBe(rows.length)
  return rows
}

describe('invoices of the training company', () => {
  beforeEach(() => seedSandbox(ledger, { clock: testClock(), newId: sequentialIds() }))

  it('come whole and in each order, page by page', () => {
    const all = everyInvoice({}, 'number', false, 500)
    const minor = (text: string) => BigInt(text.replace('.', ''))
    // Accounts of one name stay apart by their ids; everything else by the invoice's.
    const keys: Record<z.infer<typeof InvoiceSort>, (row: InvoiceRow) => (string | bigint)[]> = {
      number: (row) => [row.number],
      accountName: (row) => [row.accountName, row.accountId, row.invoiceId],
      invoiceDate: (row) => [row.invoiceDate, row.invoiceId],
      dueDate: (row) => [row.dueDate, row.invoiceId],
      amount: (row) => [minor(row.amount), row.invoiceId],
      balance: (row) => [minor(row.balance), row.invoiceId],
    }
    for (const [sort, key] of Object.entries(keys)) {
      const ordered = [...all].sort((one, other) => {
        const [left, right] = [key(one), key(other)]
        const at = left.findIndex((value, index) => value !== right[index])
        return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1
      })
      for (const descending of [false, true]) {
        const found = everyInvoice({}, sort as z.infer<typeof InvoiceSort>, descending, 17)
        expect(found.map(({ number }) => number)).toEqual(ordered.map(({ number }) => number))
        ordered.reverse()
      }
    }
  })

  it('are filtered by each field', () => {
    const all = everyInvoice({}, 'number', false, 500)
    const first = all.find(({ accountName }) => accountName !== '')
    const cases: [Partial<InvoiceFilter>, (row: InvoiceRow) => boolean][] = [
      [{ balance: 'positive' }, ({ balance }) => /[1-9]/.test(balance) && !balance.startsWith('-')],
      [{ balance: 'zero' }, ({ balance }) => !/[1-9]/.test(balance)],
      [{ balance: 'negative' }, ({ balance }) => balance.startsWith('-')],
      [{ currency: 'KWD' }, ({ currency }) => currency === 'KWD'],
      [{ status: 'Posted' }, ({ status }) => status === 'Posted'],
      [{ accountId: first?.accountId }, ({ accountId }) => accountId === first?.accountId],
      [
        { dateFrom: '2026-05-01', dateTo: '2026-05-31' },
        ({ invoiceDate }) => invoiceDate.startsWith('2026-05'),
      ],
      [{ text: first?.number.toLowerCase() }, ({ number }) => number === first?.number],
      [{ text: first?.accountName }, ({ accountName }) => accountName === first?.accountName],
    ]
    for (const [filter, holds] of cases) {
      const wanted = all.filter(holds)
      expect(wanted.length).toBeGreaterThan(0)
      expect(
        everyInvoice(filter, 'accountName', false, 50)
          .map(({ number }) => number)
          .sort(),
      ).toEqual(wanted.map(({ number }) => number))
    }
  })

  it('have items whose slices make the whole, with what the rules take as open', () => {
    const [invoice] = everyInvoice({}, 'number', false, 500).filter(({ itemCount }) => itemCount > 5)
    const invoiceId = invoice?.invoiceId ?? ''
    const facts = loadSourcesOfInvoice(ledger, invoiceId)
    const whole = valueOf(listSources(context, { invoiceId, from: 0, limit: 5000 }))
    expect(SourceList.safeParse(whole).error).toBeUndefined()
    expect(whole.total).toBe(facts.length)
    expect(whole.rows.map(({ sourceType, sourceId, open }) => [sourceType, sourceId, open])).toEqual(
      facts.map(({ type, id, openMinor }) => [type, id, formatMinor(openMinor, invoice?.currency ?? '')]),
    )
    for (const limit of [1, 2, 3]) {
      const rows = whole.rows.flatMap((_, index) =>
        index % limit === 0 ? valueOf(listSources(context, { invoiceId, from: index, limit })).rows : [],
      )
      expect(rows).toEqual(whole.rows)
    }
    expect(valueOf(listSources(context, { invoiceId, from: 9999, limit: 5 })).rows).toEqual([])
    expect(
      whole.rows
        .filter(({ sourceType }) => sourceType === 'InvoiceDetail')
        .map(({ itemNumber }) => itemNumber),
    ).toEqual(Array.from({ length: invoice?.itemCount ?? 0 }, (_, index) => index + 1))
  })
})

describe('an invoice', () => {
  beforeEach(() => {
    aCompany(ledger)
    anInvoice(ledger, {
      id: 'I1',
      items: [{ id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 2000 }] }],
      paid: 3000,
    })
  })
  const view = () => valueOf(getInvoice(context, { invoiceId: 'I1' }))

  it('has its facts and no warnings when they agree', () => {
    expect(InvoiceView.safeParse(view()).error).toBeUndefined()
    expect(view()).toMatchObject({
      amount: '120.00',
      paid: '30.00',
      balance: '90.00',
      importedBalance: '90.00',
      adjusted: '0.00',
      itemCount: 1,
      taxLineCount: 1,
      historyVerified: true,
      warnings: [],
    })
  })

  it('shows what was posted, in balance, item and counts', () => {
    postedOf(context, 'One', [
      itemLine('I1', 'IT1', '25.00'),
      itemLine('I1', 'T1', '1.00', { sourceType: 'Tax' }),
    ])
    expect(view()).toMatchObject({
      balance: '64.00',
      importedBalance: '90.00',
      adjusted: '-26.00',
      adjustmentCount: 2,
      warnings: [],
    })
    const { rows } = valueOf(listSources(context, { invoiceId: 'I1', from: 0, limit: 10 }))
    expect(
      rows.map(({ sourceId, adjusted, open, adjustmentCount }) => [
        sourceId,
        adjusted,
        open,
        adjustmentCount,
      ]),
    ).toEqual([
      ['IT1', '-25.00', '75.00', 1],
      ['T1', '-1.00', '19.00', 1],
    ])
  })

  it.each([
    [
      'items and header',
      'update item set amount_minor = 9000',
      'facts_disagree',
      { field: 'amount', expected: '110.00', found: '120.00', difference: '10.00' },
    ],
    [
      'balance and payments',
      'update invoice set paid_minor = 2000',
      'facts_disagree',
      { field: 'balance', expected: '100.00', found: '90.00' },
    ],
    [
      'balance and refunds',
      'update invoice set refunded_minor = 500',
      'facts_disagree',
      { field: 'balance', expected: '95.00' },
    ],
    ['history', 'update invoice set history_as_of = null', 'history_unverified', { invoice: 'INV-I1' }],
  ])('warns about %s', (_, change, code, params) => {
    ledger.sql(change).run()
    expect(view().warnings).toMatchObject([{ code, params }])
  })

  it('shows an exact amount where the file had more decimals', () => {
    ledger.sql("update tax_line set amount_exact = '20.0049'").run()
    const { rows } = valueOf(listSources(context, { invoiceId: 'I1', from: 1, limit: 1 }))
    expect(rows).toMatchObject([
      {
        sourceType: 'Tax',
        sourceId: 'T1',
        itemId: 'IT1',
        itemNumber: 1,
        amount: '20.00',
        exactAmount: '20.0049',
      },
    ])
  })

  it('that is not known is not found', () => {
    const unknown = { ok: false, rejections: [{ code: 'not_found', at: 'invoiceId' }] }
    expect(getInvoice(context, { invoiceId: 'I9' })).toMatchObject(unknown)
    expect(listSources(context, { invoiceId: 'I9', from: 0, limit: 5 })).toMatchObject(unknown)
    expect(getAccount(context, { accountId: 'A9' })).toMatchObject({
      ok: false,
      rejections: [{ code: 'not_found' }],
    })
  })
})

describe('an invoice of many items', () => {
  it('gives the same slice from wherever it is asked', () => {
    aCompany(ledger)
    const items = Array.from({ length: 1203 }, (_, index) => ({
      id: `IT${String(index).padStart(5, '0')}`,
      amount: 100,
      tax: Array.from({ length: index % 3 }, (_unused, tax) => ({ id: `T${index}-${tax}`, amount: 7 })),
    }))
    ledger.database.transaction(() => anInvoice(ledger, { id: 'I1', items }))()
    const wanted = loadSourcesOfInvoice(ledger, 'I1').map(({ type, id }) => `${type} ${id}`)
    const total = wanted.length
    for (const from of [0, 1, 998, 999, 1000, 1001, 1998, 1999, 2000, 2001, total - 1, total]) {
      const slice = valueOf(listSources(context, { invoiceId: 'I1', from, limit: 40 }))
      expect(slice.total).toBe(total)
      expect(slice.rows.map(({ sourceType, sourceId }) => `${sourceType} ${sourceId}`)).toEqual(
        wanted.slice(from, from + 40),
      )
      for (const { itemId, itemNumber } of slice.rows) expect(itemId).toBe(items[itemNumber - 1]?.id)
    }
  })
})

describe('accounts and search', () => {
  beforeEach(() => {
    aCompany(ledger)
    anAccount(ledger, 'A2', 'ACC-2', 'Acme & Sons')
    anAccount(ledger, 'A3', 'ACC-10', 'Zebra 100%')
    anInvoice(ledger, { id: 'I1', number: 'INV-100', items: [{ id: 'IT1', amount: 10000 }] })
  })

  it('lists accounts by number and by name, with how many invoices each has', () => {
    const list = (sort: 'number' | 'name', text = '') => {
      const page = valueOf(
        listAccounts(context, { filter: { text }, sort, descending: false, after: '', limit: 10 }),
      )
      expect(AccountPage.safeParse(page).error).toBeUndefined()
      return page.rows.map(({ number, invoiceCount }) => `${number} ${invoiceCount}`)
    }
    expect(list('number')).toEqual(['ACC-1 1', 'ACC-10 0', 'ACC-2 0'])
    expect(list('name')).toEqual(['ACC-1 1', 'ACC-2 0', 'ACC-10 0'])
    expect(list('name', 'acme')).toEqual(['ACC-1 1', 'ACC-2 0'])
    expect(list('name', '100%')).toEqual(['ACC-10 0'])
    expect(list('name', '%0%')).toEqual([])
  })

  it('finds what is equal first, then what begins with the text, then what has it', () => {
    postedOf(context, 'INV-100 corrected', [itemLine('I1', 'IT1', '25.00')])
    const find = (text: string) =>
      valueOf(findAnything(context, { text, limit: 10 })).found.map(({ kind, title }) => `${kind} ${title}`)
    expect(find('inv-100')).toEqual(['invoice INV-100', 'batch INV-100 corrected'])
    expect(find('acc-1')).toEqual(['account Acme', 'account Zebra 100%'])
    expect(find('7F3K')).toEqual(['adjustment IIA-7F3K-00000001'])
    expect(find('  ')).toEqual([])
    expect(find('%')).toEqual(['account Zebra 100%'])
  })
})
