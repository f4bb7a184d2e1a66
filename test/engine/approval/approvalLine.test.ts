import { describe, expect, test } from 'vitest'
import type { Line } from '@contract/line'
import { approvalLineOf } from '../../../main/engine/approval/approvalLine'
import {
  adjustment,
  cancelOf,
  check,
  deleteOf,
  header,
  invoice,
  reversalOf,
  source,
  type World,
} from '../example'

const { id } = adjustment()
const standing: World = {
  invoices: [invoice({ balanceMinor: 8000n })],
  sources: [source({ openMinor: 7000n }), source({ id: 'discount1', amountMinor: -2000n })],
  adjustments: [adjustment({ reasonCode: 'Write-off' })],
}
const canceled: World = {
  ...standing,
  adjustments: [
    adjustment({ reasonCode: 'Write-off', status: 'Canceled', hasLanded: true, everExported: true }),
  ],
}
const headerCharge = { ...header, type: 'Charge', amount: '5.00' } as const
const advanced: World = { ...standing, settings: { advancedAdjustment: true } }

/** What a rule of approval sees of one line; the last column is kind, amount, reason code and whether an exception is used. */
const rows: readonly (readonly [what: string, line: Partial<Line>, world: World, verdict: string])[] = [
  ['an item credit', {}, standing, 'item_credit 1000 Standard Adjustment'],
  [
    'an item charge',
    { type: 'Charge', sourceId: 'discount1' },
    advanced,
    'item_charge 1000 Standard Adjustment',
  ],
  ['a header credit', { ...header, reasonCode: 'Write-off' }, standing, 'invoice_credit 1000 Write-off'],
  ['a header charge', headerCharge, advanced, 'invoice_charge 500 Standard Adjustment'],
  ['a reversal, which is no charge', reversalOf(id, '30.00'), standing, 'reversal 3000 Standard Adjustment'],
  ['a part of a reversal', reversalOf(id, '0.01'), standing, 'reversal 1 Standard Adjustment'],
  ['a cancel: the amount and reason of what it acts on', cancelOf(id), standing, 'cancel 3000 Write-off'],
  [
    'a cancel that names another reason',
    { ...cancelOf(id), reasonCode: 'Standard Adjustment' },
    standing,
    'cancel 3000 Write-off',
  ],
  ['a delete', deleteOf(id), canceled, 'delete 3000 Write-off'],
  ['one that stands in for another', { replacesId: id }, standing, 'item_credit 1000 Standard Adjustment'],
  [
    'into a closed period under an exception',
    { date: '2026-04-10' },
    {
      ...standing,
      exceptions: [{ periodId: '2026-04', personId: 'ada', until: '2026-06-30T00:00:00.000Z' }],
    },
    'item_credit 1000 Standard Adjustment under an exception',
  ],
  ['one that is refused', { amount: '70.01' }, standing, 'none'],
]

describe('a line as rules of approval see it', () => {
  test.each(rows)('%s', (_what, fields, world, verdict) => {
    const judged = check([fields], world).lines[0]!
    const found = approvalLineOf(judged, 'A1')
    const said = found && [
      found.kind,
      found.amountMinor,
      found.reasonCode,
      ...(found.isUnderException ? ['under an exception'] : []),
    ]
    expect(said?.join(' ') ?? 'none', JSON.stringify(judged.rejections)).toBe(verdict)
  })

  test('names where it acts, and in which currency', () => {
    expect(approvalLineOf(check([{}], standing).lines[0]!, 'A1')).toMatchObject({
      invoiceId: 'inv1',
      accountId: 'A1',
      currency: 'USD',
    })
  })
})
