import type { Input } from '@contract/api'
import { readAdjustmentKeys } from '../../main/ledger/adjustmentList'
import type { Ledger } from '../../main/ledger/database'
import { openLedger } from '../../main/ledger/open'
import { listAdjustments } from '../../main/usecase/listAdjustments'
import { ratioFinding, sized, takeTurns, timeOf, type Bench, type Extent, type Finding } from './measure'
import { anyAdjustment } from '../usecase/anyAdjustment'
import { ledgerWithAdjustments } from './largeLedger'
import { contextOf, inFolder, personOf, valueOf } from './workplace'

type PageInput = Input<'listAdjustments'>

const orders = ['recorded', 'date', 'amount', 'invoiceNumber', 'number'] as const
const pagesPerTurn = 30
const limit = 100

/** A page of 100 from the middle and from the end, by key, against the first pages. */
export const pageBench: Bench = {
  name: 'page',
  run: (extent) => inFolder((folder) => measurePages(folder, extent)),
}

function measurePages(folder: string, extent: Extent): Finding[] {
  const count = sized(extent, extent.isLarge ? 1_000_000 : 200_000)
  const ledger = openLedger(ledgerWithAdjustments(count), 'read')
  const findings = orders.map((sort) => measureOrder(ledger, folder, { sort, count, turns: extent.turns }))
  ledger.close()
  return findings
}

/** The slower direction and place count: the worst deep page against the first ones of its direction. */
function measureOrder(
  ledger: Ledger,
  folder: string,
  { sort, count, turns }: { sort: (typeof orders)[number]; count: number; turns: number },
): Finding {
  const context = contextOf(ledger, personOf('pat'), folder)
  const measured = [false, true].flatMap((descending) => {
    const pagesFrom = (depth: number) => {
      const request = { sort, descending, after: '', limit: depth }
      const start = valueOf(readAdjustmentKeys(ledger, anyAdjustment, request)).next
      return () => timeOf(() => readPages(context, { sort, descending, after: start })) / pagesPerTurn
    }
    const times = takeTurns(turns, {
      first: pagesFrom(limit),
      middle: pagesFrom(count / 2),
      last: pagesFrom(count - (pagesPerTurn + 1) * limit),
    })
    return [
      [times.middle, times.first],
      [times.last, times.first],
    ] as const
  })
  const worst = measured.reduce((a, b) => (b[0] / b[1] > a[0] / a[1] ? b : a))
  const what = `a deep page of 100 of ${count.toLocaleString('en')} adjustments, by ${orderNames[sort]}`
  return ratioFinding(what, 'the first pages, without their count of all rows', worst, 1.5)
}

const orderNames = {
  recorded: 'recording',
  date: 'date',
  amount: 'amount',
  invoiceNumber: 'invoice number',
  number: 'number',
} as const

function readPages(
  context: Parameters<typeof listAdjustments>[0],
  from: Pick<PageInput, 'sort' | 'descending' | 'after'>,
) {
  let after = from.after
  for (let page = 0; page < pagesPerTurn; page += 1) {
    const { rows, next } = valueOf(listAdjustments(context, { ...from, filter: anyAdjustment, after, limit }))
    if (rows.length !== limit) throw new Error(`A page of ${rows.length}`)
    after = next
  }
}
