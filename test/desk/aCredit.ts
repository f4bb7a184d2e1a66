import type { Asker } from './asker'

/** A cent off the first item with much left open. */
export async function aCredit(page: Asker) {
  const filter = {
    ...{ text: '', accountId: '', status: 'Posted', currency: 'USD' },
    ...{ balance: 'positive' as const, dateFrom: '', dateTo: '' },
  }
  const list = { filter, sort: 'balance' as const, descending: true, after: '', limit: 20 }
  const { rows: invoices } = await page.value('listInvoices', list)
  for (const { invoiceId } of invoices) {
    const { rows } = await page.value('listSources', { invoiceId, from: 0, limit: 1000 })
    const row = rows.find(({ sourceType, open }) => sourceType === 'InvoiceDetail' && /^\d{2,}\./.test(open))
    if (row === undefined) continue
    return {
      ...{ op: 'adjustSource' as const, invoiceId, sourceType: 'InvoiceDetail' as const },
      ...{ sourceId: row.sourceId, type: 'Credit' as const, amount: '0.01', fields: {} },
    }
  }
  throw new Error('No item has much left open')
}
