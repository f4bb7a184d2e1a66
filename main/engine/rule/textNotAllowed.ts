import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'
import { textLimits } from './text'

/**
 * Control characters, line separators, marks that reverse the reading direction (a reviewer would see
 * other text than what is sent), and halves of surrogate pairs, which no UTF-8 file can carry.
 */
const forbidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** `text_not_allowed`: nothing in a text that cannot be seen or sent. */
export function textNotAllowed(reading: LineReading): readonly Rejection[] {
  const { line } = reading
  const found: Rejection[] = []
  for (const [field] of textLimits) {
    if (line[field] !== '') found.push(...judgeText(reading, field, line[field]))
  }
  for (const name in line.customFields) {
    const value = line.customFields[name]
    if (typeof value === 'string') found.push(...judgeText(reading, `customFields/${name}`, value))
  }
  return found
}

function judgeText(reading: LineReading, field: string, text: string): readonly Rejection[] {
  const match = forbidden.exec(text)
  if (match === null) return nothing
  const codePoint = match[0].codePointAt(0) ?? 0
  const character = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
  return [reject(reading, 'text_not_allowed', field, { character, position: match.index + 1 })]
}
