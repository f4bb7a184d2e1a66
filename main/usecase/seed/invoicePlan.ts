import type { SeedAccount } from '../../ledger/seedTable'
import type { Market } from './company'

/** What is decided of an invoice before its items are. */
export interface InvoicePlan {
  readonly index: number
  readonly account: SeedAccount
  readonly market: Market
  readonly invoiceDate: string
  /** The day on which the facts were true: nothing of the history is later. */
  readonly asOfDate: string
  /** So many adjustments instead of the usual history, for ledgers that are to be large; else undefined. */
  readonly extraCount: number | undefined
}
