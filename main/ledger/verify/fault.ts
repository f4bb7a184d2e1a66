/** What does not hold, where, what the rest of the ledger says should stand there, and what stands there. */
export interface Fault {
  readonly what: FaultKind
  readonly place: string
  readonly expected: string
  readonly found: string
}

export type FaultKind =
  | 'file_page'
  | 'file_reference'
  | 'file_schema'
  | 'audit_sequence'
  | 'audit_link'
  | 'audit_hash'
  | 'audit_missing'
  | 'revision_hash'
  | 'period_order'
  | 'period_state'
  | 'period_exception'
  | 'adjustment_content'
  | 'adjustment_events'
  | 'adjustment_state'
  | 'journal_missing'
  | 'journal_entries'
  | 'journal_balance'
  | 'journal_adjustment'
  | 'journal_mirror'
  | 'reversal_remainder'
  | 'reversal_link'
  | 'statement'
  | 'approval'
  | 'approval_journal'
  | 'batch_file'
  | 'reversal_of_refused'
  | 'invoice_balance'

/** More than this are not collected: a ledger with so many is beyond reading them one by one. */
const mostFaults = 200

/** Collects faults, and tells the caller how far the reading is. */
export class Watch {
  readonly faults: Fault[] = []
  private steps = 0

  constructor(
    private readonly progress: (phase: string, done: number, total: number) => void,
    private readonly isCancelled: () => boolean,
  ) {}

  fault(what: FaultKind, place: string, expected: unknown, found: unknown): void {
    if (this.faults.length < mostFaults) {
      this.faults.push({ what, place, expected: textOf(expected), found: textOf(found) })
    }
  }

  /** Faults unless both are the same. */
  same(what: FaultKind, place: string, expected: unknown, found: unknown): void {
    if (expected !== found) this.fault(what, place, expected, found)
  }

  /** One more row was read. Throws `VerifyCancelled` when nobody waits for the verdict any more. */
  step(phase: string, done: number, total: number): void {
    this.steps += 1
    if (this.steps % 500 !== 1 && done !== total) return
    if (this.isCancelled()) throw new VerifyCancelled()
    this.progress(phase, done, total)
  }
}

export class VerifyCancelled extends Error {}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return value.toString()
  return value === undefined || value === null ? '' : JSON.stringify(value)
}
