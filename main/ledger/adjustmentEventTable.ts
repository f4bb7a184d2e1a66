import type { Ledger } from './database'
import { idList } from './idList'

export type AdjustmentEventName =
  'posted' | 'imported' | 'cancelled' | 'exported' | 'landed' | 'refused' | 'updated' | 'deleted' | 'linked'

export interface AdjustmentEventRecord {
  readonly adjustmentId: string
  readonly event: AdjustmentEventName
  /** The effect it speaks of. */
  readonly effect: 'create' | 'cancel' | 'delete'
  readonly at: string
  readonly personId: string
  readonly personName: string
  readonly batchId: string | null
  readonly lineId: string | null
  readonly importId: string | null
  readonly detail: Readonly<Record<string, string>>
}

/** Appends what became of adjustments. Triggers refuse a cancel in a closed period and a second cancel. */
export function appendAdjustmentEvents(ledger: Ledger, events: Iterable<AdjustmentEventRecord>): void {
  const statement = ledger.sql(
    `insert or fail into adjustment_event (adjustment_id, event, effect, at, person_id, person_name, batch_id, line_id,
       import_id, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const event of events) {
    statement.run(
      event.adjustmentId,
      event.event,
      event.effect,
      event.at,
      event.personId,
      event.personName,
      event.batchId,
      event.lineId,
      event.importId,
      JSON.stringify(event.detail),
    )
  }
}

export type LineAnswer = 'exported' | 'landed' | 'refused'

/** The last word on each line of a batch about its way to the billing system, by line id. */
export function readLineAnswers(ledger: Ledger, batchId: string, adjustmentIds: Iterable<string>) {
  const rows = ledger
    .sql<{ lineId: string; event: LineAnswer }>(
      `select line_id as lineId, event from adjustment_event
       where adjustment_id in (select value from json_each(?)) and batch_id = ? and line_id is not null
         and event in ('exported', 'landed', 'refused') order by sequence`,
    )
    .all(idList(adjustmentIds), batchId)
  return new Map<string, LineAnswer>(rows.map(({ lineId, event }) => [lineId, event]))
}
