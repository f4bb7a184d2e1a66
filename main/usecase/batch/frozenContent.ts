import type { LineView } from '@contract/batch'
import type { Line } from '@contract/line'
import type { BatchContent, FactContent } from '../../engine/batch/content'
import { sourceKey } from '../../engine/fact'
import { formatMinor, impactOf, parseAmount } from '../../engine/money/amount'

/** What a line of a frozen revision does, in minor units; nothing is judged anew. */
export interface FrozenLine {
  readonly line: Line
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly currency: string
  readonly sourceName: string
  readonly adjustmentNumber: string
  readonly impactMinor: bigint
  readonly open: { readonly beforeMinor: bigint; readonly afterMinor: bigint } | undefined
  readonly balance: { readonly beforeMinor: bigint; readonly afterMinor: bigint }
}

/** The lines of a revision as they were submitted, with running balances from the facts frozen beside them. */
export function frozenLines(content: BatchContent): FrozenLine[] {
  const facts = new Map(content.facts.map((fact) => [`${fact.kind} ${fact.id}`, fact]))
  const running = new Map<string, bigint>()
  const step = (fact: FactContent, field: string, impactMinor: bigint) => {
    const key = `${fact.kind} ${fact.id}`
    const beforeMinor = running.get(key) ?? amountOf(fact, field)
    running.set(key, beforeMinor + impactMinor)
    return { beforeMinor, afterMinor: beforeMinor + impactMinor }
  }
  return content.lines.flatMap((line) => {
    const invoice = facts.get(`invoice ${line.invoiceId}`)
    if (invoice === undefined) return []
    const source =
      line.sourceType === '' ? undefined : facts.get(`source ${sourceKey(line.sourceType, line.sourceId)}`)
    const impactMinor = impactOfLine(line, invoice.currency)
    return [
      {
        line,
        invoiceId: invoice.id,
        invoiceNumber: invoice.label,
        currency: invoice.currency,
        sourceName: source?.label ?? '',
        adjustmentNumber: facts.get(`adjustment ${line.adjustmentId}`)?.label ?? '',
        impactMinor,
        open: source === undefined ? undefined : step(source, 'open', impactMinor),
        balance: step(invoice, 'balance', impactMinor),
      },
    ]
  })
}

function amountOf(fact: FactContent, field: string): bigint {
  const read = parseAmount(String(fact.values[field] ?? '0'), fact.currency)
  return 'minor' in read ? read.minor : 0n
}

/** A cancel carries type and amount of what it cancels, and takes their impact back. */
function impactOfLine(line: Line, currency: string): bigint {
  const read = parseAmount(line.amount, currency)
  if (line.action === 'delete' || line.type === '' || !('minor' in read)) return 0n
  const impactMinor = impactOf(line.type, read.minor)
  return line.action === 'cancel' ? -impactMinor : impactMinor
}

export function frozenLineView(frozen: FrozenLine, accountName: string): LineView {
  const { line, currency, open, balance } = frozen
  return {
    line,
    invoiceNumber: frozen.invoiceNumber,
    accountName,
    sourceName: frozen.sourceName,
    currency,
    impact: formatMinor(frozen.impactMinor, currency),
    openBefore: open === undefined ? '' : formatMinor(open.beforeMinor, currency),
    openAfter: open === undefined ? '' : formatMinor(open.afterMinor, currency),
    balanceBefore: formatMinor(balance.beforeMinor, currency),
    balanceAfter: formatMinor(balance.afterMinor, currency),
    rejections: [],
    warnings: [],
    adjustmentId: line.adjustmentId,
    adjustmentNumber: frozen.adjustmentNumber,
    landing: '',
  }
}
