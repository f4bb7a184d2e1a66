import { formatMinor, parseAmount } from './amount'
import { requireCurrencyDigits } from './currency'
import { currencySigns } from './currencySign'

/** Which mark the person uses before the decimals; `auto` decides by the figure and refuses doubt. */
export type NumberFormat = 'point' | 'comma' | 'auto'

export type TypedAmountProblem = 'empty' | 'malformed' | 'ambiguous' | 'scale' | 'too_long'
export type TypedAmount =
  { readonly minor: bigint; readonly text: string } | { readonly problem: TypedAmountProblem }

/**
 * Reads what people type or paste: `(1,234.50)`, `1.234,50-`, `€ 12`, `USD 5`, with any spaces. The sign
 * and code of another currency are refused, and so is a figure that could mean two amounts: `1.234`
 * is ambiguous in USD and plain in KWD, which has three decimals. Never rounds.
 * Throws RangeError for an unknown currency.
 */
export function readTypedAmount(text: string, currency: string, numberFormat: NumberFormat): TypedAmount {
  const spaced = text
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, ' ')
    .replace(/[\u2212\u2013]/g, '-')
    .trim()
  if (spaced === '') return { problem: 'empty' }
  const signed = splitSign(withoutCurrency(spaced, currency))
  if (signed === undefined) return { problem: 'malformed' }
  const figure = withoutCurrency(signed.figure, currency)
  const plain = plainFigure(figure, requireCurrencyDigits(currency), numberFormat)
  if (typeof plain !== 'string') return plain
  const parsed = parseAmount(plain, currency)
  if ('problem' in parsed) return parsed
  const minor = signed.isNegative ? -parsed.minor : parsed.minor
  return { minor, text: formatMinor(minor, currency) }
}

/** Takes off one sign or code of the line's own currency, before or after the figure. */
function withoutCurrency(text: string, currency: string): string {
  for (const sign of [currency, currency.toLowerCase(), ...(currencySigns.get(currency) ?? [])]) {
    if (text.startsWith(sign)) return text.slice(sign.length).trim()
    if (text.endsWith(sign)) return text.slice(0, -sign.length).trim()
  }
  return text
}

/** Parentheses, a minus before or after: one of them, once. */
function splitSign(text: string): { figure: string; isNegative: boolean } | undefined {
  const inParentheses = /^\(([^()]*)\)$/.exec(text)
  const found = inParentheses?.[1] ?? text
  const match = /^([+-]?)\s*([^+-]*?)\s*([+-]?)$/.exec(found)
  if (match === null) return undefined
  const [, before = '', figure = '', after = ''] = match
  const signs = before + after
  if (signs.length > 1 || (inParentheses !== null && signs !== '')) return undefined
  return { figure, isNegative: inParentheses !== null || signs === '-' }
}

type Plain = string | { readonly problem: TypedAmountProblem }

/** Digits with a point only, or what is wrong with them. */
function plainFigure(figure: string, digits: number, numberFormat: NumberFormat): Plain {
  if (!/^[\d.,'’ ]+$/.test(figure) || !/\d/.test(figure)) return { problem: 'malformed' }
  const mark = decimalMark(figure, digits, numberFormat)
  if (typeof mark !== 'string') return mark
  const position = mark === '' ? -1 : figure.lastIndexOf(mark)
  const whole = position < 0 ? figure : figure.slice(0, position)
  const decimals = position < 0 ? '' : figure.slice(position + 1)
  if (!/^\d*$/.test(decimals) || (mark !== '' && whole.includes(mark))) return { problem: 'malformed' }
  if (!isGrouped(whole)) return { problem: 'malformed' }
  return `${whole.replace(/[^\d]/g, '')}${position < 0 ? '' : '.'}${decimals}`
}

/** The mark before the decimals, '' if the figure has none. */
function decimalMark(figure: string, digits: number, numberFormat: NumberFormat): Plain {
  const points = figure.split('.').length - 1
  const commas = figure.split(',').length - 1
  if (numberFormat === 'auto') {
    if (points > 0 && commas > 0) return figure.lastIndexOf('.') > figure.lastIndexOf(',') ? '.' : ','
    if (points + commas !== 1) return ''
    const mark = points === 1 ? '.' : ','
    if (!looksGrouped(figure, mark)) return mark
    return digits === 3 && mark === '.' ? '.' : { problem: 'ambiguous' }
  }
  const mark = numberFormat === 'point' ? '.' : ','
  const count = mark === '.' ? points : commas
  if (count === 0) return ''
  const otherMarks = points + commas - count
  if (otherMarks === 0 && digits < 3 && looksGrouped(figure, mark)) return { problem: 'ambiguous' }
  return mark
}

/** `1.234`: one to three digits, the first not zero, one mark, three digits. */
function looksGrouped(figure: string, mark: '.' | ','): boolean {
  const [whole = '', rest = ''] = figure.split(mark)
  return /^[1-9]\d{0,2}$/.test(whole) && /^\d{3}$/.test(rest)
}

/** Whole digits without groups, in threes, or in the Indian way (`12,34,567`), with one kind of mark. */
function isGrouped(whole: string): boolean {
  if (/^\d*$/.test(whole)) return true
  return /^\d{1,3}([.,'’ ])\d{3}(\1\d{3})*$/.test(whole) || /^\d{1,2}(,\d{2})+,\d{3}$/.test(whole)
}
