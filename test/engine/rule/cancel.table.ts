import { adjustment, cancelOf, deleteOf, invoice, reversalOf, source, type World } from '../example'
import type { AdjustmentFact } from '../../../main/engine/fact'
import type { Row } from './row'

const { id } = adjustment()
const cancel = cancelOf(id)
const remove = deleteOf(id)
/** A credit of 30.00 that the open amount and the balance contain. */
const standing = (fields: Partial<AdjustmentFact> = {}, balanceMinor = 8000n, openMinor = 7000n): World => ({
  invoices: [invoice({ balanceMinor })],
  sources: [source({ openMinor })],
  adjustments: [adjustment(fields)],
})
const gone = (fields: Partial<AdjustmentFact> = {}) =>
  standing({ status: 'Canceled', hasLanded: true, everExported: true, ...fields })
const headerCredit = { kind: 'IA', sourceType: '', sourceId: '' } as const
const chargeOfTwenty = { type: 'Charge', amountMinor: 2000n } as const

export const cancelRows: readonly Row[] = [
  { what: 'a credit', lines: [cancel], world: standing(), verdict: 'ok' },
  { what: 'on a paid invoice', lines: [cancel], world: standing({}, 0n), verdict: 'ok' },
  { what: 'with the item used up', lines: [cancel], world: standing({}, 8000n, 0n), verdict: 'ok' },
  { what: 'of a header credit', lines: [cancel], world: standing(headerCredit), verdict: 'ok' },
  {
    what: 'a charge whose balance is paid since',
    lines: [cancel],
    world: standing(chargeOfTwenty, 0n),
    verdict: 'cancel_crosses_zero',
  },
  {
    what: 'a charge whose balance is partly paid',
    lines: [cancel],
    world: standing(chargeOfTwenty, 1999n),
    verdict: 'cancel_crosses_zero',
  },
  {
    what: 'a charge whose item is credited since',
    lines: [cancel],
    world: standing(chargeOfTwenty, 8000n, 1999n),
    verdict: 'cancel_crosses_zero',
  },
  {
    what: 'a charge with enough of both',
    lines: [cancel],
    world: standing(chargeOfTwenty, 2000n, 2000n),
    verdict: 'ok',
  },
  {
    what: 'makes room for a credit',
    lines: [{ amount: '90.00' }, cancel],
    world: standing(),
    verdict: 'ok | ok',
  },
  {
    what: 'one that is not here',
    lines: [cancelOf('01HADJ99999999999999999999')],
    verdict: 'adjustment_unknown',
  },
  {
    what: 'a Canceled one',
    lines: [cancel],
    world: standing({ status: 'Canceled' }),
    verdict: 'cancel_not_processed',
  },
  {
    what: 'twice in a batch',
    lines: [cancel, cancel],
    world: standing(),
    verdict: 'ok | cancel_not_processed',
  },
  {
    what: 'one that another batch cancels',
    lines: [cancel],
    world: standing({ claimedBy: 'June' }),
    verdict: 'cancel_not_processed',
  },
  {
    what: 'one with reversals',
    lines: [cancel],
    world: standing({ hasReversals: true, remainderMinor: 1000n }),
    verdict: 'cancel_has_reversals',
  },
  {
    what: 'one that the batch reverses before',
    lines: [reversalOf(id, '10.00'), cancel],
    world: standing(),
    verdict: 'ok | cancel_has_reversals',
  },
  {
    what: 'one that the batch reverses after',
    lines: [cancel, reversalOf(id, '10.00')],
    world: standing(),
    verdict: 'ok | reversal_of_canceled',
  },
  {
    what: 'in a closed period',
    lines: [cancel],
    world: standing({ date: '2026-04-10' }),
    verdict: 'cancel_period_closed',
  },
  {
    what: 'in a hard-locked period',
    lines: [cancel],
    world: standing({ date: '2026-03-10' }),
    verdict: 'cancel_period_closed',
  },
  {
    what: 'in a closed period with an exception',
    lines: [cancel],
    world: {
      ...standing({ date: '2026-04-10' }),
      exceptions: [{ periodId: '2026-04', personId: 'ada', until: '2026-07-01T00:00:00.000Z' }],
    },
    verdict: 'cancel_period_closed',
  },
  {
    what: 'in a period pending close',
    lines: [cancel],
    world: standing({ date: '2026-05-10' }),
    verdict: 'period_pending_close',
  },
  {
    what: 'in a period pending close with the right',
    lines: [cancel],
    world: { ...standing({ date: '2026-05-10' }), rights: ['manage_close'] },
    verdict: 'ok',
  },
  {
    what: 'in no period',
    lines: [cancel],
    world: standing({ date: '2026-08-10' }),
    verdict: 'period_unknown',
  },
  {
    what: 'transferred',
    lines: [cancel],
    world: standing({ transferred: 'Yes' }),
    verdict: 'cancel_transferred',
  },
  {
    what: 'being transferred',
    lines: [cancel],
    world: standing({ transferred: 'Processing' }),
    verdict: 'cancel_transferred',
  },
  { what: 'transfer failed', lines: [cancel], world: standing({ transferred: 'Error' }), verdict: 'ok' },
  { what: 'transfer ignored', lines: [cancel], world: standing({ transferred: 'Ignore' }), verdict: 'ok' },
  {
    what: 'in flight',
    lines: [cancel],
    world: standing({ inFlight: true, everExported: true }),
    verdict: 'cancel_in_flight',
  },
  {
    what: 'everything at once',
    lines: [cancel],
    world: standing(
      { ...chargeOfTwenty, hasReversals: true, date: '2026-04-10', transferred: 'Yes', inFlight: true },
      0n,
    ),
    verdict:
      'cancel_has_reversals cancel_period_closed cancel_transferred cancel_in_flight cancel_crosses_zero',
  },
]

export const deleteRows: readonly Row[] = [
  { what: 'a Canceled one that has landed', lines: [remove], world: gone(), verdict: 'ok' },
  { what: 'an imported Canceled one', lines: [remove], world: gone({ origin: 'imported' }), verdict: 'ok' },
  {
    what: 'a Processed one',
    lines: [remove],
    world: gone({ status: 'Processed' }),
    verdict: 'delete_not_allowed',
  },
  {
    what: 'one that never left goes at once, without a line',
    lines: [remove],
    world: gone({ hasLanded: false, everExported: false }),
    verdict: 'delete_not_allowed',
  },
  {
    what: 'in flight',
    lines: [remove],
    world: gone({ hasLanded: false, inFlight: true }),
    verdict: 'delete_not_allowed',
  },
  {
    what: 'transferred',
    lines: [remove],
    world: gone({ transferred: 'Yes' }),
    verdict: 'delete_not_allowed',
  },
  {
    what: 'in a closed period',
    lines: [remove],
    world: gone({ date: '2026-04-10' }),
    verdict: 'delete_not_allowed',
  },
  {
    what: 'in a closed period with an exception, which is for postings',
    lines: [remove],
    world: {
      ...gone({ date: '2026-04-10' }),
      exceptions: [{ periodId: '2026-04', personId: 'ada', until: '2026-07-01T00:00:00.000Z' }],
    },
    verdict: 'delete_not_allowed',
  },
  {
    what: 'an imported one whose cancel has not landed',
    lines: [remove],
    world: gone({ origin: 'imported', hasLanded: false }),
    verdict: 'delete_not_allowed',
  },
  { what: 'twice', lines: [remove, remove], world: gone(), verdict: 'ok | delete_not_allowed' },
  {
    what: 'one that another batch holds',
    lines: [remove],
    world: gone({ claimedBy: 'June' }),
    verdict: 'delete_not_allowed',
  },
  {
    what: 'one that the batch cancels',
    lines: [cancel, remove],
    world: standing({ hasLanded: true }),
    verdict: 'ok | delete_not_allowed',
  },
  {
    what: 'one that is not here',
    lines: [deleteOf('01HADJ99999999999999999999')],
    verdict: 'adjustment_unknown',
  },
]
