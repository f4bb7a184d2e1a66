import type { Line } from '@contract/line'
import type { LineLanding } from '@contract/batch'
import { readLineAnswers } from '../../ledger/adjustmentEventTable'
import { loadStandings, type AdjustmentStanding } from '../../ledger/adjustmentStateTable'
import type { Ledger } from '../../ledger/database'

/** Where one posted line stands on its way to the billing system. */
export interface LandingOfLine {
  readonly adjustmentId: string
  readonly adjustmentNumber: string
  readonly invoiceId: string
  readonly landing: LineLanding
  /** Landed, refused, or never to be sent: created and cancelled before any export. */
  readonly isAnswered: boolean
  /** A cancel or delete of what the billing system has never heard of. */
  readonly isOnlyHere: boolean
}

/** By line id; lines whose adjustment is not posted are left out. */
export function landingOfLines(
  ledger: Ledger,
  batchId: string,
  lines: readonly Line[],
): ReadonlyMap<string, LandingOfLine> {
  const standings = loadStandings(ledger, lines.map(adjustmentOfLine))
  const answers = readLineAnswers(ledger, batchId, standings.keys())
  const found = new Map<string, LandingOfLine>()
  for (const line of lines) {
    const standing = standings.get(adjustmentOfLine(line))
    if (standing === undefined) continue
    const answer = answers.get(line.lineId)
    const hasLanded = answer === 'landed' || (answer !== 'refused' && isKnownToHaveLanded(line, standing))
    const landing = hasLanded
      ? 'landed'
      : answer === 'refused'
        ? 'refused'
        : answer === 'exported'
          ? 'in_flight'
          : ''
    const isAnswered = landing === 'landed' || landing === 'refused' || neverLeaves(standing)
    const { adjustmentId, number, invoiceId } = standing
    const isOnlyHere = line.action !== 'create' && neverLeaves(standing)
    found.set(line.lineId, {
      adjustmentId,
      adjustmentNumber: number,
      invoiceId,
      landing,
      isAnswered,
      isOnlyHere,
    })
  }
  return found
}

/** An adjustment has the id of the line that made it. */
export function adjustmentOfLine(line: Line): string {
  return line.action === 'create' ? line.lineId : line.adjustmentId
}

/** An import that brought the twin says so in the state; no mark of a person is needed then. */
function isKnownToHaveLanded({ action }: Line, standing: AdjustmentStanding): boolean {
  if (action === 'create') return standing.createLanded
  return action === 'cancel' && standing.cancelLanded
}

function neverLeaves({ everExported, status }: AdjustmentStanding): boolean {
  return !everExported && status === 'Canceled'
}
