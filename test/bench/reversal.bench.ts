import { join } from 'node:path'
import type { ReversalStart, ReversalView } from '@contract/reversal'
import type { Ledger } from '../../main/ledger/database'
import { openLedger } from '../../main/ledger/open'
import { findReversalPlan } from '../../main/ledger/reversalPlanTable'
import type { Context } from '../../main/usecase/context'
import { discardReversal } from '../../main/usecase/reversal/discardReversal'
import { editReversal } from '../../main/usecase/reversal/editReversal'
import { finishReversal } from '../../main/usecase/reversal/finishReversal'
import { planReversal } from '../../main/usecase/reversal/planReversal'
import { startReversal } from '../../main/usecase/reversal/startReversal'
import { insertInvoices } from './benchInvoice'
import { submitDraft, submitted } from './draft'
import { ledgerWithAdjustments } from './largeLedger'
import { ratioFinding, sized, takeTurns, timeOf, type Bench, type Extent, type Finding } from './measure'
import { approve, measurePosting } from './posting'
import { contextOf, copyOf, inFolder, newId, personOf, valueOf } from './workplace'

const perInvoice = 5
const editsPerTurn = 20

/** The reversal of 10,000 adjustments out of 1,000,000: planned, edited, and posted. */
export const reversalBench: Bench = {
  name: 'reverse',
  run: (extent) => inFolder((folder) => measureReversal(folder, extent)),
}

function measureReversal(folder: string, extent: Extent): Finding[] {
  const count = sized(extent, 10_000)
  const path = copyOf(ledgerWithAdjustments(sized(extent, 1_000_000)), join(folder, 'before.contra'))
  const ledger = openLedger(path, 'write')
  const context = contextOf(ledger, personOf('pat'), folder)
  const invoices = insertInvoices(ledger, count / perInvoice, perInvoice)
  const { batchId } = approve(ledger, submitted(context, 'To be reversed', invoices), folder)
  const inHundreds = count.toLocaleString('en')
  const invoiceCount = (count / perInvoice).toLocaleString('en')
  const selection = { of: 'adjustments' as const, adjustmentIds: spread(ledger, count) }
  const ofBatch = { of: 'batch' as const, batchId }
  const findings = [
    ...measurePlanning(
      context,
      selection,
      extent,
      `${inHundreds} imported adjustments of ${invoiceCount} invoices`,
    ),
    ...measurePlanning(context, ofBatch, extent, `the ${inHundreds} adjustments of a batch`),
    measureEdits(context, ofBatch, extent),
  ]
  const batch = submitDraft(context, { ...finished(context, ofBatch), editNumber: 1 })
  ledger.close()
  const what = `check and post the ${inHundreds} reversals`
  return [...findings, ...measurePosting(what, { before: path, folder, batch, turns: extent.turns })]
}

/** So many adjustments that stand, five of an invoice each, from all over the ledger. */
function spread(ledger: Ledger, count: number): string[] {
  const invoices = ledger
    .sql<{ id: string }>(
      `select a.invoice_id as id from adjustment a join adjustment_state s on s.adjustment_id = a.id
       where s.status = 'Processed' and a.batch_id is null group by a.invoice_id having count(*) >= ? order by 1`,
    )
    .all(BigInt(perInvoice))
  const step = Math.floor((invoices.length * perInvoice) / count)
  if (step < 1) throw new Error('The ledger has too few invoices with adjustments')
  const ofInvoice = ledger.sql<{ id: string }>(
    `select a.id from adjustment a join adjustment_state s on s.adjustment_id = a.id
     where a.invoice_id = ? and s.status = 'Processed' order by a.id limit ?`,
  )
  return invoices
    .filter((_, index) => index % step === 0)
    .flatMap(({ id }) => ofInvoice.all(id, BigInt(perInvoice)).map((row) => row.id))
    .slice(0, count)
}

function start(context: Context, from: ReversalStart): ReversalView {
  return valueOf(startReversal(context, { commandId: newId(), from }))
}

function discard(context: Context, { reversalId }: Pick<ReversalView, 'reversalId'>): void {
  valueOf(discardReversal(context, { commandId: newId(), reversalId }))
}

/** The plan alone, and the whole command with its view, against the bare rows. */
function measurePlanning(context: Context, from: ReversalStart, { turns }: Extent, what: string): Finding[] {
  const { ledger } = context
  const plan = start(context, from)
  const content = findReversalPlan(ledger, plan.reversalId)?.content
  if (content === undefined) throw new Error('The plan is gone')
  const read = ledger.sql('select * from adjustment where id = ?')
  const times = takeTurns(turns, {
    plan: () => timeOf(() => void planReversal(context, content)),
    command: () => {
      let started: ReversalView | undefined
      const time = timeOf(() => (started = start(context, from)))
      if (started !== undefined) discard(context, started)
      return time
    },
    rows: () => timeOf(() => content.adjustmentIds.forEach((id) => read.get(id))),
  })
  discard(context, plan)
  const rows = 'their rows by key, one prepared statement'
  return [
    ratioFinding(`plan the reversal of ${what}`, rows, [times.plan, times.rows], 10),
    ratioFinding('… the whole command with its view', rows, [times.command, times.rows]),
  ]
}

/** One figure typed, with its answer: in a plan of all, and in one of a hundred. */
function measureEdits(context: Context, from: ReversalStart, { turns }: Extent): Finding {
  const large = start(context, from)
  const ids = large.candidates.map(({ row }) => row.adjustmentId)
  const small = start(context, { of: 'adjustments', adjustmentIds: ids.slice(0, 100) })
  const times = takeTurns(turns, { large: editsOf(context, large), small: editsOf(context, small) })
  discard(context, large)
  discard(context, small)
  const what = `one amount typed into a plan of ${ids.length.toLocaleString('en')}, with its answer`
  return ratioFinding(what, 'the same in a plan of 100', [times.large, times.small], 2)
}

function editsOf(context: Context, { reversalId, candidates, ...view }: ReversalView): () => number {
  let { editNumber } = view
  let cents = 10
  return () => {
    const time = timeOf(() => {
      for (let count = 0; count < editsPerTurn; count += 1) {
        cents = cents === 99 ? 10 : cents + 1
        const adjustmentId = candidates[(count * 37) % candidates.length]?.row.adjustmentId ?? ''
        const edit = { lines: [{ adjustmentId, amount: `6.${cents}` }] }
        const input = { commandId: newId(), reversalId, editNumber, edit }
        ;({ editNumber } = valueOf(editReversal(context, input)))
      }
    })
    return time / editsPerTurn
  }
}

function finished(context: Context, from: ReversalStart): { batchId: string } {
  const { reversalId, editNumber } = start(context, from)
  const target = { into: 'new' as const, name: 'Reversals' }
  const input = { commandId: newId(), reversalId, editNumber, target, label: 'Reverse' }
  return valueOf(finishReversal(context, input))
}
