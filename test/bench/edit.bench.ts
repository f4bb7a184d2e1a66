import { join } from 'node:path'
import type { Context } from '../../main/usecase/context'
import { insertInvoices, type BenchInvoice } from './benchInvoice'
import { creditOf, edit, newDraft } from './draft'
import { ratioFinding, sized, takeTurns, timeOf, type Bench, type Extent, type Finding } from './measure'
import { contextOf, inFolder, personOf, seededLedger } from './workplace'

const editsPerTurn = 50
const linesOfDraft = 20

/** One figure typed, with its answer: on a large invoice, and on a small one. */
export const editBench: Bench = {
  name: 'edit',
  run: (extent) => inFolder((folder) => measureEdit(folder, extent)),
}

function measureEdit(folder: string, extent: Extent): Finding[] {
  const itemCount = sized(extent, 5000)
  const ledger = seededLedger(join(folder, 'edit.contra'))
  const context = contextOf(ledger, personOf('pat'), folder)
  const [large] = insertInvoices(ledger, 1, itemCount)
  const [small] = insertInvoices(ledger, 1, 50)
  if (large === undefined || small === undefined) throw new Error('Invoices are missing')
  const times = takeTurns(extent.turns, {
    large: editsOf(context, large, linesOfDraft),
    small: editsOf(context, small, linesOfDraft),
    full: editsOf(context, large, itemCount),
  })
  ledger.close()
  const items = itemCount.toLocaleString('en')
  const what = `one draft edit with its answer, on an invoice of ${items} items`
  const draft = `the same on 50 items (${linesOfDraft} lines in either draft)`
  return [
    ratioFinding(what, draft, [times.large, times.small], 1.5),
    ratioFinding(`the same where the draft adjusts all ${items} items`, `${linesOfDraft} lines on 50 items`, [
      times.full,
      times.small,
    ]),
  ]
}

/** A draft with so many lines of the invoice; a turn types figures into it and gives the time of one. */
function editsOf(context: Context, { id, itemIds }: BenchInvoice, lineCount: number): () => number {
  const draft = newDraft(context, `Draft of ${lineCount}`)
  const lines = itemIds.slice(0, lineCount)
  const { batchId } = draft
  let editNumber = edit(
    context,
    draft,
    lines.map((itemId) => creditOf(id, itemId, '5.00')),
  )
  let cents = 10
  return () => {
    const time = timeOf(() => {
      for (let count = 0; count < editsPerTurn; count += 1) {
        cents = cents === 99 ? 10 : cents + 1
        const itemId = lines[(count * 7) % lines.length] ?? ''
        editNumber = edit(context, { batchId, editNumber }, [creditOf(id, itemId, `6.${cents}`)])
      }
    })
    return time / editsPerTurn
  }
}
