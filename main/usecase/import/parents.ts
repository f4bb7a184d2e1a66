import type { Rejection } from '@contract/rejection'
import type { Place } from '../../exchange/in/refusal'
import { refuse } from '../../exchange/in/refusal'
import { moneyReader } from '../../exchange/in/money'
import type { NumberFormat } from '../../exchange/in/cell/number'
import type { RoundingMode } from '../../engine/money/decimal'
import type { Staging } from '../../ledger/stagingFile'
import {
  findInvoice,
  findInvoiceByNumber,
  findItem,
  findItemOfLedger,
  findTaxLine,
  wasRefused,
  type KnownInvoice,
} from '../../ledger/stagingLookup'

/** An invoice that rows of this import rest on, with what has come for it so far. */
export interface Parent extends KnownInvoice {
  /** Sums of staged rows in minor units; undefined until there is one. */
  itemsMinor: bigint | undefined
  taxesMinor: bigint | undefined
}

/** Finds the invoice of a row, in this import or in the ledger, and reads amounts in its currency. */
export class Parents {
  private readonly byId = new Map<string, Parent>()
  private readonly byNumber = new Map<string, Parent>()
  private readonly readers = new Map<string, NonNullable<ReturnType<typeof moneyReader>>>()

  constructor(
    private readonly staging: Staging,
    private readonly rounding: Readonly<Record<string, RoundingMode>>,
  ) {}

  /** All invoices that rows were found to rest on. */
  used(): Iterable<Parent> {
    return this.byId.values()
  }

  byInvoiceId(id: string): Parent | undefined {
    const known = this.byId.get(id)
    if (known !== undefined) return known
    const found = findInvoice(this.staging, id)
    return found === undefined ? undefined : this.keep(found)
  }

  byInvoiceNumber(number: string): Parent | undefined {
    const known = this.byNumber.get(number)
    if (known !== undefined) return known
    const found = findInvoiceByNumber(this.staging, number)
    if (found === undefined) return undefined
    const parent = this.keep(found)
    this.byNumber.set(parent.number, parent)
    return parent
  }

  /** Keys are the texts that the database gave: those of a row would hold on to the whole piece of the file. */
  private keep(found: KnownInvoice): Parent {
    const known = this.byId.get(found.id)
    if (known !== undefined) return known
    const parent: Parent = { ...found, itemsMinor: undefined, taxesMinor: undefined }
    this.byId.set(parent.id, parent)
    return parent
  }

  /** The invoice that a row names by id, number or both, or why there is none. */
  invoiceOf(id: string, number: string, place: (field: string) => Place): Parent | Rejection {
    const parent = id !== '' ? this.byInvoiceId(id) : this.byInvoiceNumber(number)
    const field = id !== '' ? 'invoiceId' : 'invoiceNumber'
    if (parent === undefined) return this.missing('invoice', place(field), id !== '' ? id : number)
    if (id !== '' && number !== '' && parent.number !== number) {
      return refuse('row_parent_differs', place('invoiceNumber'), parent.number, number)
    }
    return parent
  }

  /** The invoice of an item that the ledger had before this import. */
  invoiceOfKnownItem(id: string): string | undefined {
    return findItemOfLedger(this.staging, id)?.invoiceId
  }

  /** The invoice of an item or tax line, of this import or the ledger. */
  sourceInvoice(type: 'InvoiceDetail' | 'Tax', id: string): string | undefined {
    return (type === 'Tax' ? findTaxLine(this.staging, id) : findItem(this.staging, id))?.invoiceId
  }

  missing(kind: 'invoice' | 'item' | 'taxLine', place: Place, found: string): Rejection {
    if (wasRefused(this.staging, kind, found)) {
      return refuse('row_parent_refused', place, `a row of kind ${kind} that is sound`, found)
    }
    return refuse('row_parent_unknown', place, `kind ${kind}, in the ledger or in this import`, found)
  }

  /** Undefined for a currency that is not in ISO 4217. */
  money(currency: string, format: NumberFormat): ReturnType<typeof moneyReader> {
    const key = `${currency} ${format}`
    const known = this.readers.get(key)
    if (known !== undefined) return known
    const reader = moneyReader(currency, format, this.rounding[currency])
    if (reader !== undefined) this.readers.set(key, reader)
    return reader
  }
}
