/** A figure is never cut: so wide is a column (px) for the longest of these canonical amounts, and for its header. */
export function amountWidth(amounts: Iterable<string>, least = 74): number {
  let longest = 0
  for (const amount of amounts) longest = Math.max(longest, shownLength(amount))
  return Math.max(least, Math.ceil(longest * figureWidth) + aroundFigure)
}

/** Of a bold digit at the size of the grid's text. */
const figureWidth = 7.7
/** Padding, and the room that a parenthesis takes. */
const aroundFigure = 26

/** With the marks between thousands. */
function shownLength(amount: string): number {
  const [whole = ''] = amount.replace('-', '').split('.')
  return amount.length + Math.floor(Math.max(0, whole.length - 1) / 3)
}

/** So wide (px) is a column of chips with these words, at least as wide as its header. */
export function chipWidth(words: Iterable<string>, least = 96): number {
  let longest = 0
  for (const word of words) longest = Math.max(longest, word.length)
  return Math.max(least, Math.ceil(longest * letterWidth) + aroundChip)
}

/** So wide (px) is a column of numbers of adjustments: imported ones are shorter than our own. */
export function numberWidth(numbers: Iterable<string>): number {
  let longest = 0
  for (const number of numbers) longest = Math.max(longest, number.length)
  return Math.min(152, Math.max(104, Math.ceil(longest * numberLetterWidth) + aroundNumber))
}

const letterWidth = 6.4
const numberLetterWidth = 7.9
const aroundNumber = 18
const aroundChip = 28
