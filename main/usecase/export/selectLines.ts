import type { ExportFormat } from '@contract/exchange'
import type { BatchVerdict } from '../../engine/fact'
import { hasInvoiceAdjustmentType } from '../../exchange/out/fieldVersion'
import type { LineAnswer } from '../../ledger/adjustmentEventTable'
import type { PostedLine } from '../../ledger/exportTable'

/** Why a line does not stand in a file. */
export type LeftOutCode =
  /** Created and cancelled before anything left: the billing system never hears of it. */
  | 'never_exported'
  | 'landed'
  | 'refused'
  /** It comes out as a worksheet to be typed in. */
  | 'only_together'
  /** It goes by request; the worksheet is for what is legal only together. */
  | 'goes_by_request'
  | 'not_in_api_version'
  /** A cancel or delete names the billing system's id, and its landing was noted without one. */
  | 'billing_id_unknown'

export interface LeftOut {
  readonly lineId: string
  readonly code: LeftOutCode
}

/** Lines whose effect the billing system does not have yet: what is judged, and what can be sent. */
export function isUnsent(posted: PostedLine, answer: LineAnswer | undefined): boolean {
  return notSentBecause(posted, answer) === undefined
}

function notSentBecause(posted: PostedLine, answer: LineAnswer | undefined): LeftOutCode | undefined {
  if (answer === 'refused' || posted.isRefused) return 'refused'
  if (answer === 'landed') return 'landed'
  switch (posted.line.action) {
    case 'create':
      if (posted.createLanded) return 'landed'
      return posted.status === 'Canceled' && !posted.everExported ? 'never_exported' : undefined
    case 'cancel':
      if (posted.cancelLanded) return 'landed'
      return posted.everExported ? undefined : 'never_exported'
    case 'delete':
      return undefined
  }
}

export interface Selection {
  /** In the order of the file: for requests, one in which every step is legal. */
  readonly lines: readonly PostedLine[]
  readonly leftOut: readonly LeftOut[]
}

export interface Choice {
  readonly format: ExportFormat
  readonly apiVersion: number
  readonly posted: readonly PostedLine[]
  readonly answers: ReadonlyMap<string, LineAnswer>
  /** Of the unsent lines. */
  readonly verdict: BatchVerdict
}

export function selectLines(choice: Choice): Selection {
  const together = new Set(
    choice.verdict.lines.filter((line) => line.onlyTogether).map(({ lineId }) => lineId),
  )
  const leftOut: LeftOut[] = []
  const taken: PostedLine[] = []
  for (const posted of choice.posted) {
    const { lineId } = posted.line
    const code = leftOutBecause(choice, posted, together)
    if (code === undefined) taken.push(posted)
    else leftOut.push({ lineId, code })
  }
  return { lines: inSendingOrder(choice, taken), leftOut }
}

function leftOutBecause(
  { format, apiVersion, answers }: Choice,
  posted: PostedLine,
  together: ReadonlySet<string>,
): LeftOutCode | undefined {
  const notSent = notSentBecause(posted, answers.get(posted.line.lineId))
  // The table lists what has landed as well: it is also the record of the batch.
  if (notSent !== undefined) return format === 'csv' && notSent === 'landed' ? undefined : notSent
  if (format === 'csv') return undefined
  const isTogether = together.has(posted.line.lineId)
  if (format === 'worksheet') return isTogether ? undefined : 'goes_by_request'
  if (isTogether) return 'only_together'
  if (posted.line.action !== 'create' && posted.billingId === '') return 'billing_id_unknown'
  if (format === 'soap' && posted.kind === 'IA' && !hasInvoiceAdjustmentType(apiVersion)) {
    return 'not_in_api_version'
  }
  return undefined
}

function inSendingOrder({ format, verdict }: Choice, taken: readonly PostedLine[]): readonly PostedLine[] {
  if (format === 'csv' || format === 'worksheet') return taken
  const places = new Map(verdict.legalOrder.map((lineId, place) => [lineId, place]))
  // Deletes concern what is canceled, so they move nothing and come last.
  const placeOf = ({ line }: PostedLine) =>
    places.get(line.lineId) ?? verdict.legalOrder.length + line.position
  return [...taken].sort((left, right) => placeOf(left) - placeOf(right))
}
