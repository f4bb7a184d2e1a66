import type { Ledger } from './database'
import { idList } from './idList'

// What the events of an adjustment add up to. Every change here stands beside an event of the same
// transaction (adjustmentEventTable).

export function setCancelled(ledger: Ledger, adjustmentId: string, personName: string, at: string): void {
  ledger
    .sql(
      `update adjustment_state set status = 'Canceled', cancelled_at = ?, cancelled_by = ?, cancel_landed_at = null,
         is_cancel_exported = 0 where adjustment_id = ?`,
    )
    .run(at, personName, adjustmentId)
}

export function setDeleted(ledger: Ledger, adjustmentId: string): void {
  ledger.sql('update adjustment_state set is_deleted = 1 where adjustment_id = ?').run(adjustmentId)
}

export interface Landing {
  readonly adjustmentId: string
  readonly effect: 'create' | 'cancel' | 'delete'
  /** Moment at which it landed in the billing system. */
  readonly landedAt: string
  /** The billing system's id and number; empty where not known. */
  readonly billingId: string
  readonly number: string
}

const landCreate = `
  update adjustment_state set create_landed_at = ?, billing_id = coalesce(nullif(?, ''), billing_id),
    number = coalesce(nullif(?, ''), number) where adjustment_id = ?`
const landCancel = `
  update adjustment_state set cancel_landed_at = ?, billing_id = coalesce(nullif(?, ''), billing_id),
    number = coalesce(nullif(?, ''), number) where adjustment_id = ?`

/** A create or cancel is known to stand in the billing system; a delete leaves nothing to note. */
export function setLanded(ledger: Ledger, landing: Landing): void {
  if (landing.effect === 'delete') return
  ledger
    .sql(landing.effect === 'create' ? landCreate : landCancel)
    .run(landing.landedAt, landing.billingId, landing.number, landing.adjustmentId)
}

/**
 * The billing system refused an effect: a create takes no further part, what a cancel or delete would
 * have changed is as it was. The journal of the effect stays; a posted row never goes.
 */
export function setRefused(ledger: Ledger, adjustmentId: string, effect: Landing['effect']): void {
  const statement = {
    create: `update adjustment_state set is_refused = 1 where adjustment_id = ?`,
    cancel: `update adjustment_state set status = 'Processed', cancelled_at = null, cancelled_by = '',
      is_cancel_exported = 0 where adjustment_id = ?`,
    delete: `update adjustment_state set is_deleted = 0 where adjustment_id = ?`,
  }[effect]
  ledger.sql(statement).run(adjustmentId)
}

export interface AdjustmentStanding {
  readonly adjustmentId: string
  readonly invoiceId: string
  readonly number: string
  readonly status: 'Processed' | 'Canceled'
  readonly everExported: boolean
  readonly createLanded: boolean
  readonly cancelLanded: boolean
  readonly isRefused: boolean
}

/** Where adjustments stand on their way to the billing system, by id. */
export function loadStandings(
  ledger: Ledger,
  adjustmentIds: Iterable<string>,
): Map<string, AdjustmentStanding> {
  const rows = ledger
    .sql<{
      adjustment_id: string
      invoice_id: string
      number: string
      status: AdjustmentStanding['status']
      ever_exported: bigint
      create_landed: bigint
      cancel_landed: bigint
      is_refused: bigint
    }>(
      `select s.adjustment_id, a.invoice_id, s.number, s.status,
         s.is_exported or a.origin = 'imported' or s.create_landed_at is not null as ever_exported,
         s.create_landed_at is not null as create_landed, s.cancel_landed_at is not null as cancel_landed, s.is_refused
       from adjustment_state s join adjustment a on a.id = s.adjustment_id
       where s.adjustment_id in (select value from json_each(?))`,
    )
    .all(idList(adjustmentIds))
  return new Map(
    rows.map((row) => [
      row.adjustment_id,
      {
        adjustmentId: row.adjustment_id,
        invoiceId: row.invoice_id,
        number: row.number,
        status: row.status,
        everExported: row.ever_exported === 1n,
        createLanded: row.create_landed === 1n,
        cancelLanded: row.cancel_landed === 1n,
        isRefused: row.is_refused === 1n,
      },
    ]),
  )
}
