import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { PartName } from './partName'

/** How many lines, facts or statements are named one by one. */
export const namedAtMost = 100

/** `part` as the header names it, or `header`, `seal` or `end`; `place` inside of it, where that is known. */
export function damaged(part: string, place = ''): Rejection {
  const where = place === '' ? briefly(part) : `${briefly(part)}, ${place}`
  return rejection('file_damaged', `parts/${part}`, { part, place, where })
}

/** For a sentence: `revision 2`, `card 4f09a1c2`. */
function briefly(part: string): string {
  return part
    .replace(/\/[0-9a-f]{64}$/, (hash) => (part.startsWith('card') ? hash.slice(0, 9) : ''))
    .replaceAll('/', ' ')
}

export interface SignedWords {
  readonly act: string
  readonly revision: number
  readonly name: string
}

export function signatureWrong(part: string, { act, revision, name }: SignedWords): Rejection {
  return rejection('file_signature_wrong', `parts/${part}`, { act, revision, name, part })
}

/** `line` is its number in the revision, from 1. */
export function lineAltered(part: PartName, line: number, lineId: string): Rejection {
  return rejection('file_line_altered', `lines/${lineId}`.slice(0, 300), {
    line,
    lineId,
    revision: part.number,
    part: part.text,
  })
}

/** `lines` are the numbers of the lines that rest on it, or empty where all do. */
export function factAltered(part: PartName, fact: string, lines: string): Rejection {
  return rejection('file_fact_altered', `parts/${part.text}`, {
    fact,
    lines,
    revision: part.number,
    part: part.text,
  })
}
