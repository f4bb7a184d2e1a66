import type { BatchView, LineView } from '@contract/batch'
import { placeOfRejection } from '../../store/draftLine'
import { isUnanswered } from './landingMark'

/** From this version of its API on, the billing system takes no invoice adjustments over SOAP. */
const versionWithoutSoapHeaders = 64

/**
 * The lines that a file of a format will hold, as far as can be told before it is written: requests leave
 * out what has been answered and what is legal only together, which is what the worksheet is for.
 */
export function linesThatLeave(
  lines: readonly LineView[],
  batch: Pick<BatchView, 'warnings'>,
  { format, apiVersion }: { format: string; apiVersion: number },
): readonly LineView[] {
  if (format === 'csv') return lines
  const together = new Set(
    batch.warnings
      .filter(({ code }) => code === 'only_together')
      .map(({ at }) => placeOfRejection(at).lineId),
  )
  return lines.filter((view) => {
    if (!isUnanswered(view)) return false
    if (format === 'worksheet') return together.has(view.line.lineId)
    const isTooNew = format === 'soap' && view.line.kind === 'IA' && apiVersion >= versionWithoutSoapHeaders
    return !together.has(view.line.lineId) && !isTooNew
  })
}
