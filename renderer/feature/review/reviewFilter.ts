import type { LineMark, ReviewLine } from '@contract/review'

export const reviewFilters = ['all', 'unmarked', 'sample', 'reasons', 'moved', 'returned'] as const
export type ReviewFilter = (typeof reviewFilters)[number]

/** What the reviewer has made of a line by now, which may be newer than the line. */
export type MarkOf = (lineId: string) => LineMark

export function fits(line: ReviewLine, filter: ReviewFilter, markOf: MarkOf): boolean {
  const mark = markOf(line.view.line.lineId)
  switch (filter) {
    case 'unmarked':
      return mark === ''
    case 'sample':
      return line.isInSample
    case 'reasons':
      return hasOwnReasons(line)
    case 'moved':
      return line.hasMovedFacts
    case 'returned':
      return mark === 'returned'
    default:
      return true
  }
}

/** The same two people is a reason of the whole batch, and singles no line out. */
function hasOwnReasons({ risks, view, hasMovedFacts }: ReviewLine): boolean {
  return view.rejections.length > 0 || hasMovedFacts || risks.some(({ reason }) => reason !== 'same_pair')
}

/** The lines of a filter that hold every word of a search, in the order that they have. */
export function shownLines(
  lines: readonly ReviewLine[],
  filter: ReviewFilter,
  search: string,
  markOf: MarkOf,
): readonly ReviewLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (filter === 'all' && words.length === 0) return lines
  return lines.filter((line) => {
    if (!fits(line, filter, markOf)) return false
    const text = words.length === 0 ? '' : textOf(line)
    return words.every((word) => text.includes(word))
  })
}

const texts = new WeakMap<ReviewLine, string>()

function textOf(reviewed: ReviewLine): string {
  const known = texts.get(reviewed)
  if (known !== undefined) return known
  const { line, invoiceNumber, accountName, sourceName, adjustmentNumber, originalNumber } = reviewed.view
  const { amount, reasonCode, referenceId, comment, provisionalNumber } = line
  const said = reviewed.earlierComments.map(({ comment: earlier }) => earlier)
  const text = [invoiceNumber, accountName, sourceName, adjustmentNumber, originalNumber, amount, reasonCode]
    .concat(referenceId, comment, provisionalNumber, said)
    .join(' ')
    .toLowerCase()
  texts.set(reviewed, text)
  return text
}
