import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { writeLineTable } from '../../../main/exchange/out/lineTable'
import { textCell, unguardText } from '../../../main/exchange/out/spreadsheetCell'
import type { ExportLine, ExportTarget } from '../../../main/exchange/out/exportLine'
import { expectGolden } from './golden'
import { hostileTexts } from './hostileText'
import { sampleBatch } from './sampleBatch'
import { sampleLine, sampleTarget, textOf } from './sampleLine'

function rowsOf(lines: readonly ExportLine[], target: ExportTarget): Record<string, string>[] {
  const text = textOf(writeLineTable(lines, target))
  expect(text.startsWith('\ufeff')).toBe(true)
  return parse(text, { bom: true, columns: true, record_delimiter: '\r\n' })
}

/** What a spreadsheet takes for a formula: full-width signs count, and blanks before them. */
const runs = /^[\s\ufeff]*[=+\-@＝＋－＠\t\r\n]/u

describe('the table of lines', () => {
  it.each([
    ['lines.csv', sampleTarget()],
    ['lines-training.csv', sampleTarget({ isTraining: true })],
  ])('%s', (name, target) => {
    expectGolden(name, textOf(writeLineTable(sampleBatch, target)))
  })

  it('has every line with every field, and numbers as numbers', () => {
    const rows = rowsOf(sampleBatch, sampleTarget())
    expect(rows).toHaveLength(sampleBatch.length)
    expect(rows.map((row) => row['LineId'])).toEqual(sampleBatch.map(({ lineId }) => lineId))
    expect(rows[2]).toMatchObject({
      Action: 'create',
      Object: 'InvoiceItemAdjustment',
      Amount: '0.05',
      Region__c: 'DACH',
      Priority__c: '2.5',
      isGoodwill__c: 'true',
      approvedBy__c: '',
      ExcludeItemBillingFromRevenueAccounting: 'true',
    })
    expect(rows[0]).toMatchObject({
      ImpactAmount: '-1234.50',
      Region__c: '',
      AuditHead: 'a0d17000'.repeat(8),
    })
    expect(rows.slice(1).every((row) => row['AuditHead'] === '')).toBe(true)
  })

  it.each(hostileTexts)('makes %j neither a formula nor another cell, and gives it back', (text) => {
    const line = sampleLine({ comment: text, customerName: text, customFields: { z__c: text } })
    const [row, ...more] = rowsOf([line], sampleTarget())
    expect(more).toEqual([])
    for (const name of ['Comment', 'CustomerName', 'z__c']) {
      const cell = row?.[name] ?? ''
      expect(cell).not.toMatch(runs)
      expect(unguardText(cell)).toBe(text)
    }
    expect(row?.['LineId']).toBe(line.lineId)
  })

  it('leaves a plain text as it is', () => {
    for (const text of ['', 'Standard Adjustment', "'tis", 'a=b', '1234', 'A-1']) {
      expect(textCell(text)).toBe(text)
      expect(unguardText(text)).toBe(text)
    }
  })

  it('marks every row of a sandbox in its first column', () => {
    const text = textOf(writeLineTable(sampleBatch, sampleTarget({ isTraining: true })))
    const lines = text.slice(1).trimEnd().split('\r\n')
    expect(lines).toHaveLength(sampleBatch.length + 1)
    expect(lines.every((line) => line.startsWith('TRAINING,'))).toBe(true)
  })

  it('comes in chunks, however many lines there are', () => {
    const lines = Array.from({ length: 1300 }, (_, index) => sampleLine({ comment: String(index) }))
    expect([...writeLineTable(lines, sampleTarget())]).toHaveLength(4)
    expect(rowsOf(lines, sampleTarget()).map((row) => row['Comment'])).toEqual(
      lines.map(({ comment }) => comment),
    )
  })
})
