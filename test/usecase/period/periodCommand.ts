import type { Input } from '@contract/api'
import type { PeriodView } from '@contract/invoice'
import type { Rejection } from '@contract/rejection'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { grantException } from '../../../main/usecase/period/grantException'
import { movePeriod } from '../../../main/usecase/period/movePeriod'
import { approveInput, codesOf, valueOf } from '../../support/aBatch'
import type { TestContext } from '../../support/tempLedger'

// The commands on periods as a test says them; `valueOf` and `codesOf` tell whether they were taken.

type Move = Partial<Omit<Input<'movePeriod'>, 'periodId' | 'to' | 'commandId'>>

export function move(context: TestContext, periodId: string, to: PeriodView['state'], more: Move = {}) {
  const given = { reason: 'Correction', confirmed: [], ...more }
  return movePeriod(context, { commandId: context.newId(), periodId, to, ...given })
}

/** Open to Closed in two steps, confirming what is warned of. */
export function close(context: TestContext, periodId: string): void {
  valueOf(move(context, periodId, 'PendingClose'))
  const first = move(context, periodId, 'Closed')
  if (first.ok) return
  if (codesOf(first)[0] !== 'warnings_unconfirmed') throw new Error(JSON.stringify(first.rejections))
  const confirmed = first.rejections.slice(1).map(({ code, at }) => ({ code, at }))
  valueOf(move(context, periodId, 'Closed', { confirmed }))
}

export function grant(
  context: TestContext,
  periodId: string,
  personId: string,
  until = '2026-11-30T00:00:00.000Z',
) {
  return grantException(context, {
    commandId: context.newId(),
    periodId,
    personId,
    reason: 'Late file',
    until,
  })
}

/** Approves what waits, confirming all that the approver is warned of, or only what is given. */
export function approve(context: TestContext, batchId: string, given?: readonly Rejection[]) {
  const batch = valueOf(getBatch(context, { batchId }))
  const confirmed = (given ?? batch.warnings).map(({ code, at }) => ({ code, at }))
  return approveBatch(context, { ...approveInput(context, batch), confirmed })
}
