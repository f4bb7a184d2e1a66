import { adjustment, header, invoice, reversalOf, source, type World } from '../example'
import type { AdjustmentFact } from '../../../main/engine/fact'
import type { Row } from './row'

const { id } = adjustment()
const standing = (fields: Partial<AdjustmentFact> = {}, balanceMinor = 8000n, openMinor = 7000n): World => ({
  invoices: [invoice({ balanceMinor })],
  sources: [source({ openMinor })],
  adjustments: [adjustment(fields)],
})
const headerCredit = { kind: 'IA', sourceType: '', sourceId: '' } as const
const credited: Partial<AdjustmentFact> = { type: 'Charge', amountMinor: 2000n }
const off: World = { settings: { counterItem: false } }

export const reversalRows: readonly Row[] = [
  { what: 'all of a credit', lines: [reversalOf(id)], world: standing(), verdict: 'ok' },
  { what: 'part of a credit', lines: [reversalOf(id, '0.01')], world: standing(), verdict: 'ok' },
  { what: 'on a paid invoice', lines: [reversalOf(id)], world: standing({}, 0n), verdict: 'ok' },
  {
    what: 'of a credit in a closed period',
    lines: [reversalOf(id)],
    world: standing({ date: '2026-04-10' }),
    verdict: 'ok',
  },
  {
    what: 'of a header credit',
    lines: [{ ...header, ...reversalOf(id) }],
    world: standing(headerCredit),
    warns: 'deprecated',
    verdict: 'ok',
  },
  {
    what: 'more than the amount',
    lines: [reversalOf(id, '30.01')],
    world: standing(),
    verdict: 'reversal_exceeds_remainder',
  },
  {
    what: 'more than is left',
    lines: [reversalOf(id, '20.01')],
    world: standing({ remainderMinor: 2000n, hasReversals: true }),
    verdict: 'reversal_exceeds_remainder',
  },
  {
    what: 'two that share what is left',
    lines: [reversalOf(id, '10.00'), reversalOf(id, '20.00')],
    world: standing(),
    verdict: 'ok | ok',
  },
  {
    what: 'two that are more than is left',
    lines: [reversalOf(id, '10.00'), reversalOf(id, '20.01')],
    world: standing(),
    verdict: 'ok | reversal_exceeds_remainder',
  },
  {
    what: 'a refused one takes nothing from the next',
    lines: [reversalOf(id, '30.01'), reversalOf(id, '30.00')],
    world: standing(),
    verdict: 'reversal_exceeds_remainder | ok',
  },
  {
    what: 'of a reversal',
    lines: [reversalOf(id)],
    world: standing({ reversesId: '01HADJ00000000000000000002' }),
    verdict: 'reversal_of_reversal',
  },
  {
    what: 'of a Canceled one',
    lines: [reversalOf(id)],
    world: standing({ status: 'Canceled' }),
    verdict: 'reversal_of_canceled',
  },
  {
    what: 'of one that another batch cancels',
    lines: [reversalOf(id)],
    world: standing({ claimedBy: 'June' }),
    verdict: 'reversal_of_canceled',
  },
  {
    what: 'of one that another batch reverses in part',
    lines: [reversalOf(id, '10.00')],
    world: standing({ claimedBy: 'June', hasReversals: true, remainderMinor: 1000n }),
    verdict: 'ok',
  },
  {
    what: 'of what is not posted',
    lines: [{ ...reversalOf('01HADJ99999999999999999999'), amount: '1.00' }],
    verdict: 'reversal_not_posted',
  },
  {
    what: 'the feature off',
    lines: [reversalOf(id)],
    world: { ...standing(), ...off },
    verdict: 'item_away_from_zero balance_away_from_zero reversal_not_enabled',
  },
  {
    what: 'of a charge',
    lines: [{ ...reversalOf(id, '20.00'), type: 'Credit' }],
    world: standing(credited),
    verdict: 'ok',
  },
  {
    what: 'of a charge that is paid: never across',
    lines: [{ ...reversalOf(id, '20.00'), type: 'Credit' }],
    world: standing(credited, 0n),
    verdict: 'balance_crosses_zero',
  },
  {
    what: 'goes first and makes room',
    lines: [{ amount: '90.00' }, reversalOf(id)],
    world: standing(),
    verdict: 'ok | ok',
  },
]

export const warningRows: readonly Row[] = [
  { what: 'the same twice', lines: [{}, {}], warns: ' | duplicate_line', verdict: 'ok | ok' },
  {
    what: 'the same in another way to write it',
    lines: [{}, { amount: '10', invoiceId: '', invoiceNumber: 'INV-1' }],
    warns: ' | duplicate_line',
    verdict: 'ok | ok',
  },
  { what: 'another date', lines: [{}, { date: '2026-06-11' }], verdict: 'ok | ok' },
  { what: 'another source', lines: [{}, { sourceId: 'item2' }], verdict: 'ok | ok' },
  {
    what: 'the same as an adjustment that stands',
    lines: [{ amount: '30.00', date: '2026-06-02' }],
    world: standing(),
    warns: 'duplicate_line',
    verdict: 'ok',
  },
  {
    what: 'the same as a Canceled one',
    lines: [{ amount: '30.00', date: '2026-06-02' }],
    world: standing({ status: 'Canceled' }),
    verdict: 'ok',
  },
  {
    what: 'its own adjustment is no duplicate',
    lines: [{ amount: '30.00', date: '2026-06-02', provisionalNumber: 'IIA-7F3K-00000012' }],
    world: standing({ number: 'IIA-7F3K-00000012' }),
    verdict: 'ok',
  },
  {
    what: 'history not imported',
    lines: [{}, { ...header, sourceId: '' }],
    world: { invoices: [invoice({ historyVerified: false })] },
    warns: 'history_unverified | deprecated',
    verdict: 'ok | ok',
  },
  {
    what: 'facts that disagree',
    lines: [{}],
    world: { invoices: [invoice({ factsDisagree: true })] },
    warns: 'facts_disagree',
    verdict: 'ok',
  },
]
