import { describe, expect, it } from 'vitest'
import type { LineView } from '@contract/batch'
import { changesOfLines } from '../../renderer/feature/batch/draftLineEdit'

const credit = { line: { lineId: 'L1', type: 'Credit' }, currency: 'EUR' } as unknown as LineView
const charge = { line: { lineId: 'L2', type: 'Charge' }, currency: 'EUR' } as unknown as LineView
const context = {
  lineOf: (lineId: string) => [credit, charge].find(({ line }) => line.lineId === lineId),
  read: (text: string) => {
    const amount = text.replace(/^\((.*)\)$/, '-$1').replace(',', '')
    return /^-?\d+(\.\d+)?$/.test(amount) ? { amount } : { refusal: 'malformed' }
  },
}
const edit = (rowKey: string, column: string, text: string) => ({ rowKey, column, text })

describe('cells of the lines of a draft', () => {
  it.each([
    [
      'an amount',
      [edit('L1', 'amount', '1,204.80')],
      [{ op: 'put', lineId: 'L1', fields: { amount: '1204.80' } }],
    ],
    [
      'a negative credit, the accountant’s way',
      [edit('L1', 'amount', '(97.50)')],
      [{ op: 'put', lineId: 'L1', fields: { amount: '97.50' } }],
    ],
    [
      'a negative charge, which the rules refuse',
      [edit('L2', 'amount', '(97.50)')],
      [{ op: 'put', lineId: 'L2', fields: { amount: '-97.50' } }],
    ],
    [
      'what cannot be read, as typed',
      [edit('L1', 'amount', '12x')],
      [{ op: 'put', lineId: 'L1', fields: { amount: '12x' } }],
    ],
    [
      'an emptied amount',
      [edit('L1', 'amount', ' '), edit('L1', 'comment', 'gone')],
      [{ op: 'remove', lineId: 'L1' }],
    ],
    [
      'several cells of a line',
      [edit('L1', 'type', 'charge'), edit('L1', 'amount', '(5)'), edit('L1', 'comment', ' why ')],
      [{ op: 'put', lineId: 'L1', fields: { type: 'Charge', amount: '-5', comment: 'why' } }],
    ],
    ['an unknown line', [edit('L9', 'amount', '5')], []],
  ])('make of %s the change', (_, edits, changes) => {
    expect(changesOfLines(edits, context)).toEqual({ changes, refused: [] })
  })

  it('refuse a type that is none', () => {
    const bad = edit('L1', 'type', 'Refund')
    expect(changesOfLines([bad], context)).toEqual({ changes: [], refused: [bad] })
  })
})
