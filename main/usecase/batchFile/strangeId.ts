import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { Ulid } from '@contract/text'
import { adjustmentIdsOf } from '../../engine/batch/renamedAdjustments'
import type { ReadBatchFile } from '../../exchange/batchFile/batchFile'
import { findAdjustmentIds, findAdjustmentsOfOthers } from '../../ledger/adjustmentTable'
import { findBatch } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { readLastNumber, readLedger } from '../../ledger/ledgerTable'
import { findLinesOfNumbers, findLinesOfOtherBatches } from '../../ledger/lineTable'

/**
 * Ids and provisional numbers are given once in the world: one that names something else here, or that this ledger would
 * have to have given and has not, was not given by Contra.
 */
export function strangeIds(ledger: Ledger, file: ReadBatchFile): Rejection | undefined {
  const strange = firstStrange(ledger, file)
  return strange === undefined ? undefined : rejection('file_ids_taken', 'file', { id: strange })
}

function firstStrange(ledger: Ledger, { about: { batch }, revisions }: ReadBatchFile): string | undefined {
  const here = findBatch(ledger, batch.id)
  if (!isUlid(batch.id) || (here !== undefined && here.birthLedgerId !== batch.birthLedgerId)) return batch.id
  const lines = revisions.flatMap(({ frozen }) => frozen.lines)
  const lineIds = new Set(lines.map(({ lineId }) => lineId))
  const malformed =
    [...lineIds].find((id) => !isUlid(id)) ?? malformedAdjustmentId(ledger, adjustmentIdsOf(lines))
  if (malformed !== undefined) return malformed
  const [taken] = [
    ...findLinesOfOtherBatches(ledger, batch.id, lineIds),
    ...findAdjustmentsOfOthers(ledger, batch.id, lineIds),
  ]
  return taken ?? takenNumber(ledger, new Map(lines.map((line) => [line.provisionalNumber, line.lineId])))
}

const isUlid = (id: string) => Ulid.safeParse(id).success

function malformedAdjustmentId(ledger: Ledger, ids: ReadonlySet<string>): string | undefined {
  const malformed = [...ids].filter((id) => !isUlid(id))
  const known = malformed.length === 0 ? new Set<string>() : findAdjustmentIds(ledger, malformed)
  return malformed.find((id) => !known.has(id))
}

/** By a landing, an adjustment is recognised by this number; two with one would be taken for each other. */
function takenNumber(ledger: Ledger, lineIdByNumber: ReadonlyMap<string, string>): string | undefined {
  const numbers = [...lineIdByNumber.keys()].filter((number) => number !== '')
  const taken = findLinesOfNumbers(ledger, numbers).find(
    ({ lineId, number }) => lineIdByNumber.get(number) !== lineId,
  )
  if (taken !== undefined) return taken.number
  const { code } = readLedger(ledger)
  const last = readLastNumber(ledger)
  return numbers.find((number) => {
    const [, ofCode, digits = '0'] = /^I?IA-(.*)-(\d{1,15})$/.exec(number) ?? []
    return ofCode === code && BigInt(digits) > last
  })
}
