import type { BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { countMarks, listSamples } from '../../ledger/reviewTable'

/** How far a person has gone through a revision: what they sign with their approval. */
export interface Reviewed {
  /** Lines. */
  readonly accepted: number
  /** Lines marked for return: while there are any, the revision is not approved (`lines_marked_for_return`). */
  readonly returned: number
  /** The last one that this person drew of this revision. */
  readonly sample: { readonly seed: string; readonly size: number } | null
}

export function reviewedBy(
  ledger: Ledger,
  { id: batchId, contentHash }: Pick<BatchRecord, 'id' | 'contentHash'>,
  personId: string,
): Reviewed {
  const drawn = listSamples(ledger, batchId, contentHash).find((sample) => sample.personId === personId)
  return {
    ...countMarks(ledger, { batchId, contentHash, personId }),
    sample: drawn === undefined ? null : { seed: drawn.seed, size: drawn.size },
  }
}
