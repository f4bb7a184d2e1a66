/**
 * Cells of a block copied from a spreadsheet: tabs between cells, line ends between rows, quotes around a
 * cell that holds either. Text without any tab is read with the semicolon or comma of a CSV. Rows keep
 * their number from 1, so that a refusal names the one on the screen.
 */
export interface PastedRow {
  readonly row: number
  readonly cells: readonly string[]
}

export function readPastedTable(text: string): PastedRow[] {
  const separator = separatorOf(text)
  const rows: PastedRow[] = []
  let cells: string[] = []
  let position = 0
  for (let row = 1; position <= text.length;) {
    const cell = readCell(text, position, separator)
    cells.push(cell.text.trim())
    position = cell.end + 1
    if (text[cell.end] === separator) continue
    if (text[cell.end] === '\r' && text[position] === '\n') position += 1
    if (cells.some((found) => found !== '')) rows.push({ row, cells })
    cells = []
    row += 1
  }
  return rows
}

function separatorOf(text: string): string {
  if (text.includes('\t')) return '\t'
  return text.includes(';') ? ';' : ','
}

function readCell(text: string, start: number, separator: string): { text: string; end: number } {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, separator)
    return { text: text.slice(start, end), end }
  }
  let content = ''
  let position = start + 1
  for (;;) {
    const quote = text.indexOf('"', position)
    // A quote that never closes is no quoting: spreadsheets copy `5" pipe` as it is.
    if (quote < 0) {
      const end = endOfPlain(text, start, separator)
      return { text: text.slice(start, end), end }
    }
    content += text.slice(position, quote)
    position = quote + 1
    if (text[position] !== '"') {
      const end = endOfPlain(text, position, separator)
      return { text: content + text.slice(position, end), end }
    }
    content += '"'
    position += 1
  }
}

function endOfPlain(text: string, start: number, separator: string): number {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}
