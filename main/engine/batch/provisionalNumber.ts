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
