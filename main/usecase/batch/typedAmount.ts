import type { AdjustmentType } from '@contract/line'
import { formatMinor, parseAmount } from '../../engine/money/amount'
import { readTypedAmount, type NumberFormat } from '../../engine/money/typedAmount'

/**
 * What a line keeps of an amount as typed: canonical text where it can be read, else the text itself,
 * which the rules then refuse. A credit may be written the accountant's way, negative or in parentheses.
 */
export function amountAsTyped(
  text: string,
  currency: string | undefined,
  type: AdjustmentType | '',
  numberFormat: NumberFormat = 'auto',
): string {
  if (currency === undefined) return text.trim()
  const read = readTypedAmount(text, currency, numberFormat)
  if ('minor' in read)
    return type === 'Credit' && read.minor < 0n ? formatMinor(-read.minor, currency) : read.text
  if (read.problem === 'empty') return ''
  const kept = text.trim()
  // `1.200` may be twelve hundred; kept bare, the rules would read it as 1.20. And what a declared format
  // does not admit is not to be read by another one later.
  const isDoubtful = numberFormat !== 'auto' || 'minor' in parseAmount(kept, currency)
  return isDoubtful ? `${kept} ?`.slice(-64) : kept
}
