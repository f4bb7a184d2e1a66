import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Settings } from '@contract/setting'
import { formatMinor, parseAmount } from '../engine/money/amount'
import { currencyDigits } from '../engine/money/currency'
import { roundToMinor } from '../engine/money/rounding'
import { readAccountingCodes } from '../ledger/accountingCodeTable'
import type { Ledger } from '../ledger/database'
import { advanceFactVersion } from '../ledger/ledgerTable'
import { readSettings, writeSettings } from '../ledger/settingTable'
import { audit, type Context } from './context'
import { runCommand } from './runCommand'

/** Stores what differs, and writes it to the audit log as was and is. Nothing differs: nothing is written. */
export function changeSettings(
  context: Context,
  input: Input<'changeSettings'>,
): Outcome<Output<'changeSettings'>> {
  const { ledger } = context
  return runCommand(context, 'changeSettings', input, {
    right: 'control',
    act: () => {
      const was = readSettings(ledger)
      const changed = differences(was, input.settings)
      const rejections = checkSettings(ledger, changed)
      if (rejections.length > 0) return refused(...rejections)
      const names = Object.keys(changed) as (keyof Settings)[]
      if (names.length === 0) return accepted({ changed: 0 })
      writeSettings(ledger, changed)
      // Rounding and time zone change how files are read: a preview made before no longer holds.
      if (names.some((name) => name !== 'signEachTime')) advanceFactVersion(ledger)
      audit(context, {
        action: 'changeSettings',
        subject: 'settings',
        detail: { was: Object.fromEntries(names.map((name) => [name, was[name]])), is: changed },
      })
      return accepted({ changed: names.length })
    },
    view: () => accepted(readSettings(ledger)),
  })
}

function differences(was: Settings, is: Settings): Partial<Settings> {
  const entries = Object.entries(is).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof Settings]),
  )
  return Object.fromEntries(entries)
}

/** Only what changes is looked at: a code that was retired later does not block another setting. */
function checkSettings(ledger: Ledger, changed: Partial<Settings>): Rejection[] {
  const { timeZone } = changed
  return [
    ...(timeZone === undefined || isTimeZone(timeZone)
      ? []
      : [unknown('timeZone', timeZone, 'Europe/Zurich')]),
    ...checkCode(ledger, 'receivablesCode', changed.receivablesCode),
    ...checkCode(ledger, 'defaultAdjustmentCode', changed.defaultAdjustmentCode),
    ...Object.keys(changed.rounding ?? {})
      .filter((currency) => currencyDigits(currency) === undefined)
      .map((currency) => unknown(`rounding/${currency}`, currency, 'ISO 4217')),
    ...Object.entries(changed.increment ?? {}).flatMap(([currency, step]) => checkIncrement(currency, step)),
  ]
}

function unknown(field: string, value: string, expected: string): Rejection {
  return rejection('value_unknown', `settings/${field}`, { field, value, expected })
}

/** A ledger without any codes yet takes every name: its chart of accounts comes with an import. */
function checkCode(ledger: Ledger, field: string, name: string | undefined): Rejection[] {
  if (name === undefined || name === '') return []
  const codes = readAccountingCodes(ledger)
  const code = codes.find((one) => one.name === name)
  if (codes.length === 0 || code?.active === true) return []
  const problem = code === undefined ? 'accounting_code_unknown' : 'accounting_code_inactive'
  return [rejection(problem, `settings/${field}`, { value: name })]
}

function checkIncrement(currency: string, step: string): Rejection[] {
  const digits = currencyDigits(currency)
  if (digits === undefined) return [unknown(`increment/${currency}`, currency, 'ISO 4217')]
  const parsed = parseAmount(step, currency)
  const at = `settings/increment/${currency}`
  if ('minor' in parsed) {
    return parsed.minor > 0n ? [] : [rejection('amount_not_positive', at, { value: step, currency })]
  }
  const nearest = roundToMinor(step, currency, 'up')
  if (parsed.problem === 'scale' && 'minor' in nearest) {
    const alternative = formatMinor(nearest.minor, currency)
    return [rejection('amount_scale', at, { value: step, currency, limit: digits, alternative })]
  }
  return [unknown(`increment/${currency}`, step, '0.05')]
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
