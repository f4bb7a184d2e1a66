import type { Rejection } from '@contract/rejection'
import { useFormat } from '../composable/useFormat'
import { rawText, t, te } from './index'

// Turns a rejection or a warning into a sentence: amounts and dates as the person reads them, the field by
// its label, and the sentence that fits the limit.

const canonicalAmount = /^-?\d+(\.\d+)?$/
const calendarDate = /^\d{4}-\d{2}-\d{2}$/

export function rejectionText(rejection: Rejection): string {
  const special = `rejectionCase.${rejection.code}_${caseOf(rejection)}`
  const key = te(special) ? special : `rejection.${rejection.code}`
  return t(key, { ...holesOf(key), ...shownParams(rejection) })
}

/** What a sentence would name but was not told: the rest of it still says something. */
function holesOf(key: string): Record<string, string> {
  const names = rawText(key).matchAll(/\{(\w+)\}/g)
  return Object.fromEntries([...names].map(([, name]) => [name ?? '', '…']))
}

/** Which sentence: nothing left, a way out that is known, or a plain one where a param is missing. */
function caseOf(rejection: Rejection): string {
  const { code, params } = rejection
  const { limit, alternative, refundFirst, value, because } = params
  if (params['mostTogether'] !== undefined) return 'toomany'
  if (/^period_(not_in_order|blocked)$/.test(code) && typeof because === 'string') return because
  if (code.startsWith('link_') && typeof because === 'string') return because
  if (/^(refusal_contradicted|batch_not_handed_over)$/.test(code) && typeof because === 'string')
    return because
  if (code === 'period_closed' && typeof because === 'string' && because !== '') return because
  if (code === 'under_exception') return because === 'ended' ? 'ended' : ''
  if (code === 'approval_not_covered') return String(params['of'] || params['what'] || '')
  if (code === 'claim_taken') return typeof params['batch'] === 'string' ? 'batch' : ''
  if (code === 'file_signature_wrong') return String(params['act'] ?? '')
  if (code === 'file_fact_altered') return params['lines'] === '' ? 'all' : ''
  if (code === 'right_missing' && typeof params['right'] === 'string') return params['right']
  if (code === 'value_unknown' && because === 'not_an_amount') return 'amount'
  if (refundFirst === true) return 'paid'
  const isNone = typeof limit === 'string' && /^0*(\.0*)?$/.test(limit) && /zero|remainder/.test(code)
  if (code === 'reversal_exceeds_remainder' && alternative === 'other_original')
    return isNone ? 'linknone' : 'link'
  if (isLimitedByOther(rejection)) return isNone ? 'othernone' : 'other'
  if (isNone) return 'none'
  if (actsOnAdjustment.has(code)) return takenBy(params) || String(params['because'] ?? '')
  if (code === 'duplicate_line') return String(params['in'] ?? '')
  if (code.startsWith('reason_') && value === '') return 'empty'
  if (code === 'row_key_duplicate' && params['field'] === 'invoiceNumber') return 'taken'
  if (typeof alternative === 'string' && alternative !== '' && /^(period|reason)_/.test(code)) return 'next'
  const name = needed[code]
  return name !== undefined && (params[name] === undefined || params[name] === '' || params[name] === null)
    ? 'bare'
    : ''
}

const actsOnAdjustment = new Set<Rejection['code']>([
  'cancel_not_processed',
  'delete_not_allowed',
  'reversal_of_canceled',
])

/** What acts on the same adjustment already: another batch, or a line of the same one. */
function takenBy({ batch, line }: Rejection['params']): 'batch' | 'line' | '' {
  if (typeof batch === 'string' && batch !== '') return 'batch'
  return typeof line === 'string' && line !== '' ? 'line' : ''
}

/** The limit is the smaller of two: what the rule is about, or the other of item and balance. */
function isLimitedByOther({ code, params: { limit, open, balance } }: Rejection): boolean {
  if (typeof limit !== 'string' || typeof open !== 'string' || typeof balance !== 'string') return false
  const about = code === 'item_crosses_zero' ? open : code === 'balance_crosses_zero' ? balance : limit
  return limit !== '' && about.replace('-', '') !== limit
}

/** Params without which the usual sentence has a hole. */
const needed: Partial<Record<Rejection['code'], string>> = {
  row_older_than_known: 'expected',
  ledger_in_use: 'holder',
  defect: 'reference',
  batch_state: 'state',
  file_too_large: 'limit',
  file_damaged: 'where',
  name_taken: 'name',
  export_repeated: 'at',
  amount_not_spreadable: 'limit',
  file_kind_not_imported: 'found',
  history_unverified: 'invoice',
  facts_disagree: 'invoice',
  row_parent_refused: 'found',
  period_hard_locked: 'value',
  period_blocked: 'batch',
  exception_over: 'value',
}

function shownParams({ at, params }: Rejection): Record<string, unknown> {
  const shown = Object.entries(params).map(([name, value]) => [name, shownParam(name, value, params)])
  const field = fieldLabel(String(params['field'] ?? at.split('/').at(-1) ?? ''))
  return { ...Object.fromEntries(shown), ...(field === '' ? {} : { field }) }
}

/** Params that may look like an amount and are none. */
const namesOfThings = new Set(['value', 'label', 'rule'])

function shownParam(name: string, value: Rejection['params'][string], params: Rejection['params']): string {
  const { amount, date, moment } = useFormat()
  if (value === null) return ''
  if (name === 'days') return t('approval.days', { count: Number(value) }, Number(value))
  if (name === 'kind' && te(`approval.kind.${String(value)}`)) return t(`approval.kind.${String(value)}`)
  if (typeof value !== 'string') return String(value)
  if (name === 'until') return moment(value)
  if (calendarDate.test(value)) return date(value)
  const isMoney = params['currency'] !== undefined && !namesOfThings.has(name) && canonicalAmount.test(value)
  if (isMoney) return amount(value)
  if (name === 'type' && te(`status.${value.toLowerCase()}`))
    return t(`status.${value.toLowerCase()}`).toLowerCase()
  const stateWord = `status.${value === 'PendingClose' ? 'pending_close' : value.toLowerCase()}`
  if ((name === 'state' || name === 'status') && te(stateWord)) return t(stateWord)
  return value
}

export function fieldLabel(field: string): string {
  return te(`fieldName.${field}`) ? t(`fieldName.${field}`) : field
}

/** Where it is: file, line and column of an import, or the field of the form. Empty where that says nothing. */
export function placeText({ at, params }: Rejection): string {
  const { file, line, column } = params
  if (file !== undefined || line !== undefined) {
    const parts = [
      file === undefined || file === null ? '' : String(file),
      line === undefined || line === null ? '' : t('place.line', { line: String(line) }),
      column === undefined || column === null || column === ''
        ? ''
        : t('place.column', { column: String(column) }),
    ]
    return parts.filter((part) => part !== '').join(', ')
  }
  const field = at.split('/').at(-1) ?? ''
  return te(`fieldName.${field}`) ? t(`fieldName.${field}`) : ''
}
