import type { ApprovalStanding } from '@contract/approval'
import type { BatchView, CurrencyTotal, InvoiceEffect, LineView, MovedFact } from '@contract/batch'
import type { Line } from '@contract/line'
import { rejection } from '@contract/outcome'
import { contentOf } from '../../engine/batch/content'
import { movedFacts } from '../../engine/batch/movedFacts'
import { formatMinor } from '../../engine/money/amount'
import type { BatchRecord } from '../../ledger/batchTable'
import { loadAccountNames, loadInvoiceFacts } from '../../ledger/invoiceFactTable'
import { listBatchLines } from '../../ledger/lineTable'
import type { Context } from '../context'
import { approvalStanding, noApproval } from './approvers'
import { firstRejections, rejectedLineCount } from './batchRejection'
import { distinctWarnings } from './confirmedWarning'
import { exceptionUses, together } from './exceptionUse'
import { frozenLines, frozenLineView, togetherIn, type FrozenLine } from './frozenContent'
import { invoiceEffectsOf } from './invoiceEffects'
import { judgeLines } from './judgeLines'
import { lineViewsOf } from './lineView'
import { movedFactView } from './movedFactView'
import { asPosted, readRevision, type FrozenRevision } from './revision'
import { currencyTotals, invoiceEffect } from './totals'

/** What a batch's lines come to: judged while it waits, on the facts of its posting once it is posted. */
type BatchBody = Pick<BatchView, 'totals' | 'rejectedLineCount' | 'rejections' | 'warnings' | 'invoices'> & {
  readonly lines: readonly Line[]
  readonly movedFacts: MovedFact[]
  readonly approval: ApprovalStanding
}

export function batchBody(context: Context, batch: BatchRecord): BatchBody {
  if (batch.state === 'draft')
    return judgedBody(context, batch, listBatchLines(context.ledger, batch.id), undefined)
  const revision = readRevision(context.ledger, batch.id, batch.revision)
  if (revision === undefined) throw new Error(`Batch ${batch.id} has no revision ${batch.revision}`)
  return batch.state === 'submitted'
    ? judgedBody(context, batch, revision.frozen.lines, revision)
    : frozenBody(context, asPosted(context.ledger, revision))
}

function judgedBody(
  context: Context,
  batch: BatchRecord,
  lines: readonly Line[],
  revision: FrozenRevision | undefined,
): BatchBody {
  const judged = judgeLines(context, batch.id, lines)
  const { verdict, facts } = judged
  const moved = revision === undefined ? [] : movedFacts(revision.frozen, contentOf(lines, facts))
  return {
    lines,
    totals: currencyTotals(
      verdict.lines.flatMap(({ resolved }) => (resolved === undefined ? [] : [resolved])),
    ),
    rejectedLineCount: rejectedLineCount(verdict),
    rejections: firstRejections(verdict),
    warnings: together(
      distinctWarnings(verdict),
      revision === undefined ? [] : exceptionUses(context, revision, false),
    ),
    invoices: invoiceEffectsOf(judged),
    movedFacts: moved.map(movedFactView),
    approval: revision === undefined ? noApproval : approvalStanding(context, batch, judged),
  }
}

function frozenBody(context: Context, revision: FrozenRevision): BatchBody {
  const frozen = frozenLines(revision.frozen, togetherIn(revision.confirmedWarnings))
  return {
    lines: revision.frozen.lines,
    totals: frozenTotals(frozen),
    rejectedLineCount: 0,
    rejections: [],
    warnings: [
      ...exceptionUses(context, revision, true),
      ...revision.confirmedWarnings.flatMap(({ code, at }) => confirmedWarning(code, at)),
    ],
    invoices: frozenInvoices(context, frozen),
    movedFacts: [],
    approval: noApproval,
  }
}

const shownWarnings = [
  'only_together',
  'duplicate_line',
  'history_unverified',
  'facts_disagree',
  'deprecated',
] as const

function confirmedWarning(code: string, at: string) {
  const known = shownWarnings.find((warning) => warning === code)
  return known === undefined ? [] : [rejection(known, at)]
}

/** Totals of frozen lines; as for judged ones, cancels are in the net only. */
export function frozenTotals(frozen: readonly FrozenLine[]): CurrencyTotal[] {
  const sums = new Map<
    string,
    { creditCount: number; chargeCount: number; credits: bigint; charges: bigint; net: bigint }
  >()
  for (const { line, currency, impactMinor } of frozen) {
    const sum = sums.get(currency) ?? { creditCount: 0, chargeCount: 0, credits: 0n, charges: 0n, net: 0n }
    sums.set(currency, sum)
    sum.net += impactMinor
    if (line.action !== 'create') continue
    if (impactMinor < 0n) {
      sum.creditCount += 1
      sum.credits -= impactMinor
    } else {
      sum.chargeCount += 1
      sum.charges += impactMinor
    }
  }
  return [...sums]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, { creditCount, chargeCount, credits, charges, net }]) => ({
      currency,
      creditCount,
      chargeCount,
      credits: formatMinor(credits, currency),
      charges: formatMinor(charges, currency),
      net: formatMinor(net, currency),
    }))
}

export function frozenInvoices(context: Context, frozen: readonly FrozenLine[]): InvoiceEffect[] {
  const byInvoice = new Map<string, FrozenLine[]>()
  for (const line of frozen) {
    const group = byInvoice.get(line.invoiceId)
    if (group === undefined) byInvoice.set(line.invoiceId, [line])
    else group.push(line)
  }
  const accountNames = loadAccountNames(context.ledger, byInvoice.keys())
  return [...byInvoice].flatMap(([invoiceId, lines]) => {
    const [first] = lines
    if (first === undefined) return []
    return [
      invoiceEffect({
        invoiceId,
        invoiceNumber: first.invoiceNumber,
        accountName: accountNames.get(invoiceId) ?? '',
        currency: first.currency,
        lineCount: lines.length,
        beforeMinor: first.invoiceBalanceMinor,
        changeMinor: lines.reduce((sum, { impactMinor }) => sum + impactMinor, 0n),
      }),
    ]
  })
}

/** Views of a draft's or submitted batch's lines, judged now. */
export function judgedLineViews(
  context: Context,
  batchId: string,
  lines: readonly Line[],
  wanted: ReadonlySet<string> | undefined,
): LineView[] {
  return lineViewsOf(judgeLines(context, batchId, lines), wanted)
}

/** Views of lines as a revision froze them. */
export function frozenLineViews(context: Context, revision: FrozenRevision): LineView[] {
  const frozen = frozenLines(revision.frozen, togetherIn(revision.confirmedWarnings))
  const { accountNames } = loadInvoiceFacts(context.ledger, {
    ids: new Set(frozen.map(({ invoiceId }) => invoiceId)),
    numbers: [],
  })
  return frozen.map((line) => frozenLineView(line, accountNames.get(line.invoiceId) ?? ''))
}
