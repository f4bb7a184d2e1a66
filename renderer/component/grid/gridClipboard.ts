// Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, line ends between rows,
// quotes around a cell that holds either.

/** A text that a spreadsheet would run as a formula is copied behind an apostrophe, and read back without it. */
const formulaStart = /^[=+\-@\t\r]/
const quotedFormula = /^'(?=[=+\-@\t\r])/
const plainNumber = /^[+-]?\d+(\.\d+)?$/

export function blockFromText(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let position = 0
  while (position < text.length) {
    const { cell, next } = text[position] === '"' ? quotedCell(text, position) : plainCell(text, position)
    row.push(cell.replace(quotedFormula, ''))
    const end = text[next]
    if (end === '\t') {
      position = next + 1
      if (position === text.length) row.push('')
      continue
    }
    rows.push(row)
    row = []
    position = end === '\r' && text[next + 1] === '\n' ? next + 2 : next + 1
  }
  if (row.length > 0) rows.push(row)
  return rows
}

interface ReadCell {
  cell: string
  next: number
}

function plainCell(text: string, from: number): ReadCell {
  let next = from
  while (next < text.length && text[next] !== '\t' && text[next] !== '\n' && text[next] !== '\r') next += 1
  return { cell: text.slice(from, next), next }
}

/** A cell that opens with a quote but does not close before a separator is taken as plain text. */
function quotedCell(text: string, from: number): ReadCell {
  let cell = ''
  let position = from + 1
  for (;;) {
    const quote = text.indexOf('"', position)
    if (quote < 0) return plainCell(text, from)
    cell += text.slice(position, quote)
    if (text[quote + 1] === '"') {
      cell += '"'
      position = quote + 2
      continue
    }
    const after = text[quote + 1]
    if (after === undefined || after === '\t' || after === '\n' || after === '\r')
      return { cell, next: quote + 1 }
    return plainCell(text, from)
  }
}

export function textFromBlock(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => row.map(copiedCell).join('\t')).join('\n')
}

function copiedCell(value: string): string {
  const safe = formulaStart.test(value) && !plainNumber.test(value) ? `'${value}` : value
  return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A single copied cell pasted on a selection of rows fills all of them; a block keeps its shape. */
export function isBlock(cells: readonly (readonly string[])[]): boolean {
  return cells.length > 1 || (cells[0]?.length ?? 0) > 1
}
