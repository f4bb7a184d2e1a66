import type { Row } from './row'

const of = (length: number) => 'x'.repeat(length)

export const textRows: readonly Row[] = [
  { what: 'the longest reference', lines: [{ referenceId: of(60) }], verdict: 'ok' },
  { what: 'a longer reference', lines: [{ referenceId: of(61) }], verdict: 'text_too_long' },
  { what: 'the longest comment', lines: [{ comment: of(255) }], verdict: 'ok' },
  { what: 'a longer comment', lines: [{ comment: of(256) }], verdict: 'text_too_long' },
  {
    what: 'a comment that must take the number as well',
    lines: [{ referenceId: 'CASE-1', comment: of(237) }],
    verdict: 'ok',
  },
  {
    what: 'a comment without room for the number',
    lines: [{ referenceId: 'CASE-1', comment: of(238) }],
    verdict: 'text_too_long',
  },
  {
    what: 'a comment that has the number already',
    lines: [
      {
        referenceId: 'CASE-1',
        provisionalNumber: 'IIA-7F3K-00000012',
        comment: `${of(237)} IIA-7F3K-00000012`,
      },
    ],
    verdict: 'ok',
  },
  { what: 'a longer reason', lines: [{ reasonCode: of(33) }], verdict: 'reason_unknown text_too_long' },
  {
    what: 'a longer code',
    lines: [{ accountingCode: of(101) }],
    verdict: 'accounting_code_unknown text_too_long',
  },
  { what: 'a longer integration id', lines: [{ integrationId: of(256) }], verdict: 'text_too_long' },
  {
    what: 'a longer invoice number',
    lines: [{ invoiceNumber: of(33) }],
    verdict: 'invoice_ids_disagree text_too_long',
  },
  { what: 'other scripts and signs', lines: [{ comment: 'Rückzahlung – 返金 😀' }], verdict: 'ok' },
  { what: 'a line break', lines: [{ comment: 'one\ntwo' }], verdict: 'text_not_allowed' },
  { what: 'a tab', lines: [{ referenceId: 'a\tb' }], verdict: 'text_not_allowed' },
  { what: 'a NUL', lines: [{ integrationStatus: 'a\u0000' }], verdict: 'text_not_allowed' },
  {
    what: 'a mark that turns the reading direction',
    lines: [{ comment: 'abc\u202edcb' }],
    verdict: 'text_not_allowed',
  },
  { what: 'half a sign', lines: [{ comment: 'a\ud83d' }], verdict: 'text_not_allowed' },
  {
    what: 'a custom field',
    lines: [{ customFields: { Case__c: 'a\u0007', Count__c: 3 } }],
    verdict: 'text_not_allowed',
  },
  {
    what: 'too long and not allowed',
    lines: [{ comment: `${of(255)}\r` }],
    verdict: 'text_too_long text_not_allowed',
  },
]
