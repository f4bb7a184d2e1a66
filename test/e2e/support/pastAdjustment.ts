import { linesIn } from './exportedFile'
import { goTo } from './screen'
import type { App } from './app'
import { impact, minor } from './recomputed'

// What has been adjusted, as the list's own file says it, and what is left of each: worked out here from its
// rows alone, with none of the app's code.

export interface Past {
  readonly number: string
  readonly kind: string
  readonly origin: string
  readonly status: string
  readonly account: string
  readonly invoice: string
  readonly sourceType: string
  readonly sourceId: string
  /** The name of the item or tax line; empty for an adjustment of the header. */
  readonly item: string
  readonly date: string
  readonly type: 'Credit' | 'Charge'
  readonly currency: string
  /** Minor units, as are all amounts here. */
  readonly amount: bigint
  readonly transferred: string
  readonly landing: string
  readonly batch: string
  /** The account that its reversal moves against receivables. */
  readonly accountingCode: string
  readonly createdAt: string
  readonly reverses: string
}

/** Every adjustment of the ledger, from the file of the whole list. */
export async function pastOf(app: App, name = 'past.csv'): Promise<Past[]> {
  await goTo(app, 'Adjustments')
  const save = app.page.getByRole('button', { name: 'Save as CSV…' })
  return linesIn(await app.saved(() => save.click(), name)).map(pastOfRow)
}

function pastOfRow(row: Record<string, string>): Past {
  const field = (name: string) => row[name] ?? ''
  const currency = field('Currency')
  return {
    number: field('Adjustment number'),
    kind: field('Kind'),
    origin: field('Origin'),
    status: field('Status'),
    account: field('Account'),
    invoice: field('Invoice'),
    sourceType: field('Source type'),
    sourceId: field('Source ID'),
    item: field('Kind') === 'IA' ? '' : field('Item'),
    date: field('Adjustment date'),
    type: field('Type') === 'Charge' ? 'Charge' : 'Credit',
    currency,
    amount: minor(field('Amount'), currency),
    transferred: field('Transferred to accounting'),
    landing: field('Landing'),
    batch: field('Batch'),
    accountingCode: field('Deferred revenue account') || field('Accounting code'),
    createdAt: field('Created date'),
    reverses: field('Reverses'),
  }
}

/**
 * What is left of each by its number: links first, then imported opposites of one source, which use up the
 * oldest. Nothing is left of a canceled one, nor of a reversal.
 */
export function leftOf(all: readonly Past[]): ReadonlyMap<string, bigint> {
  const standing = all.filter(({ status }) => status === 'Processed')
  const left = new Map(
    all.map(({ number, status, amount }) => [number, status === 'Processed' ? amount : 0n]),
  )
  const take = (from: string, by: string) => {
    const [has, may] = [left.get(from) ?? 0n, left.get(by) ?? 0n]
    const taken = has < may ? has : may
    left.set(from, has - taken)
    left.set(by, may - taken)
  }
  for (const one of standing) if (one.reverses !== '') take(one.reverses, one.number)
  const ordered = [...standing].sort((one, other) => (ageOf(one) < ageOf(other) ? -1 : 1))
  for (const [place, one] of ordered.entries()) {
    if (one.origin !== 'imported' || one.reverses !== '') continue
    for (const older of ordered.slice(0, place)) {
      if (older.reverses === '' && older.type !== one.type && placeOf(older) === placeOf(one))
        take(older.number, one.number)
    }
  }
  for (const one of standing) if (one.reverses !== '') left.set(one.number, 0n)
  return left
}

/** What it did to the balance, in minor units. */
export function impactOf({ type, amount }: Pick<Past, 'type' | 'amount'>): bigint {
  return impact(type, amount)
}

export function opposite(type: Past['type']): Past['type'] {
  return type === 'Credit' ? 'Charge' : 'Credit'
}

function ageOf({ date, createdAt, number }: Past): string {
  return `${date} ${createdAt} ${number}`
}

function placeOf({ invoice, kind, sourceType, sourceId }: Past): string {
  return `${invoice} ${kind} ${sourceType} ${sourceId}`
}
