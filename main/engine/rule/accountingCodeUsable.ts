import type { Rejection } from '@contract/rejection'
import type { AdjustmentFact } from '../fact'
import { accountsOf } from './account'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/**
 * `accounting_code_unknown`, `accounting_code_inactive`, `accounting_code_missing`. Codes that the item
 * brings along are taken as they are; those that a person, a reason or a setting names must be active,
 * and both sides of the journal need one. A reversal of an adjustment posted here mirrors that one's
 * accounts, even inactive ones, so only another code that a person names for it is asked about.
 */
export function accountingCodeUsable(reading: LineReading): readonly Rejection[] {
  const { line, adjustment, invoice, source, reason, index } = reading
  const { settings } = index.facts
  if (line.action !== 'create') return nothing
  if (adjustment?.origin === 'local') return namedForReversal(reading, adjustment)
  const hasPlace = invoice !== undefined && (line.kind === 'IA' || source !== undefined)
  const accounts = accountsOf({ line, source, original: adjustment, reason, settings })
  const found: Rejection[] = []
  const isInherited = line.kind === 'IIA' || Boolean(adjustment?.accountingCode)
  const named = line.accountingCode === '' && isInherited ? '' : accounts.accountingCode
  if (named !== source?.accountingCode) found.push(...codeInUse(reading, 'accountingCode', named))
  if (settings.revenueAccounts && source?.type === 'InvoiceDetail') {
    for (const field of ['deferredRevenueAccount', 'recognizedRevenueAccount'] as const) {
      if (line[field] !== source[field]) found.push(...codeInUse(reading, field, line[field]))
    }
  }
  if (hasPlace && accounts.counterCode === '') {
    const alternative = settings.defaultAdjustmentCode
    found.push(
      reject(reading, 'accounting_code_missing', 'accountingCode', {
        account: 'accountingCode',
        alternative,
      }),
    )
  }
  if (hasPlace && accounts.receivablesCode === '') {
    found.push(
      reject(reading, 'accounting_code_missing', 'accountingCode', {
        account: 'receivablesCode',
        alternative: '',
      }),
    )
  }
  return found
}

function namedForReversal(reading: LineReading, original: AdjustmentFact): readonly Rejection[] {
  const named = reading.line.accountingCode
  return named === original.accountingCode ? nothing : codeInUse(reading, 'accountingCode', named)
}

function codeInUse(reading: LineReading, field: string, name: string): readonly Rejection[] {
  if (name === '') return nothing
  const code = reading.index.facts.accountingCodes.get(name)
  if (code === undefined) return [reject(reading, 'accounting_code_unknown', field, { value: name })]
  return code.active ? nothing : [reject(reading, 'accounting_code_inactive', field, { value: name })]
}
