import { describe, expect, it } from 'vitest'
import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { draftLines, editableLineOf, placeOfRejection } from '../../renderer/store/draftLine'
import { warningGroups } from '../../renderer/feature/draft/warningGroup'

function view(
  lineId: string,
  fields: Partial<LineView['line']> = {},
  more: Partial<LineView> = {},
): LineView {
  const line = {
    lineId,
    position: 1,
    action: 'create',
    kind: 'IIA',
    invoiceId: 'I1',
    sourceType: 'InvoiceDetail',
    sourceId: 'A',
    reversesId: '',
    replacesId: '',
    ...fields,
  }
  return {
    line,
    invoiceNumber: 'INV-1',
    sourceName: 'Seats',
    rejections: [],
    warnings: [],
    ...more,
  } as LineView
}

describe('the lines of the current draft', () => {
  it('finds lines by what they adjust, in order of position', () => {
    const lines = draftLines()
    lines.put(view('L2', { position: 2 }))
    lines.put(view('L1', { position: 1 }))
    lines.put(view('L3', { position: 3, kind: 'IA', sourceType: '', sourceId: '' }))
    expect(lines.bySource.get('InvoiceDetail:A')?.map((one) => one.line.lineId)).toEqual(['L1', 'L2'])
    expect(lines.bySource.get('Invoice:I1')?.map((one) => one.line.lineId)).toEqual(['L3'])
  })

  it('follows a line that moves to another source, and forgets one that is removed', () => {
    const lines = draftLines()
    lines.put(view('L1'))
    lines.put(view('L1', { sourceId: 'B' }))
    expect(lines.bySource.has('InvoiceDetail:A')).toBe(false)
    expect(lines.bySource.get('InvoiceDetail:B')).toHaveLength(1)
    lines.remove('L1')
    expect(lines.bySource.size).toBe(0)
    expect(lines.all.value).toEqual([])
  })

  it('replaces the lines of one invoice and leaves the others', () => {
    const lines = draftLines()
    lines.put(view('L1'))
    lines.put(view('L2', { invoiceId: 'I2', sourceId: 'C' }))
    lines.replace('I1', [view('L3', { sourceId: 'D' })])
    expect([...lines.byId.keys()].sort()).toEqual(['L2', 'L3'])
  })

  it('lets the cells stand for an ordinary line, not for a reversal', () => {
    const reversal = view('L1', { reversesId: 'ADJ' })
    expect(editableLineOf([reversal])).toBeUndefined()
    expect(editableLineOf([reversal, view('L2')])?.line.lineId).toBe('L2')
  })

  it('reads the place of a rejection', () => {
    expect(placeOfRejection('lines/L1/amount')).toEqual({ lineId: 'L1', field: 'amount' })
    expect(placeOfRejection('amount')).toEqual({ lineId: '', field: 'amount' })
  })
})

describe('warnings to confirm', () => {
  const warning = (code: Rejection['code'], lineId: string): Rejection => ({
    code,
    at: `lines/${lineId}/invoiceId`,
    params: {},
  })

  it('are one group per invoice, however many lines they are on', () => {
    const known = ['L1', 'L2'].map((id) => view(id, {}, { warnings: [warning('history_unverified', id)] }))
    expect(
      warningGroups(
        known,
        known.flatMap((one) => one.warnings),
      ),
    ).toMatchObject([{ title: 'INV-1', count: 2 }])
  })

  it('are one by one where they say something else on every line', () => {
    const known = ['L1', 'L2'].map((id) => view(id, {}, { warnings: [warning('duplicate_line', id)] }))
    expect(warningGroups(known, [])).toHaveLength(2)
  })

  it('trust a known line over what the batch said of it earlier', () => {
    expect(
      warningGroups([view('L1')], [warning('duplicate_line', 'L1'), warning('duplicate_line', 'L9')]),
    ).toHaveLength(1)
  })
})
