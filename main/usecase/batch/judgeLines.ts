import type { Line } from '@contract/line'
import { checkLines } from '../../engine/rule/checkLines'
import type { BatchVerdict } from '../../engine/fact'
import { loadFacts, type LoadedFacts } from '../../ledger/judgedFact'
import type { Context } from '../context'

export interface JudgedLines extends LoadedFacts {
  readonly lines: readonly Line[]
  readonly verdict: BatchVerdict
}

/** Checks lines of a batch against the ledger as it is now, for the acting person. */
export function judgeLines(context: Context, batchId: string, lines: readonly Line[]): JudgedLines {
  const { ledger, person, clock } = context
  const loaded = loadFacts(ledger, lines, { person, now: clock.now(), batchId })
  const facts = { ...loaded.facts, today: clock.today(loaded.facts.settings.timeZone) }
  return { ...loaded, facts, lines, verdict: checkLines(lines, facts) }
}
