import type { Ledger } from '../../../main/ledger/database'
import { stands, type Posting } from './posting'

/** An item, a tax line or an invoice with what is open of it, in minor units. */
export interface OpenAmount {
  readonly id: string
  readonly currency: string
  readonly invoiceId: string
  readonly amount: bigint
  readonly open: bigint
}

interface AmountRow {
  id: string
  currency: string
  invoice_id: string
  amount_minor: bigint
}

/** Of items and tax lines: the amount and the impacts of what stands, each once. */
export function openAmounts(ledger: Ledger, postings: readonly Posting[]): OpenAmount[] {
  const moved = sumBy(postings.filter(stands), ({ sourceId }) => sourceId)
  return ledger
    .sql<AmountRow>(
      `select s.id, v.currency, s.invoice_id, s.amount_minor from
         (select id, invoice_id, amount_minor from item union all select id, invoice_id, amount_minor from tax_line) s
       join invoice v on v.id = s.invoice_id order by s.id`,
    )
    .all()
    .map(({ id, currency, invoice_id, amount_minor }) => ({
      id,
      currency,
      invoiceId: invoice_id,
      amount: amount_minor,
      open: amount_minor + (moved.get(id) ?? 0n),
    }))
}

/** Of invoices: the imported balance, and each effect that is not known to have landed by its moment. */
export function balances(ledger: Ledger, postings: readonly Posting[]): OpenAmount[] {
  return ledger
    .sql<AmountRow & { balance_minor: bigint; as_of: string }>(
      'select id, currency, id as invoice_id, amount_minor, balance_minor, as_of from invoice order by id',
    )
    .all()
    .map(({ id, currency, amount_minor, balance_minor, as_of }) => {
      let open = balance_minor
      const isIn = (landedAt: string) => landedAt !== '' && landedAt <= as_of
      for (const posting of postings) {
        if (posting.invoiceId !== id || posting.isRefused) continue
        if (!isIn(posting.createLandedAt)) open += posting.impact
        if (posting.isCanceled && !isIn(posting.cancelLandedAt)) open -= posting.impact
      }
      return { id, currency, invoiceId: id, amount: amount_minor, open }
    })
}

function sumBy(postings: readonly Posting[], key: (posting: Posting) => string): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const posting of postings) {
    sums.set(key(posting), (sums.get(key(posting)) ?? 0n) + posting.impact)
  }
  return sums
}

/** Beyond zero on the other side of its amount. */
export function isAcross({ amount, open }: Pick<OpenAmount, 'amount' | 'open'>): boolean {
  return amount < 0n ? open > 0n : open < 0n
}

/** Further from zero than its amount. */
export function isBeyond({ amount, open }: Pick<OpenAmount, 'amount' | 'open'>): boolean {
  return amount < 0n ? open < amount : open > amount
}

/** Decimal text of minor units, worked out without the app's own money. */
export function decimalText(minor: bigint, currency: string): string {
  if (currency === 'JPY') return String(minor)
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0')
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
