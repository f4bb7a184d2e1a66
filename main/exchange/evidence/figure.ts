import { markup, type Markup } from './markup'

/**
 * An amount in canonical decimal text as accountants read it: thousands parted, a negative one in parentheses
 * (and red, by its class), zero a dash.
 */
export function shownFigure(amount: string): string {
  const isNegative = amount.startsWith('-')
  const [whole = '', decimals] = (isNegative ? amount.slice(1) : amount).split('.')
  if (/^0*$/.test(whole) && /^0*$/.test(decimals ?? '')) return amount === '' ? '' : '–'
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const figure = decimals === undefined ? parted : `${parted}.${decimals}`
  return isNegative ? `(${figure})` : figure
}

export function figureCell(amount: string): Markup {
  const figure = shownFigure(amount)
  return figure.startsWith('(')
    ? markup`<td class="figure negative">${figure}</td>`
    : markup`<td class="figure">${figure}</td>`
}

/** `2026-11-20T10:00:00.000Z` as `2026-11-20 10:00:00 UTC`; empty stays empty. */
export function shownMoment(moment: string): string {
  return moment === '' ? '' : `${moment.slice(0, 10)} ${moment.slice(11, 19)} UTC`
}

/** A fingerprint as people compare it: its first 160 bits in ten groups. */
export function shownFingerprint(fingerprint: string): string {
  return (fingerprint.slice(0, 40).match(/.{4}/g) ?? []).join(' ')
}

/** Amounts of one currency have one scale: without the point they are whole numbers of its smallest unit. */
export function unitsOf(amount: string): bigint {
  return BigInt(amount.replace('.', ''))
}

/** Canonical decimal text with so many decimals. */
export function amountOf(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const amount = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return units < 0n ? `-${amount}` : amount
}
