import { sourceKey, type ResolvedLine } from '../fact'

/** What lines do to one invoice's balance; minor units of its currency. */
export interface InvoiceEffect {
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly currency: string
  readonly beforeMinor: bigint
  readonly impactMinor: bigint
  readonly afterMinor: bigint
}

/** What lines do to one item's or tax line's open amount. */
export interface SourceEffect {
  readonly invoiceId: string
  /** `${type}:${id}` */
  readonly sourceKey: string
  readonly name: string
  readonly currency: string
  readonly beforeMinor: bigint
  readonly impactMinor: bigint
  readonly afterMinor: bigint
}

export interface Effect {
  readonly invoices: readonly InvoiceEffect[]
  readonly sources: readonly SourceEffect[]
}

/** Before, change and after of every balance and open amount that the lines touch, in the order of the lines. */
export function effectOf(resolved: readonly ResolvedLine[]): Effect {
  const invoices = new Map<string, InvoiceEffect>()
  const sources = new Map<string, SourceEffect>()
  for (const { invoice, source, currency, impactMinor } of resolved) {
    const ofInvoice = invoices.get(invoice.id) ?? {
      invoiceId: invoice.id,
      invoiceNumber: invoice.number,
      currency,
      ...unmoved(invoice.balanceMinor),
    }
    invoices.set(invoice.id, moved(ofInvoice, impactMinor))
    if (source === undefined) continue
    const key = sourceKey(source.type, source.id)
    const ofSource = sources.get(key) ?? {
      invoiceId: invoice.id,
      sourceKey: key,
      name: source.name,
      currency,
      ...unmoved(source.openMinor),
    }
    sources.set(key, moved(ofSource, impactMinor))
  }
  return { invoices: [...invoices.values()], sources: [...sources.values()] }
}

function unmoved(minor: bigint) {
  return { beforeMinor: minor, impactMinor: 0n, afterMinor: minor }
}

function moved<Effected extends InvoiceEffect | SourceEffect>(
  effect: Effected,
  impactMinor: bigint,
): Effected {
  return {
    ...effect,
    impactMinor: effect.impactMinor + impactMinor,
    afterMinor: effect.afterMinor + impactMinor,
  }
}
