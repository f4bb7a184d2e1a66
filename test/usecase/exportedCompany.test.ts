import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportView } from '@contract/exchange'
import type { AdjustmentRow } from '@contract/adjustment'
import { writeSettings } from '../../main/ledger/settingTable'
import type { JobContext } from '../../main/usecase/context'
import { exportBatch } from '../../main/usecase/exportBatch'
import { insertPerson } from '../../main/ledger/personTable'
import { listAdjustments } from '../../main/usecase/listAdjustments'
import { verifyLedger } from '../../main/usecase/verifyLedger'
import { aPostedBatch, valueOf } from '../support/aBatch'
import { amountMinor, company, companyAsOf, type Company } from '../support/company/company'
import { laterExport } from '../support/company/laterExport'
import { companyFiles, fileNames, namings, type Naming } from '../support/company/naming'
import { controller, preparer, reviewer, tempFolder, tempLedger } from '../support/tempLedger'
import { importing, type Importing } from './import/importing'

// The whole way of the main job below the screens: import, adjust, approve, export, land by a later export.

const fixtures = resolve(import.meta.dirname, '../fixture/company')

function taken(into: Importing, handles: string[], moment: string): ImportView {
  const view = into.take(handles, moment)
  expect(into.rows(view, 'refused')).toEqual([])
  return view
}

function ledgerWith(naming: Naming): Importing {
  const ledger = tempLedger('live')
  for (const person of [preparer, reviewer, controller]) insertPerson(ledger, person)
  writeSettings(ledger, { defaultAdjustmentCode: 'Sales Adjustments' })
  const into = importing(ledger)
  const files = Object.values(fileNames).map((name) =>
    into.text(name, readFileSync(join(fixtures, naming, name), 'utf8')),
  )
  taken(into, files, companyAsOf)
  return into
}

function balancesOf({ context }: Importing): Map<string, bigint> {
  const rows = context.ledger
    .sql<{ id: string; balance: bigint }>(
      'select id, current_balance_minor as balance from invoice order by id',
    )
    .all()
  return new Map(rows.map(({ id, balance }) => [id, balance]))
}

function balancesIn(facts: Company): Map<string, bigint> {
  return new Map(
    facts.invoice.map((invoice) => [invoice['id'] ?? '', amountMinor(invoice['balance'] ?? '0')]),
  )
}

function localRows({ context }: Importing): AdjustmentRow[] {
  const filter = {
    text: '',
    origin: 'local' as const,
    kind: '' as const,
    type: '' as const,
    status: '' as const,
    landing: '' as const,
    transferred: '',
    currency: '',
    reasonCode: '',
    accountingCode: '',
    referenceId: '',
    comment: '',
    accountId: '',
    invoiceId: '',
    sourceId: '',
    batchId: '',
    periodId: '',
    dateFrom: '',
    dateTo: '',
    amountFrom: '',
    amountTo: '',
  }
  return valueOf(
    listAdjustments(context, { filter, sort: 'recorded', descending: false, after: '', limit: 100 }),
  ).rows
}

function creditItem(invoice: number, item: number, amount: string) {
  const id = company.invoice[invoice - 1]?.['id'] ?? ''
  const items = company.item.filter(({ invoiceId }) => invoiceId === id)
  const sourceId = items[item - 1]?.['id'] ?? ''
  return {
    op: 'adjustSource',
    invoiceId: id,
    sourceType: 'InvoiceDetail',
    sourceId,
    type: 'Credit',
    amount,
    fields: {},
  } as const
}

function exportAll(into: Importing, batchId: string): void {
  const folder = tempFolder()
  const context: JobContext = {
    ...into.context,
    newFile: (name) => ({ handle: 'h'.repeat(20), path: join(folder, name) }),
  }
  for (const format of ['json', 'soap', 'csv'] as const) {
    const input = { commandId: context.newId(), batchId, format, confirmed: [{ code: 'deprecated', at: '' }] }
    expect(valueOf(exportBatch(context, input)).lineCount).toBe(4)
  }
}

describe.each(namings)('the sound company, %s', (naming) => {
  it('is taken in full, with the balances that it says', () => {
    const into = ledgerWith(naming)
    expect(balancesOf(into)).toEqual(balancesIn(company))
    const count = (table: string) => into.context.ledger.sql(`select 1 from ${table}`).all().length
    expect(count('item')).toBe(company.item.length)
    expect(count('tax_line')).toBe(company.taxLine.length)
    expect(count('adjustment')).toBe(company.invoiceAdjustment.length + company.invoiceItemAdjustment.length)
  })

  it('counts nothing twice when a later export shows what has landed', () => {
    const into = ledgerWith(naming)
    const changes = [
      creditItem(1, 1, '100.50'),
      creditItem(4, 5, '10.00'),
      creditItem(6, 3, '345'),
      creditItem(7, 2, '1.125'),
    ]
    const { batchId } = aPostedBatch(into.context, changes)
    exportAll(into, batchId)
    const posted = localRows(into)
    const expected = balancesOf(into)
    const later = laterExport(company, posted, '2026-11-20T12:00:00.000Z')
    expect(balancesIn(later.facts)).toEqual(expected)

    into.context.clock.moveTo('2026-11-21T08:00:00.000Z')
    const files = [...companyFiles(later.facts, naming)].map(([name, content]) =>
      into.text(`later-${name}`, content),
    )
    const view = taken(into, files, '2026-11-21T00:00:00.000Z')
    expect(into.rows(view, 'twin')).toHaveLength(4)
    expect(balancesOf(into)).toEqual(expected)
    const landed = localRows(into)
    expect(landed.map(({ landing }) => landing)).toEqual(['landed', 'landed', 'landed', 'landed'])
    expect(landed.map(({ number }) => number)).toEqual(later.given.map(({ number }) => number))
    expect(valueOf(verifyLedger(into.context))).toMatchObject({ sound: true, faults: [] })
  })
})
