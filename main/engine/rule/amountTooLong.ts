import type { Rejection } from '@contract/rejection'
import { formatMinor } from '../money/amount'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** The API's field holds 16 characters, the point counted. */
export const maxAmountCharacters = 16

/** `amount_too_long`: the exact literal that is exported fits the API's field. */
export function amountTooLong(reading: LineReading): readonly Rejection[] {
  const { amount, invoice } = reading
  if (invoice === undefined || amount === undefined) return nothing
  if ('problem' in amount ? amount.problem !== 'too_long' : !isLong(amount.minor, invoice.currency))
    return nothing
  return [reject(reading, 'amount_too_long', 'amount', { limit: maxAmountCharacters })]
}

function isLong(minor: bigint, currency: string): boolean {
  return formatMinor(minor, currency).replace('-', '').length > maxAmountCharacters
}
