// Shows and reads amounts as text. An amount is canonical decimal text (`-1204.80`) on its way in and out;
// digits are moved around as characters, so no figure ever passes through a float.

export interface NumberStyle {
  group: string
  decimal: '.' | ','
  negative: 'parentheses' | 'minus'
}

export const numberStyles: Record<string, NumberStyle> = {
  '1,234.50': { group: ',', decimal: '.', negative: 'parentheses' },
  '1.234,50': { group: '.', decimal: ',', negative: 'parentheses' },
  "1'234.50": { group: '’', decimal: '.', negative: 'parentheses' },
  '1 234,50': { group: '\u00a0', decimal: ',', negative: 'parentheses' },
}

export const plainNumberStyle: NumberStyle = { group: ',', decimal: '.', negative: 'parentheses' }

const canonical = /^(-?)(\d+)(?:\.(\d+))?$/

export interface ShownAmount {
  text: string
  negative: boolean
  zero: boolean
}

/**
 * The figure a person sees: grouped, negatives in parentheses, zero as a dash unless asked otherwise.
 * Text that is no canonical amount (something still being typed) comes back as it is.
 */
export function showAmount(
  amount: string,
  style: NumberStyle,
  zero: 'dash' | 'figure' = 'dash',
): ShownAmount {
  const match = canonical.exec(amount)
  if (!match) return { text: amount, negative: false, zero: false }
  const [, sign = '', whole = '', fraction] = match
  const isZero = /^0*$/.test(whole) && /^0*$/.test(fraction ?? '')
  if (isZero && zero === 'dash') return { text: '–', negative: false, zero: true }
  const figure = groupThousands(whole, style.group) + (fraction === undefined ? '' : style.decimal + fraction)
  const negative = sign === '-' && !isZero
  if (!negative) return { text: figure, negative, zero: isZero }
  return { text: style.negative === 'parentheses' ? `(${figure})` : `−${figure}`, negative, zero: false }
}

function groupThousands(whole: string, group: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, group)
}

export type ReadAmount = { amount: string } | { refusal: 'malformed' | 'ambiguous' }

/**
 * Reads what a person typed or pasted: `(1,234.50)`, `1.234,50-`, `EUR 12`, non-breaking spaces. Answers
 * canonical text without judging it; `1.234` is refused as ambiguous where the currency has not three
 * decimals and the person's own style does not settle it. The ledger checks the amount again.
 */
export function readAmount(typed: string, style: NumberStyle, scale = 2): ReadAmount {
  let text = typed.replace(/[\s\u00a0\u202f]/g, '').replace(/^[A-Z]{3}|[A-Z]{3}$|[$€£¥]/g, '')
  let negative = false
  if (/^\(.*\)$/.test(text)) {
    negative = true
    text = text.slice(1, -1)
  }
  const signed = /^([-−+]?)(.*?)([-−]?)$/.exec(text)
  if (!signed) return { refusal: 'malformed' }
  const [, before = '', figure = '', after = ''] = signed
  if ((before && after) || (negative && (before || after))) return { refusal: 'malformed' }
  if (before === '-' || before === '−' || after) negative = true
  const read = readFigure(figure.replace(/[’']/g, "'"), style, scale)
  if ('refusal' in read) return read
  return { amount: negative && /[1-9]/.test(read.amount) ? `-${read.amount}` : read.amount }
}

function readFigure(figure: string, style: NumberStyle, scale: number): ReadAmount {
  if (/^\d+$/.test(figure)) return { amount: trimZeros(figure) }
  if (/^\d{0,15}[.,]\d+$/.test(figure)) return readOneSeparator(figure, style, scale)
  for (const [group, decimal] of [
    [',', '\\.'],
    ['\\.', ','],
    ["'", '\\.'],
    ["'", ','],
  ] as const) {
    const match = new RegExp(`^(\\d{1,3}(?:${group}\\d{3})+)(?:${decimal}(\\d+))?$`).exec(figure)
    if (!match) continue
    const whole = trimZeros((match[1] ?? '').replace(/\D/g, ''))
    return { amount: match[2] === undefined ? whole : `${whole}.${match[2]}` }
  }
  return { refusal: 'malformed' }
}

/** One separator only: a decimal mark, unless exactly three digits follow and it could be a group. */
function readOneSeparator(figure: string, style: NumberStyle, scale: number): ReadAmount {
  const [whole = '', fraction = ''] = figure.split(/[.,]/)
  const mark = figure.includes(',') ? ',' : '.'
  const value = `${trimZeros(whole || '0')}.${fraction}`
  if (fraction.length !== 3 || whole === '' || whole.length > 3 || /^0/.test(whole)) return { amount: value }
  if (scale >= 3) return mark === style.decimal ? { amount: value } : { refusal: 'ambiguous' }
  if (mark === ',' && style.group === ',') return { amount: trimZeros(whole + fraction) }
  return { refusal: 'ambiguous' }
}

function trimZeros(whole: string): string {
  return whole.replace(/^0+(?=\d)/, '')
}
