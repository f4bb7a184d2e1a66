import { describe, expect, it } from 'vitest'
import type { LineView } from '@contract/batch'
import type { SourceRow } from '@contract/invoice'
import { changesOf, type EditContext, type TypedCell } from '../../renderer/feature/invoice/sourceEdit'

function row(sourceId: string, sourceType: SourceRow['sourceType'] = 'InvoiceDetail'): SourceRow {
  return { sourceId, sourceType } as SourceRow
}

function line(lineId: string, type: 'Credit' | 'Charge'): LineView {
  return { line: { lineId, type } } as LineView
}

function context(lines: Record<string, LineView> = {}): EditContext {
  return {
    invoiceId: 'I1',
    keyOf: (of) => `${of.sourceType}:${of.sourceId}`,
    lineOf: (of) => lines[of.sourceId],
    defaults: { date: '2026-11-21', reasonCode: 'Incorrect Charge' },
    read: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? { amount: text } : { refusal: 'malformed' }),
  }
}

function cells(of: SourceRow, texts: Record<string, string>): TypedCell[] {
  return Object.entries(texts).map(([column, text]) => ({ row: of, column, text }))
}

describe('changes of typed cells', () => {
  it('makes a line with the fields of the form', () => {
    const { changes, refused } = changesOf(cells(row('A'), { credit: '62.00' }), context())
    expect(refused).toEqual([])
    expect(changes).toEqual([
      {
        op: 'adjustSource',
        invoiceId: 'I1',
        sourceType: 'InvoiceDetail',
        sourceId: 'A',
        type: 'Credit',
        amount: '62.00',
        fields: { date: '2026-11-21', reasonCode: 'Incorrect Charge' },
      },
    ])
  })

  it('leaves the fields of a line that is there already', () => {
    const { changes } = changesOf(cells(row('A'), { credit: '5' }), context({ A: line('L1', 'Credit') }))
    expect(changes).toMatchObject([{ op: 'adjustSource', amount: '5', fields: {} }])
  })

  it('makes one change of all cells of a row', () => {
    const typed = cells(row('A'), { credit: '', charge: '7', reasonCode: 'Other', comment: ' late ' })
    const { changes } = changesOf(typed, context())
    expect(changes).toMatchObject([
      { type: 'Charge', amount: '7', fields: { date: '2026-11-21', reasonCode: 'Other', comment: 'late' } },
    ])
  })

  it('takes a negative figure in the credit column as a credit, and leaves one in the charge column', () => {
    expect(changesOf(cells(row('A'), { credit: '-97.50' }), context()).changes).toMatchObject([
      { amount: '97.50' },
    ])
    expect(changesOf(cells(row('A'), { charge: '-97.50' }), context()).changes).toMatchObject([
      { amount: '-97.50' },
    ])
  })

  it('sends what is no amount as it was typed, so that it is saved and refused', () => {
    expect(changesOf(cells(row('A'), { credit: ' 1.2.3 ' }), context()).changes).toMatchObject([
      { amount: '1.2.3' },
    ])
  })

  it('refuses both sides of one row', () => {
    const { changes, refused } = changesOf(cells(row('A'), { credit: '1', charge: '2' }), context())
    expect(changes).toEqual([])
    expect(refused.map(({ column, reason }) => [column, reason])).toEqual([
      ['credit', 'both'],
      ['charge', 'both'],
    ])
  })

  it('takes a line out when its own side is emptied, and only then', () => {
    const lines = { A: line('L1', 'Charge') }
    expect(changesOf(cells(row('A'), { charge: '' }), context(lines)).changes).toMatchObject([
      { op: 'adjustSource', type: 'Charge', amount: '' },
    ])
    expect(changesOf(cells(row('A'), { credit: '' }), context(lines)).changes).toEqual([])
    expect(changesOf(cells(row('A'), { credit: '' }), context()).changes).toEqual([])
  })

  it('changes a text of a line, and refuses a text where there is no line', () => {
    const typed = [
      ...cells(row('A'), { comment: 'a' }),
      ...cells(row('B'), { comment: 'b' }),
      ...cells(row('C'), { comment: '' }),
    ]
    const { changes, refused } = changesOf(typed, context({ A: line('L1', 'Credit') }))
    expect(changes).toEqual([{ op: 'put', lineId: 'L1', fields: { comment: 'a' } }])
    expect(refused).toMatchObject([{ rowKey: 'InvoiceDetail:B', column: 'comment', reason: 'needsAmount' }])
  })

  it('keeps an item and a tax line of the same id apart', () => {
    const typed = [...cells(row('A'), { credit: '1' }), ...cells(row('A', 'Tax'), { credit: '2' })]
    expect(changesOf(typed, context()).changes).toMatchObject([
      { sourceType: 'InvoiceDetail', amount: '1' },
      { sourceType: 'Tax', amount: '2' },
    ])
  })
})
