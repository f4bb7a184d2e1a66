import type { Line } from '@contract/line'

/** ` IIA-7F3K-00000012`: the longest provisional number with the space before it. */
const longestNumber = 18

function carriesNumber(line: Line): boolean {
  const { provisionalNumber, referenceId, comment } = line
  return (
    provisionalNumber !== '' && (referenceId === provisionalNumber || comment.endsWith(provisionalNumber))
  )
}

/** Characters of the comment that the provisional number will need at submit. */
export function numberRoom(line: Line): number {
  if (line.referenceId === '' || carriesNumber(line)) return 0
  const { length } = line.provisionalNumber
  return length === 0 ? longestNumber : line.comment === '' ? length : length + 1
}

/**
 * Puts the provisional number where the billing system will give it back, so that a landed adjustment is
 * recognised (domain.md, "Landing"): into the reference if that is empty, else at the end of the comment.
 * Does nothing twice; cancels and deletes carry none.
 */
export function withProvisionalNumber(line: Line): Line {
  const { provisionalNumber, referenceId, comment } = line
  if (line.action !== 'create' || provisionalNumber === '' || carriesNumber(line)) return line
  if (referenceId === '') return { ...line, referenceId: provisionalNumber }
  return { ...line, comment: comment === '' ? provisionalNumber : `${comment} ${provisionalNumber}` }
}

/**
 * The line as it was typed, before `withProvisionalNumber`: two copies are compared so, and a draft shows no text
 * that nobody wrote. A number that stands elsewhere than `withProvisionalNumber` puts it was typed, and stays.
 */
export function withoutProvisionalNumber(line: Line): Line {
  const { provisionalNumber, referenceId, comment } = line
  if (line.action !== 'create' || provisionalNumber === '') return line
  const without: Line[] = []
  if (referenceId === provisionalNumber) without.push({ ...line, referenceId: '' })
  if (comment === provisionalNumber) without.push({ ...line, comment: '' })
  if (comment.endsWith(` ${provisionalNumber}`)) {
    without.push({ ...line, comment: comment.slice(0, -provisionalNumber.length - 1) })
  }
  return without.find((typed) => isSameText(withProvisionalNumber(typed), line)) ?? line
}

function isSameText(left: Line, right: Line): boolean {
  return left.referenceId === right.referenceId && left.comment === right.comment
}
