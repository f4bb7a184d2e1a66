import { decimalMark } from './number'
import type { NumberFormat } from './number'

/**
 * What the numbers of a file show by themselves: `12.5` and `1,234.50` say point, `12,5` says comma.
 * `1.234` says nothing. Both kinds in one file: unclear.
 */
export function detectNumberFormat(values: Iterable<string>): NumberFormat {
  let points = false
  let commas = false
  for (const value of values) {
    const digits = value.replace(/[^\d.,]/g, '')
    if (!/[.,]/.test(digits)) continue
    const mark = decimalMark(digits, 2)
    if (mark === '.') points = true
    if (mark === ',') commas = true
    // `1.234.567` cannot be a fraction, so its mark groups and the other one is for decimals.
    if (mark === 'none') {
      if (digits.includes('.')) commas = true
      else points = true
    }
  }
  if (points && commas) return 'unclear'
  if (points) return 'point'
  return commas ? 'comma' : 'auto'
}
