import { adjustment, header, reversalOf, source, type World } from '../example'
import type { Row } from './row'

const { id: original } = adjustment()
const withoutCode: World = { sources: [source({ accountingCode: '' })] }
const revenue: World = { settings: { revenueAccounts: true } }

export const codeRows: readonly Row[] = [
  { what: 'a reason in use', lines: [{ reasonCode: 'Write-off' }], verdict: 'ok' },
  { what: 'a reason that there is not', lines: [{ reasonCode: 'Bad mood' }], verdict: 'reason_unknown' },
  { what: 'a reason out of use', lines: [{ reasonCode: 'Goodwill' }], verdict: 'reason_inactive' },
  {
    what: 'a header credit by its own code',
    lines: [{ ...header, accountingCode: '4000 Revenue' }],
    warns: 'deprecated',
    verdict: 'ok',
  },
  {
    what: 'a header credit by a code that there is not',
    lines: [{ ...header, accountingCode: '4711' }],
    warns: 'deprecated',
    verdict: 'accounting_code_unknown',
  },
  {
    what: 'a header credit by a code out of use',
    lines: [{ ...header, accountingCode: '4999 Old' }],
    warns: 'deprecated',
    verdict: 'accounting_code_inactive',
  },
  {
    what: 'a header credit by the code of its reason',
    lines: [{ ...header, reasonCode: 'Write-off' }],
    world: { settings: { defaultAdjustmentCode: '' } },
    warns: 'deprecated',
    verdict: 'ok',
  },
  {
    what: 'a header credit with no code anywhere',
    lines: [header],
    world: { settings: { defaultAdjustmentCode: '' } },
    warns: 'deprecated',
    verdict: 'accounting_code_missing',
  },
  {
    what: 'a header credit by a setting out of use',
    lines: [header],
    world: { settings: { defaultAdjustmentCode: '4999 Old' } },
    warns: 'deprecated',
    verdict: 'accounting_code_inactive',
  },
  {
    what: 'the code of the item, even out of use',
    lines: [{}],
    world: { sources: [source({ accountingCode: '4999 Old' })] },
    verdict: 'ok',
  },
  {
    what: 'the code of the item, typed again',
    lines: [{ accountingCode: '4999 Old' }],
    world: { sources: [source({ accountingCode: '4999 Old' })] },
    verdict: 'ok',
  },
  { what: 'an item without code', lines: [{}], world: withoutCode, verdict: 'accounting_code_missing' },
  {
    what: 'an item without code, one typed',
    lines: [{ accountingCode: '4000 Revenue' }],
    world: withoutCode,
    verdict: 'ok',
  },
  {
    what: 'an item with deferred revenue only',
    lines: [{}],
    world: { sources: [source({ accountingCode: '', deferredRevenueAccount: '2400 Deferred' })] },
    verdict: 'ok',
  },
  {
    what: 'no receivables anywhere',
    lines: [{}],
    world: { settings: { receivablesCode: '' } },
    verdict: 'accounting_code_missing',
  },
  {
    what: 'revenue accounts in use',
    lines: [{ deferredRevenueAccount: '2400 Deferred' }],
    world: revenue,
    verdict: 'ok',
  },
  {
    what: 'a deferred account that there is not',
    lines: [{ deferredRevenueAccount: '4711' }],
    world: revenue,
    verdict: 'accounting_code_unknown',
  },
  {
    what: 'a recognized account out of use',
    lines: [{ recognizedRevenueAccount: '4999 Old' }],
    world: revenue,
    verdict: 'accounting_code_inactive',
  },
  {
    what: 'revenue accounts without the feature are kept, not used',
    lines: [{ deferredRevenueAccount: '4711' }],
    verdict: 'ok',
  },
  {
    what: 'a reversal mirrors accounts, so it needs none',
    lines: [reversalOf(original)],
    world: { ...withoutCode, adjustments: [adjustment()] },
    verdict: 'ok',
  },
  {
    what: 'a code that a person names on a reversal is sent, so it must exist',
    lines: [{ ...reversalOf(original), accountingCode: '4711' }],
    world: { ...withoutCode, adjustments: [adjustment()] },
    verdict: 'accounting_code_unknown',
  },
  {
    what: 'a reversal may name the code of its original, even one out of use',
    lines: [{ ...reversalOf(original), accountingCode: '4999 Old' }],
    world: { ...withoutCode, adjustments: [adjustment({ accountingCode: '4999 Old' })] },
    verdict: 'ok',
  },
  {
    what: 'a reversal of an imported adjustment is booked anew',
    lines: [reversalOf(original)],
    world: { ...withoutCode, adjustments: [adjustment({ origin: 'imported' })] },
    verdict: 'accounting_code_missing',
  },
  {
    what: 'a reversal of an imported adjustment takes its code',
    lines: [reversalOf(original)],
    world: { ...withoutCode, adjustments: [adjustment({ origin: 'imported', accountingCode: '4999 Old' })] },
    verdict: 'ok',
  },
]
