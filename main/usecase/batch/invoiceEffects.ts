import type { InvoiceEffect } from '@contract/batch'
import type { BatchVerdict } from '../../engine/fact'
import type { JudgedLines } from './judgeLines'
import { invoiceEffect } from './totals'

type Judged = Omit<JudgedLines, 'verdict'> & { readonly verdict: Pick<BatchVerdict, 'lines'> }

/** Balance before and after of every known invoice that the lines name; refused lines change nothing. */
export function invoiceEffectsOf(judged: Judged): InvoiceEffect[] {
  const { facts, accountNames, lines, verdict } = judged
  const countById = new Map<string, number>()
  for (const { invoiceId } of lines) countById.set(invoiceId, (countById.get(invoiceId) ?? 0) + 1)
  const changeById = new Map<string, bigint>()
  for (const { resolved } of verdict.lines) {
    if (resolved === undefined) continue
    const { invoice, impactMinor } = resolved
    changeById.set(invoice.id, (changeById.get(invoice.id) ?? 0n) + impactMinor)
  }
  return [...countById].flatMap(([invoiceId, lineCount]) => {
    const invoice = facts.invoices.get(invoiceId)
    if (invoice === undefined) return []
    return [
      invoiceEffect({
        invoiceId,
        invoiceNumber: invoice.number,
        accountName: accountNames.get(invoiceId) ?? '',
        currency: invoice.currency,
        lineCount,
        beforeMinor: invoice.balanceMinor,
        changeMinor: changeById.get(invoiceId) ?? 0n,
      }),
    ]
  })
}
