import type { Input, Output } from '@contract/api'
import type { ReasonView } from '@contract/invoice'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { readAccountingCodes } from '../ledger/accountingCodeTable'
import type { Ledger } from '../ledger/database'
import { advanceFactVersion } from '../ledger/ledgerTable'
import { mostReasons, readReasons, writeReason } from '../ledger/reasonCodeTable'
import { audit, type Context } from './context'
import { getChoices } from './getChoices'
import { runCommand } from './runCommand'

/** Longest reason code that the billing system takes (domain.md, "The fields of an adjustment"). */
const longestName = 32

/** Makes a reason code or changes one. One is the default, always: making another the default moves it. */
export function changeReason(
  context: Context,
  input: Input<'changeReason'>,
): Outcome<Output<'changeReason'>> {
  const { ledger, clock } = context
  return runCommand(context, 'changeReason', input, {
    right: 'control',
    act: () => {
      const reasons = readReasons(ledger)
      const was = reasons.find(({ name }) => name === input.reason.name)
      const rejections = checkReason(ledger, input.reason, was, reasons)
      if (rejections.length > 0) return refused(...rejections)
      // A code that becomes the default is used from now on, so it is active.
      const is = input.reason.isDefault ? { ...input.reason, active: true } : input.reason
      const formerDefault = reasons.find(({ isDefault, name }) => isDefault && name !== is.name)
      writeReason(ledger, is, { asOf: clock.now(), importId: '' })
      advanceFactVersion(ledger)
      audit(context, {
        action: 'changeReason',
        subject: `reason code ${is.name}`,
        detail: {
          was: was ?? null,
          is,
          ...(is.isDefault && formerDefault !== undefined ? { formerDefault: formerDefault.name } : {}),
        },
      })
      return accepted({ name: is.name })
    },
    view: () => getChoices(context),
  })
}

function checkReason(
  ledger: Ledger,
  reason: ReasonView,
  was: ReasonView | undefined,
  reasons: readonly ReasonView[],
): Rejection[] {
  return [
    ...(was === undefined ? checkNew(reason.name, reasons.length) : []),
    ...checkDefault(reason, was),
    ...checkAccountingCode(ledger, reason, was),
  ]
}

function checkNew(name: string, count: number): Rejection[] {
  const at = 'reason/name'
  if (name.trim() === '' || name !== name.trim()) return [rejection('field_required', at, { field: 'name' })]
  const rejections: Rejection[] = []
  if (name.length > longestName) {
    rejections.push(
      rejection('text_too_long', at, { field: 'name', limit: longestName, length: name.length }),
    )
  }
  const position = name.search(/\p{Cc}/u)
  if (position >= 0) {
    rejections.push(rejection('text_not_allowed', at, { field: 'name', position: position + 1 }))
  }
  if (count >= mostReasons) rejections.push(rejection('reason_limit', at, { limit: mostReasons }))
  return rejections
}

function checkDefault(reason: ReasonView, was: ReasonView | undefined): Rejection[] {
  if (was?.isDefault !== true) return []
  if (!reason.isDefault) return [rejection('field_required', 'reason/isDefault', { field: 'isDefault' })]
  return reason.active ? [] : [rejection('reason_inactive', 'reason/active', { value: reason.name })]
}

function checkAccountingCode(ledger: Ledger, reason: ReasonView, was: ReasonView | undefined): Rejection[] {
  const { accountingCode } = reason
  if (accountingCode === '' || accountingCode === was?.accountingCode) return []
  const code = readAccountingCodes(ledger).find(({ name }) => name === accountingCode)
  if (code?.active === true) return []
  const problem = code === undefined ? 'accounting_code_unknown' : 'accounting_code_inactive'
  return [rejection(problem, 'reason/accountingCode', { value: accountingCode })]
}
