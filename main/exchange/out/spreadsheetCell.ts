// Cells of a CSV file that a person may open in a spreadsheet (OWASP, "CSV injection").

/**
 * What a spreadsheet would run: a cell that begins with = + - @, their full-width forms, tab or a line
 * break, also behind blanks or a guard of ours. Counting the guard makes the guarding reversible.
 */
const runs = /^'*[\s\ufeff]*[=+\-@＝＋－＠\t\r\n]/u
const guarded = /^''*[\s\ufeff]*[=+\-@＝＋－＠\t\r\n]/u
const needsCare = /^['=+\-@＝＋－＠\s\ufeff]|[",\r\n]/u
const needsQuotes = /[",\r\n]/

/** A text as a cell: guarded by an apostrophe where a spreadsheet would run it, quoted where CSV needs it. */
export function textCell(text: string): string {
  if (!needsCare.test(text)) return text
  const safe = guardText(text)
  return safe !== text || needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function guardText(text: string): string {
  return runs.test(text) ? `'${text}` : text
}

/** Takes back what guardText did; any other text stays as it is. */
export function unguardText(text: string): string {
  return guarded.test(text) ? text.slice(1) : text
}
