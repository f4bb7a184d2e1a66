import { describe, expect, it } from 'vitest'
import type { LineView } from '@contract/batch'
import { rejection } from '@contract/outcome'
import { readPastedList, readRowsOf, stateOf } from '../../renderer/feature/batch/pastedRow'

function view(lineId: string, position: number, refused = false): LineView {
  const rejections = refused ? [rejection('amount_scale', `lines/${lineId}/amount`)] : []
  return { line: { lineId, position }, rejections, warnings: [] } as unknown as LineView
}

describe('a pasted list as the preview shows it', () => {
  it.each([
    ['in the usual order', 'INV-1\tSeats\tCredit\t5.00', false, [[1, 'INV-1', '5.00']]],
    ['by its headings', 'Amount\tInvoice Number\n5.00\tINV-1', true, [[2, 'INV-1', '5.00']]],
    [
      'with empty rows, which are counted',
      'INV-1\ta\tCredit\t1\n\t\t\nINV-2\tb\tCredit\t2',
      false,
      [
        [1, 'INV-1', '1'],
        [3, 'INV-2', '2'],
      ],
    ],
    ['with semicolons', 'INV-1;a;Credit;1,50', false, [[1, 'INV-1', '1,50']]],
    [
      'with a quoted line end',
      '"INV\n1"\ta\tCredit\t1\nINV-2\tb\tCredit\t2',
      false,
      [
        [1, 'INV\n1', '1'],
        [2, 'INV-2', '2'],
      ],
    ],
  ])('reads %s', (_, text, hasHeadings, rows) => {
    const list = readPastedList(text)
    expect(list.hasHeadings).toBe(hasHeadings)
    expect(list.rows.map(({ row, cells }) => [row, cells.invoice, cells.amount])).toEqual(rows)
  })

  it('has no rows where nothing was pasted', () => {
    expect(readPastedList('').rows).toEqual([])
    expect(readPastedList('Invoice\tAmount').rows).toEqual([])
  })
})

describe('the verdict of each row', () => {
  const list = readPastedList(
    ['INV-1\ta\tCredit\t1', 'INV-2\tb\tNothing\t2', 'INV-3\tc\tCredit\t3'].join('\n'),
  )

  it('ties the new lines, which stand last, to the rows that were read', () => {
    const refusedRows = [rejection('value_unknown', 'rows/2/3', { row: 2, field: 'type' })]
    const lines = [view('c', 12, true), view('old', 1), view('a', 11)]
    const rows = readRowsOf(list, { lines, readRows: 3, refusedRows })
    expect(rows.map((row) => [row.row, row.line?.line.lineId, stateOf(row)])).toEqual([
      [1, 'a', 'accepted'],
      [2, undefined, 'unread'],
      [3, 'c', 'refused'],
    ])
  })

  it('leaves the row open where the counts do not meet', () => {
    const rows = readRowsOf(list, { lines: [view('a', 1), view('b', 2)], readRows: 2, refusedRows: [] })
    expect(rows.map(({ row }) => row)).toEqual([0, 0])
  })
})
