import type { LineContent } from '@contract/line'
import type { Rejection } from '@contract/rejection'
import type { AdjustmentFact, Facts, InvoiceFact } from '../fact'
import { formatMinor } from '../money/amount'
import { proposeDate, type DateChoice, type ProposedDate, type ProposedDay } from './proposeDate'

/** Of a ReferenceId; a longer number of an imported original is left out rather than cut. */
const longestReference = 60

export interface ReversalWish {
  readonly adjustmentId: string
  /** Minor units; undefined for all that is left, which is the stored remainder itself. */
  readonly amountMinor: bigint | undefined
  /** What a person wants otherwise than the rules and terms propose it. */
  readonly own?: {
    readonly date?: string | undefined
    readonly reasonCode?: string | undefined
    readonly referenceId?: string | undefined
    readonly comment?: string | undefined
  }
}

export interface ReversalTerms {
  /** Empty for the default reason. */
  readonly reasonCode: string
  readonly comment: string
  /** Today in the tenant's time zone. */
  readonly today: string
}

export type ReversalPlan =
  | {
      readonly adjustmentId: string
      readonly original: AdjustmentFact
      /** The line to be made, ready to be checked like any other. */
      readonly content: LineContent
      readonly amountMinor: bigint
      readonly remainderBeforeMinor: bigint
      readonly remainderAfterMinor: bigint
      readonly currency: string
      /** The rule that chose the date; `person` where someone did. */
      readonly chosenBy: DateChoice | 'person'
      /** What the rule proposes; undefined where it finds no day. */
      readonly proposed: ProposedDay | undefined
      readonly rejection?: undefined
    }
  | { readonly adjustmentId: string; readonly rejection: Rejection }

/**
 * What the reversal wizard shows and adds to a batch: for each wish the opposite line, its date and which
 * rule chose it, or why there is none. Only what no line could be made for is refused here; everything
 * else is left to `checkLines`, which judges the lines. Two wishes for one adjustment count each other.
 */
export function planReversals(
  wishes: readonly ReversalWish[],
  facts: Facts,
  terms: ReversalTerms,
): readonly ReversalPlan[] {
  const takenById = new Map<string, bigint>()
  const propose = proposals(facts, terms.today)
  return wishes.map((wish) => {
    const plan = planReversal(wish, facts, { ...terms, propose }, takenById.get(wish.adjustmentId) ?? 0n)
    if (plan.rejection === undefined) {
      takenById.set(wish.adjustmentId, plan.original.remainderMinor - plan.remainderAfterMinor)
    }
    return plan
  })
}

type Propose = (originalDate: string, reasonCode: string) => ProposedDate

/** Thousands of lines share a few days and reasons: each pair is looked up once. */
function proposals(facts: Facts, today: string): Propose {
  const known = new Map<string, ProposedDate>()
  return (date, reasonCode) => {
    const key = `${date} ${reasonCode}`
    const found = known.get(key)
    if (found !== undefined) return found
    const rule = dateRuleOf(reasonCode, facts)
    const proposed = proposeDate({ date }, rule, facts.periods, today, facts.person)
    known.set(key, proposed)
    return proposed
  }
}

function planReversal(
  wish: ReversalWish,
  facts: Facts,
  general: ReversalTerms & { readonly propose: Propose },
  takenMinor: bigint,
): ReversalPlan {
  const { adjustmentId, own = {} } = wish
  const { propose, today } = general
  const terms = {
    reasonCode: own.reasonCode ?? general.reasonCode,
    comment: own.comment ?? general.comment,
    referenceId: own.referenceId,
  }
  const no = (code: Rejection['code'], params: Rejection['params'] = {}): ReversalPlan => ({
    adjustmentId,
    rejection: { code, at: `adjustments/${adjustmentId}`, params },
  })
  const original = facts.adjustments.get(adjustmentId)
  if (original === undefined) return no('reversal_not_posted')
  const invoice = facts.invoices.get(original.invoiceId)
  if (invoice === undefined) return no('invoice_unknown', { value: original.invoiceId })
  if (original.reversesId !== '') return no('reversal_of_reversal', { alternative: 'new_adjustment' })
  if (original.status === 'Canceled') return no('reversal_of_canceled')
  if (original.claimedBy !== '' && !original.hasReversals) {
    return no('reversal_of_canceled', { batch: original.claimedBy })
  }
  if (!facts.settings.counterItem) return no('reversal_not_enabled', { setting: 'counterItem' })
  const { currency } = invoice
  const leftMinor = original.remainderMinor - takenMinor
  const amountMinor = wish.amountMinor ?? leftMinor
  if (amountMinor > leftMinor || leftMinor <= 0n) {
    const limit = formatMinor(leftMinor < 0n ? 0n : leftMinor, currency)
    return original.claimedBy === ''
      ? no('reversal_exceeds_remainder', { limit, currency, original: original.number })
      : no('claim_taken', { batch: original.claimedBy, left: limit, currency })
  }
  if (amountMinor <= 0n) return no('amount_not_positive', { limit: '0' })
  const dated = propose(original.date, terms.reasonCode)
  const proposed = 'problem' in dated ? undefined : dated
  const date = own.date ?? proposed?.date
  if (date === undefined) {
    return no('period_closed', { value: today, because: 'problem' in dated ? dated.problem : '' })
  }
  const amount = formatMinor(amountMinor, currency)
  return {
    adjustmentId,
    original,
    content: reversalContent(original, invoice, amount, date, terms),
    amountMinor,
    remainderBeforeMinor: leftMinor,
    remainderAfterMinor: leftMinor - amountMinor,
    currency,
    chosenBy: own.date === undefined && proposed !== undefined ? proposed.chosenBy : 'person',
    proposed,
  }
}

function dateRuleOf(reasonCode: string, facts: Facts) {
  const reason =
    reasonCode === ''
      ? [...facts.reasons.values()].find(({ isDefault }) => isDefault)
      : facts.reasons.get(reasonCode)
  return reason?.reversalDateRule ?? 'original_or_first_open'
}

function reversalContent(
  original: AdjustmentFact,
  invoice: InvoiceFact,
  amount: string,
  date: string,
  {
    reasonCode,
    comment,
    referenceId,
  }: Pick<ReversalTerms, 'reasonCode' | 'comment'> & { readonly referenceId: string | undefined },
): LineContent {
  return {
    action: 'create',
    kind: original.kind,
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    sourceType: original.sourceType,
    sourceId: original.sourceId,
    type: original.type === 'Credit' ? 'Charge' : 'Credit',
    amount,
    date,
    reasonCode,
    referenceId: referenceId ?? (original.number.length <= longestReference ? original.number : ''),
    comment,
    accountingCode: '',
    deferredRevenueAccount: '',
    recognizedRevenueAccount: '',
    excludeFromRevenue: false,
    integrationId: '',
    integrationStatus: '',
    syncDate: '',
    customFields: {},
    adjustmentId: '',
    reversesId: original.id,
    replacesId: '',
  }
}
