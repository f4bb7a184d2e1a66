import type { DraftChange, LineFields, LineView } from '@contract/batch'
import { AdjustmentType } from '@contract/line'
import type { Rejection } from '@contract/rejection'
import { placeOfRejection } from '../../store/draftLine'

/** One click that makes a refused line legal: what it gives, and the change that does it. */
export interface WayOut {
  kind: 'amount' | 'date' | 'text' | 'type' | 'remove' | 'reverse'
  /** Of `reverse` the adjustment that the wizard begins with. */
  value: string
  change: DraftChange
}

const positive = /^(?=.*[1-9])\d+(\.\d+)?$/
const calendarDate = /^\d{4}-\d{2}-\d{2}$/

/**
 * The legal alternative that a rejection carries, as a draft change. Where nothing is left to adjust, the
 * way out is to take the line out; a rejection without an alternative has none.
 */
export function wayOutOf(rejection: Rejection, view: LineView): WayOut | undefined {
  const { lineId, action } = view.line
  const { field } = placeOfRejection(rejection.at)
  if (action !== 'create') {
    const isReversed = action === 'cancel' && paramOf(rejection, 'alternative') === 'reversal'
    const [kind, value] = isReversed
      ? (['reverse', view.line.adjustmentId] as const)
      : (['remove', ''] as const)
    return { kind, value, change: { op: 'remove', lineId } }
  }
  if (field === 'amount') return wayOutOfAmount(rejection, view)
  const value = paramOf(rejection, 'alternative')
  if (value === '') return undefined
  if (field === 'date') {
    return calendarDate.test(value)
      ? { kind: 'date', value, change: put(lineId, { date: value }) }
      : undefined
  }
  return field === 'reasonCode' || field === 'accountingCode'
    ? { kind: 'text', value, change: put(lineId, { [field]: value }) }
    : undefined
}

function wayOutOfAmount(rejection: Rejection, { line }: LineView): WayOut | undefined {
  const { lineId } = line
  const remove: WayOut = { kind: 'remove', value: '', change: { op: 'remove', lineId } }
  const type = AdjustmentType.safeParse(paramOf(rejection, 'type')).data
  const opposite = type !== undefined && type !== line.type ? type : undefined
  if (rejection.code === 'amount_not_positive') {
    const amount = line.amount.replace(/^-/, '')
    if (opposite === undefined || !positive.test(amount)) return remove
    return { kind: 'type', value: opposite, change: put(lineId, { type: opposite, amount }) }
  }
  if (/^(item|balance)_/.test(rejection.code)) {
    const left = paramOf(rejection, 'limit')
    if (!positive.test(left)) return remove
    if (opposite !== undefined)
      return { kind: 'type', value: opposite, change: put(lineId, { type: opposite }) }
    return { kind: 'amount', value: left, change: put(lineId, { amount: left }) }
  }
  const value = paramOf(rejection, 'alternative')
  return positive.test(value) ? { kind: 'amount', value, change: put(lineId, { amount: value }) } : undefined
}

function paramOf({ params }: Rejection, name: string): string {
  const value = params[name]
  return typeof value === 'string' ? value : ''
}

function put(lineId: string, fields: LineFields): DraftChange {
  return { op: 'put', lineId, fields }
}
