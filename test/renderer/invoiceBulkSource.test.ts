import { describe, expect, it } from 'vitest'
import type { SourceRow } from '@contract/invoice'
import { bulkSources } from '../../renderer/feature/invoice/bulkSources'
import { serviceText } from '../../renderer/feature/invoice/serviceText'

const rows = [
  { sourceType: 'InvoiceDetail', sourceId: 'A', itemId: 'A' },
  { sourceType: 'Tax', sourceId: 'T1', itemId: 'A' },
  { sourceType: 'InvoiceDetail', sourceId: 'B', itemId: 'B' },
  { sourceType: 'Tax', sourceId: 'T2', itemId: 'B' },
] as SourceRow[]

describe('the lines of a bulk action', () => {
  it.each([
    ['all with tax', undefined, true, 'A T1 B T2'],
    ['all without', undefined, false, 'A B'],
    ['an item with its tax', ['InvoiceDetail:A'], true, 'A T1'],
    ['an item alone', ['InvoiceDetail:A'], false, 'A'],
    ['an item and a tax line of another, with tax', ['InvoiceDetail:A', 'Tax:T2'], true, 'A T1 T2'],
    ['an item and a tax line, without tax', ['InvoiceDetail:A', 'Tax:T2'], false, 'A'],
    ['tax lines alone', ['Tax:T2'], false, 'T2'],
  ])('are %s', (_name, selected, withTax, expected) => {
    const chosen = bulkSources(rows, selected && new Set(selected), withTax)
    expect(chosen.map((row) => row.sourceId).join(' ')).toBe(expected)
  })
})

describe('a service period', () => {
  it.each([
    ['2026-10-01', '2026-10-31', 'Oct 2026'],
    ['2026-11-01', '2027-10-31', 'Nov 26 – Oct 27'],
    ['2024-02-01', '2024-02-29', 'Feb 2024'],
    ['2024-02-01', '2024-02-28', '2024-02-01 – 2024-02-28'],
    ['2026-11-03', '2026-11-03', '2026-11-03'],
    ['2026-11-03', '', '2026-11-03'],
    ['', '', ''],
  ])('from %s to %s is %s', (serviceStart, serviceEnd, shown) => {
    expect(serviceText({ serviceStart, serviceEnd } as SourceRow, (day) => day)).toBe(shown)
  })
})
