import { describe, expect, it } from 'vitest'
import {
  anOpenFile,
  approved,
  approvedJournal,
  sealedBy,
  submitted,
  submittedContent,
  verdictOf,
  type Fields,
  type Row,
} from '../../support/sealedFile'

const entry = (account: string, debit: string, credit: string) => ({ account, credit, debit })
const entries = (...all: readonly Fields[]) => approvedJournal((one) => ({ ...one, entries: all }))

const wrongJournal = (
  [
    ['without entries', entries()],
    ['out of balance', entries(entry('A', '1.00', '0.00'), entry('B', '0.00', '1.01'))],
    ['with both sides in one entry', entries(entry('A', '1.00', '1.00'))],
    ['of another amount than its line', entries(entry('A', '9.00', '0.00'), entry('B', '0.00', '9.00'))],
    ['without its decimals', entries(entry('A', '1', '0.00'), entry('B', '0.00', '1'))],
    ['in no currency', approvedJournal((one) => ({ ...one, currency: 'XXX' }))],
    ['of another day', approvedJournal((one) => ({ ...one, date: '2026-11-21' }))],
    ['of another effect', approvedJournal((one) => ({ ...one, effect: 'cancel' }))],
    ['of no line', approvedJournal((one) => ({ ...one, lineId: '01TEST00000000000000009999' }))],
    ['of no period', approvedJournal((one) => ({ ...one, period: '' }))],
    ['with another field', approvedJournal((one) => ({ ...one, zz: 1 }))],
  ] as const
).map(([what, change]): Row => [`a journal ${what}`, approved, change, ['file_line_altered']])

const line = (fields: Fields) =>
  submittedContent(({ facts, lines }) => ({ facts, lines: lines.map((one) => ({ ...one, ...fields })) }))
const fact = (kind: string, fields: Fields) =>
  submittedContent(({ facts, lines }) => ({
    lines,
    facts: facts.map((one) => (one['kind'] === kind ? { ...one, ...fields } : one)),
  }))
const fromPrototype = JSON.parse('{"__proto__":"x"}') as Fields

// The digest is the old one: it still says which line or fact it was.
const wrongContent = (
  [
    ['another field in a line', line({ zz: '' }), 'file_line_altered'],
    ['an amount that is a number', line({ amount: 1 }), 'file_line_altered'],
    ['a flag that is a text', line({ excludeFromRevenue: 'false' }), 'file_line_altered'],
    ['a text without end', line({ comment: 'x'.repeat(4001) }), 'file_line_altered'],
    ['an action of its own', line({ action: 'update' }), 'file_line_altered'],
    ['an id that is none', line({ reversesId: 'x' }), 'file_line_altered'],
    ['a custom field of no custom name', line({ customFields: { Case: 'x' } }), 'file_line_altered'],
    ['a custom field of the prototype', line({ customFields: fromPrototype }), 'file_line_altered'],
    ['a custom field that holds a record', line({ customFields: { Case__c: {} } }), 'file_line_altered'],
    ['a position that is none', line({ position: -1 }), 'file_line_altered'],
    ['no lines', submittedContent(({ facts }) => ({ facts, lines: [] })), 'file_line_altered'],
    [
      'a line twice',
      submittedContent(({ facts, lines }) => ({ facts, lines: [...lines, ...lines] })),
      'file_damaged',
    ],
    ['lines as a record', submittedContent(({ facts }) => ({ facts, lines: {} })), 'file_damaged'],
    ['another list', submittedContent((content) => ({ ...content, zz: [] })), 'file_damaged'],
    ['a fact of no kind', fact('invoice', { kind: 'thing' }), 'file_fact_altered'],
    [
      'a fact of a line that is not there',
      fact('invoice', { lineIds: ['01TEST00000000000000009999'] }),
      'file_fact_altered',
    ],
    ['a fact of no line', fact('invoice', { lineIds: [] }), 'file_fact_altered'],
    [
      'a setting of one line',
      fact('setting', { lineIds: ['01TEST00000000000000000003'] }),
      'file_fact_altered',
    ],
    ['a fact with a record in it', fact('invoice', { values: { balance: {} } }), 'file_fact_altered'],
    [
      'a fact twice',
      submittedContent(({ facts, lines }) => ({ facts: [...facts.slice(0, 1), ...facts], lines })),
      'file_damaged',
    ],
  ] as const
).map(([what, change, code]): Row => [what, submitted, change, [code]])

describe('a content or journal that was signed and sealed', () => {
  it('may lack what lines of the first versions did not have', () => {
    const old = submittedContent(({ facts, lines }) => ({
      facts,
      lines: lines.map(({ replacesId: _, ...others }) => others),
    }))
    expect(verdictOf(sealedBy(old(anOpenFile(submitted))))).toEqual(['was taken'])
  })

  it.each([...wrongContent, ...wrongJournal])('is refused with %s', (_, given, change, verdict) => {
    expect(verdictOf(sealedBy(change(anOpenFile(given)))).slice(0, verdict.length)).toEqual(verdict)
  })
})
