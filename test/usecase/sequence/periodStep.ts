import type { Input } from '@contract/api'
import { lockPeriod } from '../../../main/usecase/period/lockPeriod'
import { movePeriod } from '../../../main/usecase/period/movePeriod'
import { revokeException } from '../../../main/usecase/period/revokeException'
import { controller } from '../../support/tempLedger'
import { grant } from '../period/periodCommand'
import { inHandsOf, momentOf, pickOf, preparers, reviewers, type Office, type Step } from './office'

// What is done to periods. The auditor's book is told of what was accepted.

export function takePeriodStep(office: Office, { verb, slot, pick, amount }: Step): boolean {
  const { book } = office
  const context = inHandsOf(office, controller)
  const periodId = pickOf(book.periodIds, pick) ?? ''
  switch (verb) {
    case 'on':
    case 'back':
      return move(office, periodId, verb, slot)
    case 'grant': {
      const personId = pickOf([...preparers, ...reviewers], slot)?.id ?? ''
      const until = momentOf(office.minute + (amount % 30) + 1)
      const granted = grant(context, periodId, personId, until)
      if (granted.ok) book.granted(granted.value.exceptionId, { periodId, personId, until })
      return granted.ok
    }
    case 'revoke': {
      const exceptionId = pickOf(book.exceptionIds, pick) ?? context.newId()
      const { ok } = revokeException(context, { commandId: context.newId(), exceptionId })
      if (ok) book.revoked(exceptionId)
      return ok
    }
    default: {
      // Seldom, and only the first two, or soon nothing would be left to play with.
      if (amount % 4 !== 0 || pick % 4 > 1) return false
      const typedName = periodId.slice(1)
      const { ok } = lockPeriod(context, { commandId: context.newId(), periodId, typedName })
      if (ok) book.moved(periodId, 'locked')
      return ok
    }
  }
}

function move(office: Office, periodId: string, way: 'on' | 'back', slot: number): boolean {
  const { book } = office
  const state = book.stateOf(periodId)
  const on = state === 'Open' ? 'PendingClose' : 'Closed'
  const back = state === 'Closed' && slot % 2 === 0 ? 'PendingClose' : 'Open'
  const to = way === 'on' ? on : back
  const by = inHandsOf(office, controller)
  const input: Input<'movePeriod'> = { commandId: by.newId(), periodId, to, reason: 'Why', confirmed: [] }
  let outcome = movePeriod(by, input)
  if (!outcome.ok && outcome.rejections[0]?.code === 'warnings_unconfirmed') {
    const confirmed = outcome.rejections.slice(1).map(({ code, at }) => ({ code, at }))
    outcome = movePeriod(by, { ...input, commandId: by.newId(), confirmed })
  }
  if (outcome.ok) book.moved(periodId, to)
  return outcome.ok
}
