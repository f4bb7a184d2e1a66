import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { amountMinor, company } from '../support/company/company'
import { companyFiles, namings } from '../support/company/naming'
import { invoiceRecords, itemsAnswer } from '../support/company/json'
import { laterExport } from '../support/company/laterExport'

const folder = resolve(import.meta.dirname, '../fixture/company')
const wanted = new Map<string, string>()
for (const naming of namings) {
  for (const [name, content] of companyFiles(company, naming)) wanted.set(`${naming}/${name}`, content)
}
wanted.set('json/invoices.json', invoiceRecords(company))
wanted.set('json/INV00071004 items.json', itemsAnswer(company, 'INV00071004'))

/** `CONTRA_WRITE_FIXTURE=1 npx vitest run test/exchange/company` writes the files anew. */
function write(path: string, content: string) {
  mkdirSync(resolve(path, '..'), { recursive: true })
  writeFileSync(path, content)
}

describe('the sound company', () => {
  it.each([...wanted.keys()])('%s is what the company says', (name) => {
    const path = join(folder, name)
    const content = wanted.get(name) ?? ''
    if (process.env['CONTRA_WRITE_FIXTURE'] === '1') write(path, content)
    expect(existsSync(path)).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe(content)
  })

  it('adds up', () => {
    const minor = (text: string | undefined) => amountMinor(text ?? '0')
    for (const invoice of company.invoice) {
      const own = (rows: readonly Readonly<Record<string, string>>[], field: string) =>
        rows
          .filter((row) => row['invoiceId'] === invoice['id'])
          .reduce((sum, row) => sum + minor(row[field]), 0n)
      const impacts = [...company.invoiceAdjustment, ...company.invoiceItemAdjustment]
        .filter((row) => row['invoiceId'] === invoice['id'] && row['status'] === 'Processed')
        .reduce((sum, row) => sum + minor(row['amount']) * (row['type'] === 'Charge' ? 1n : -1n), 0n)
      expect(own(company.item, 'chargeAmount') + own(company.taxLine, 'taxAmount')).toBe(
        minor(invoice['amount']),
      )
      expect(own(company.item, 'taxAmount')).toBe(minor(invoice['taxAmount']))
      expect(minor(invoice['balance'])).toBe(
        minor(invoice['amount']) - minor(invoice['paymentAmount']) + impacts,
      )
    }
    const ids = Object.values(company).flatMap((rows) => rows.map((row) => row['id']))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('says in a later export what has landed, and lowers the balance by it', () => {
    const [invoice] = company.invoice
    const item = company.item.find((row) => row['invoiceId'] === invoice?.['id'])
    const later = laterExport(
      company,
      [
        {
          kind: 'IIA',
          invoiceId: invoice?.['id'] ?? '',
          sourceType: 'InvoiceDetail',
          sourceId: item?.['id'] ?? '',
          type: 'Credit',
          amount: '10.50',
          date: '2026-11-20',
          reasonCode: 'Other',
          referenceId: 'IIA-7F3K-00000001',
          comment: '',
        },
      ],
      '2026-11-21T09:00:00.000Z',
    )
    expect(later.given.map(({ number }) => number)).toEqual(['IIA-00000601'])
    expect(later.given[0]?.id).toMatch(/^[0-9a-f]{32}$/)
    const balance = later.facts.invoice[0]?.['balance'] ?? ''
    expect(amountMinor(balance)).toBe(amountMinor(invoice?.['balance'] ?? '') - 1050n)
    expect(later.facts.invoiceItemAdjustment).toHaveLength(company.invoiceItemAdjustment.length + 1)
  })
})
