import type { Delimiter } from './csv/scan'
import { FileRefused, refuse } from './refusal'

/** Rows of cells as text; `lines[i]` is the line of the file where row i starts, from 1. */
export interface RowBatch {
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
  /** JSON only, one string per row and a letter per cell: s text, n number, b boolean, - null or missing. */
  readonly types?: readonly string[]
  /** True if every cell is known to be printable ASCII on one line: no text of it needs a look. */
  readonly isPlain?: boolean
}

/** A file as a table: a CSV file is one, a JSON answer with nested tax lines two. */
export interface Table {
  readonly file: string
  readonly format: 'csv' | 'json'
  /** Name of the list inside a JSON file; empty for a CSV file and a plain list. */
  readonly part: string
  readonly delimiter: Delimiter | ''
  readonly columns: readonly string[]
  readonly sample: readonly (readonly string[])[]
  /** All rows, from the start; may throw FileRefused in the middle. */
  read(): Generator<RowBatch>
}

/** How many rows are looked at to recognise formats, and shown to someone who maps columns. */
export const sampleSize = 1000

const dangerous = new Set(['__proto__', 'constructor', 'prototype'])
const longestHeader = 255
// A header is a name on one line: control characters are the subject of this check.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** Names of the columns. A column without a name gets its number, so that it can be listed. */
export function checkHeader(cells: readonly string[], file: string, line: number): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, index) => {
    const name = cell.trim()
    const column = index + 1
    if (name === '') return `#${column}`
    checkColumnName(name, { file, line, column })
    const first = seen.get(name)
    if (first !== undefined) {
      throw new FileRefused(
        refuse('header_duplicate', { file, line, column, header: name }, 'each name once', name, { first }),
      )
    }
    seen.set(name, column)
    return name
  })
}

/** Throws FileRefused header_not_allowed: names that would act on an object, or are no names. */
export function checkColumnName(name: string, place: { file: string; line: number; column: number }): void {
  if (!dangerous.has(name) && !control.test(name) && name.length <= longestHeader) return
  throw new FileRefused(refuse('header_not_allowed', { ...place, header: name }, 'a name of a field', name))
}
