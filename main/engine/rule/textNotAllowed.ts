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
  let found: Rejection[] | undefined
  for (const [field, text] of textsOf(reading)) {
    const match = forbidden.exec(text)
    if (match === null) continue
    const character = `U+${(match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    found = [
      ...(found ?? []),
      reject(reading, 'text_not_allowed', field, { character, position: match.index + 1 }),
    ]
  }
  return found ?? nothing
}

function* textsOf({ line }: LineReading): Generator<[field: string, text: string]> {
  for (const [field] of textLimits) {
    if (line[field] !== '') yield [field, line[field]]
  }
  for (const [name, value] of Object.entries(line.customFields)) {
    if (typeof value === 'string' && value !== '') yield [`customFields/${name}`, value]
  }
}
