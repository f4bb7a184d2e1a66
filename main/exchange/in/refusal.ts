import type { Rejection } from '@contract/rejection'

/** A file that cannot be read to its end: thrown inside the reader, turned into an outcome where it is called. */
export class FileRefused extends Error {
  readonly rejection: Rejection

  constructor(rejection: Rejection) {
    super(rejection.code)
    this.rejection = rejection
  }
}

/** Where something was found; `column` counts characters of a line, or the columns of a table, from 1. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly header?: string
  readonly field?: string
}

const longestFound = 80

// Written as escapes: a control or bidi character must not act on the screen that shows the message.
// eslint's no-control-regex is not in force here; the ranges are the subject of this file.
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/g
const surrogatePair = /[\ud800-\udbff][\udc00-\udfff]/

/** Text of a file as a message may show it: short, and without characters that hide or act. */
export function shown(text: string): string {
  const short = text.length > longestFound ? `${text.slice(0, longestFound)}…` : text
  const pairless = surrogatePair.test(short)
    ? Array.from(short, escapeOne).join('')
    : short.replace(invisible, escapeOne)
  return pairless
}

function escapeOne(character: string): string {
  const unit = character.charCodeAt(0)
  if (character.length > 1 || character.search(invisible) < 0) return character
  return `\\u${unit.toString(16).padStart(4, '0')}`
}

export function refuse(
  code: Rejection['code'],
  place: Place,
  expected: string,
  found: string,
  more: Rejection['params'] = {},
): Rejection {
  const params: Rejection['params'] = { file: shown(place.file) }
  if (place.line !== undefined) params.line = place.line
  if (place.column !== undefined) params.column = place.column
  if (place.header !== undefined) params.header = shown(place.header)
  if (place.field !== undefined) params.field = place.field
  params.expected = expected
  params.found = shown(found)
  return { code, at: placeText(place), params: { ...params, ...more } }
}

function placeText(place: Place): string {
  const parts = [shown(place.file).slice(0, 120), place.line, place.column].filter(
    (part) => part !== undefined,
  )
  return parts.join(':')
}
