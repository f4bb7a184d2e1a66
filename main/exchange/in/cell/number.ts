// Numbers of a file become exact decimal text, `-1204.8`. They never pass through a float.

/** How a file writes its decimals. `unclear`: the file shows both, so nothing can be said of either. */
export type NumberFormat = 'point' | 'comma' | 'auto' | 'unclear'

export type NumberFault = 'row_number_malformed' | 'row_number_ambiguous' | 'row_number_too_long'

/** Digits before and after the decimal point: what the billing system keeps. */
export const mostWholeDigits = 13
export const mostDecimals = 9

const zero = 0x30
const grouped = /^\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*$/
const exponent = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/

/**
 * Exact decimal text without a plus sign, leading zeros or trailing decimal zeros; a fault's code
 * where it is no number. Parentheses or a trailing minus mean negative, as in spreadsheets. `1.234`
 * is a thousand or a fraction: ambiguous unless the format says, or `decimals` (the currency's) is 3.
 */
export function readNumber(
  text: string,
  format: NumberFormat,
  decimals = 2,
): string | { fault: NumberFault } {
  if (format === 'point') {
    const point = plainPoint(text)
    if (point >= 0) return isShort(text, point) ? text : canonical(text)
  }
  return readWritten(text.trim(), format, decimals)
}

/**
 * Where the decimal point of a plain number (`-1204.80`) is, or would be; −1 if it is written otherwise.
 * By character codes: most cells of a long file come through here.
 */
export function plainPoint(text: string): number {
  const start = text.charCodeAt(0) === 0x2d ? 1 : 0
  let point = -1
  for (let at = start; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - zero
    if (digit >= 0 && digit <= 9) continue
    if (digit !== -2 || point >= 0) return -1
    point = at
  }
  const end = point < 0 ? text.length : point
  const whole = end - start
  const decimals = point < 0 ? 0 : text.length - point - 1
  if (whole < 1 || whole > mostWholeDigits || decimals > mostDecimals || (point >= 0 && decimals === 0))
    return -1
  return end
}

/** True if a plain number has no zeros to leave out. */
function isShort(text: string, point: number): boolean {
  const start = text.charCodeAt(0) === 0x2d ? 1 : 0
  if (text.charCodeAt(start) === zero && (point > start + 1 || start === 1)) return false
  return point === text.length || text.charCodeAt(text.length - 1) !== zero
}

function readWritten(text: string, format: NumberFormat, decimals: number): string | { fault: NumberFault } {
  const { sign, digits } = takeSign(text)
  const scientific = exponent.exec(digits)
  if (scientific !== null) return shift(sign, scientific)
  const parts = split(digits, format, decimals)
  if ('fault' in parts) return parts
  const { whole, fraction } = parts
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction)) return { fault: 'row_number_malformed' }
  return limited(sign, whole, fraction)
}

function takeSign(text: string): { sign: string; digits: string } {
  if (text.startsWith('(') && text.endsWith(')')) return { sign: '-', digits: text.slice(1, -1).trim() }
  if (text.startsWith('-') || text.startsWith('\u2212')) return { sign: '-', digits: text.slice(1) }
  if (text.endsWith('-')) return { sign: '-', digits: text.slice(0, -1) }
  return { sign: '', digits: text.startsWith('+') ? text.slice(1) : text }
}

interface Parts {
  readonly whole: string
  readonly fraction: string
}

function split(digits: string, format: NumberFormat, decimals: number): Parts | { fault: NumberFault } {
  const point = digits.lastIndexOf('.')
  const comma = digits.lastIndexOf(',')
  if (point < 0 && comma < 0) return parts(digits, '', ' ')
  const mark = format === 'point' ? '.' : format === 'comma' ? ',' : decimalMark(digits, decimals)
  if (mark === undefined || format === 'unclear') return { fault: 'row_number_ambiguous' }
  const other = mark === '.' ? ',' : '.'
  const at = mark === 'none' ? -1 : digits.lastIndexOf(mark)
  const whole = at < 0 ? digits : digits.slice(0, at)
  return parts(whole, at < 0 ? '' : digits.slice(at + 1), mark === 'none' ? '' : other)
}

/** The whole part may be grouped, all by one mark, each group of three. */
function parts(whole: string, fraction: string, mark: string): Parts | { fault: NumberFault } {
  if (/^\d+$/.test(whole)) return { whole, fraction }
  const group = grouped.exec(whole)?.[1]
  if (group === undefined) return { fault: 'row_number_malformed' }
  if ((group === '.' || group === ',') && mark !== '' && group !== mark)
    return { fault: 'row_number_malformed' }
  return { whole: whole.split(group).join(''), fraction }
}

/** The decimal mark that a number shows by itself; `none` when its marks can only group; undefined if it could be either. */
export function decimalMark(digits: string, decimals: number): '.' | ',' | 'none' | undefined {
  const point = digits.lastIndexOf('.')
  const comma = digits.lastIndexOf(',')
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ','
  const mark = point >= 0 ? '.' : ','
  const at = point >= 0 ? point : comma
  if (digits.indexOf(mark) !== at) return 'none'
  const looksGrouped = /^[1-9]\d{0,2}$/.test(digits.slice(0, at)) && digits.length - at - 1 === 3
  if (!looksGrouped) return mark
  return decimals === 3 ? mark : undefined
}

/** Java writes small decimals as `0E-9`; the exact value is kept. */
function shift(sign: string, found: RegExpExecArray): string | { fault: NumberFault } {
  const [, minus = '', whole = '', fraction = '', power = '0'] = found
  const digits = whole + fraction
  const point = whole.length + Number.parseInt(power, 10)
  const negative = sign === '-' || minus === '-' ? '-' : ''
  if (point <= 0) return limited(negative, '0', '0'.repeat(-point) + digits)
  return limited(negative, digits.slice(0, point).padEnd(point, '0'), digits.slice(point))
}

function limited(sign: string, whole: string, fraction: string): string | { fault: NumberFault } {
  const text = canonical(`${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`)
  const [wholeDigits = '', decimalDigits = ''] = text.replace('-', '').split('.')
  if (wholeDigits.length > mostWholeDigits || decimalDigits.length > mostDecimals) {
    return { fault: 'row_number_too_long' }
  }
  return text
}

function canonical(text: string): string {
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  const shortWhole = whole.replace(/^0+(?=\d)/, '')
  const shortFraction = fraction.replace(/0+$/, '')
  const digits = shortFraction === '' ? shortWhole : `${shortWhole}.${shortFraction}`
  return negative && digits !== '0' ? `-${digits}` : digits
}
