import type { ApprovalKind, TotalKey } from '@contract/approval'
import { formatMinor } from '../money/amount'

/** What a rule is short of: the kind, the exception, a currency that its limit does not name, or a limit. */
export type GapKind = 'kind' | 'exception' | 'currency' | 'line' | 'batch' | 'running'

/** Why a rule does not cover a batch, in plain texts: one for each thing that it is short of. */
export interface Gap {
  readonly ruleName: string
  readonly what: GapKind
  /** The kind of lines that the rule does not have; else empty. */
  readonly kind: ApprovalKind | ''
  /** A line that shows it; empty for the batch as a whole. */
  readonly lineId: string
  readonly currency: string
  /** Canonical amounts of the currency; empty where no amount is concerned. */
  readonly limit: string
  readonly found: string
  /** Of a running total: what it is kept of, of which one, and over how many days. */
  readonly of: TotalKey | ''
  readonly key: string
  /** Of the key: itself, until it is given the name that people know. */
  readonly label: string
  readonly days: number
}

/** With the amounts that `Gap` has as text, in minor units: how far a rule is off is told by them. */
export interface MeasuredGap extends Gap {
  readonly limitMinor: bigint
  readonly foundMinor: bigint
}

const nothing: Omit<MeasuredGap, 'ruleName' | 'what'> = {
  kind: '',
  lineId: '',
  currency: '',
  limit: '',
  found: '',
  of: '',
  key: '',
  label: '',
  days: 0,
  limitMinor: 0n,
  foundMinor: 0n,
}

/** One that no amount measures. */
export function plainGap(
  ruleName: string,
  what: 'kind' | 'exception' | 'currency',
  named: Partial<Pick<Gap, 'kind' | 'lineId' | 'currency' | 'of' | 'key' | 'label' | 'days'>>,
): MeasuredGap {
  return { ...nothing, ...named, ruleName, what }
}

/** One over a limit. */
export function amountGap(
  ruleName: string,
  what: 'line' | 'batch' | 'running',
  amount: { readonly currency: string; readonly limitMinor: bigint; readonly foundMinor: bigint },
  named: Partial<Pick<Gap, 'lineId' | 'of' | 'key' | 'label' | 'days'>>,
): MeasuredGap {
  const { currency, limitMinor, foundMinor } = amount
  const texts = { limit: formatMinor(limitMinor, currency), found: formatMinor(foundMinor, currency) }
  return { ...nothing, ...named, ...amount, ...texts, ruleName, what }
}

/**
 * Negative where the left gap is the smaller one: an amount over a limit before what no amount mends, and of two
 * amounts the one that is over by the smaller factor, so that limits of different currencies can be compared.
 */
export function compareGaps(left: MeasuredGap, right: MeasuredGap): number {
  const isLeftPlain = left.limit === ''
  if (isLeftPlain !== (right.limit === '')) return isLeftPlain ? 1 : -1
  const leftFactor = left.foundMinor * right.limitMinor
  const rightFactor = right.foundMinor * left.limitMinor
  if (leftFactor === rightFactor) return 0
  return leftFactor < rightFactor ? -1 : 1
}
