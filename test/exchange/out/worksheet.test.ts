import { describe, expect, it } from 'vitest'
import { XMLValidator } from 'fast-xml-parser'
import { exportFileName } from '../../../main/exchange/out/fileName'
import { sumOf } from '../../../main/exchange/out/exactSum'
import { writeWorksheet } from '../../../main/exchange/out/worksheet'
import { expectGolden } from './golden'
import { hostileTexts } from './hostileText'
import { sampleLine, sampleTarget, textOf } from './sampleLine'

const lines = [
  sampleLine({ type: 'Charge', amount: '2.00', impact: '2.00', itemName: 'Loyalty discount', comment: '' }),
  sampleLine({ amount: '2.50', impact: '-2.50', itemName: 'Platform fee' }),
  sampleLine({ amount: '10.00', impact: '-10.00', date: '2026-11-21' }),
  sampleLine({ amount: '0.10', impact: '-0.10', sourceType: 'Tax', itemName: 'VAT' }),
  sampleLine({
    invoiceId: 'other',
    invoiceNumber: 'INV00000002',
    currency: 'JPY',
    amount: '1500',
    impact: '-1500',
  }),
]

describe('the worksheet', () => {
  it.each([
    ['worksheet.html', sampleTarget()],
    ['worksheet-training.html', sampleTarget({ isTraining: true })],
  ])('%s', (name, target) => {
    expectGolden(name, textOf(writeWorksheet(lines, target)))
  })

  it('groups what is submitted together, by invoice and date, with credits, charges and their net', () => {
    const text = textOf(writeWorksheet(lines, sampleTarget()))
    expect(text.match(/<section>/g)).toHaveLength(3)
    expect(text).toContain('5 adjustments in 3 submissions')
    expect(text).toContain('Together, net -0.60')
    expect(text).toContain('<td class="amount">2.60</td><td class="amount">2.00</td>')
    expect(text).toContain('Together, net -1500')
  })

  it('loads nothing and runs nothing', () => {
    const text = textOf(writeWorksheet(lines, sampleTarget()))
    expect(text).toContain("default-src 'none'")
    expect(text).not.toMatch(/<script|<link|<img|\son[a-z]+=|url\(|https?:/i)
  })

  it('says in a sandbox what it is, on the page and in the title', () => {
    const text = textOf(writeWorksheet(lines, sampleTarget({ isTraining: true })))
    expect(text).toContain('<title>TRAINING ')
    expect(text).toContain('<p class="training" role="note">TRAINING.')
    expect(textOf(writeWorksheet(lines, sampleTarget()))).not.toContain('TRAINING')
  })

  it.each(hostileTexts)('shows %j as text', (text) => {
    const hostile = sampleLine({
      comment: text,
      itemName: text,
      customerName: text,
      invoiceNumber: text,
      reasonCode: text,
    })
    const page = textOf(writeWorksheet([hostile], sampleTarget({ batchName: text, ledgerName: text })))
    const plain = textOf(writeWorksheet([sampleLine()], sampleTarget()))
    const tags = (content: string) => content.match(/<[a-z/!][^>]*>/gi)
    expect(tags(page)).toEqual(tags(plain))
    const body = page
      .slice(page.indexOf('<section>'), page.indexOf('</section>') + 10)
      .replace(/<br>/g, '<br/>')
    expect(XMLValidator.validate(body)).toBe(true)
  })
})

describe('names and sums', () => {
  it.each([
    ['json', 'TRAINING November corrections r2 requests.jsonl'],
    ['soap', 'TRAINING November corrections r2 soap.zip'],
    ['csv', 'TRAINING November corrections r2 lines.csv'],
    ['worksheet', 'TRAINING November corrections r2 worksheet.html'],
  ] as const)('a %s file of a sandbox is %s', (format, name) => {
    expect(exportFileName(sampleTarget({ isTraining: true }), format)).toBe(name)
    expect(exportFileName(sampleTarget(), format)).toBe(name.replace('TRAINING ', ''))
  })

  it('never makes a path of the name of a batch', () => {
    for (const batchName of ['../../etc/passwd', 'a/b\\c', 'CON', '\u0000', '..', '   ', '"<>|:*?']) {
      const name = exportFileName(sampleTarget({ batchName }), 'csv')
      expect(name).not.toMatch(/[/\\:*?"<>|\u0000-\u001f]/)
      expect(name).toMatch(/ r2 lines\.csv$/)
    }
  })

  it.each([
    [['1.50', '-0.25'], '1.25'],
    [['0.05', '-0.10'], '-0.05'],
    [['1500', '-1600'], '-100'],
    [['0.001', '0.009'], '0.010'],
    [['999999999999999.99', '0.01'], '1000000000000000.00'],
    [[], '0'],
  ])('adds %j exactly: %s', (amounts, total) => {
    expect(sumOf(amounts)).toBe(total)
  })
})
