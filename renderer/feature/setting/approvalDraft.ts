import {
  approvalKinds,
  type ApprovalKind,
  type ApprovalRule,
  type Limit,
  type TotalKey,
} from '@contract/approval'
import type { ReadAmount } from '../../composable/amountText'
import { scaleOf } from '../../composable/useFormat'

// A rule of approval while it is typed: amounts are texts in a table of limits by currencies.

export type Amounts = Readonly<Record<string, string>>

export interface RunningDraft {
  readonly of: TotalKey
  readonly days: string
  readonly amounts: Amounts
}

export interface RuleDraft {
  readonly ruleId: string
  readonly name: string
  readonly kinds: readonly ApprovalKind[]
  /** The columns of the table; what a limit leaves empty it does not cover, unless it is empty throughout. */
  readonly currencies: readonly string[]
  readonly line: Amounts
  readonly batch: Amounts
  readonly running: readonly RunningDraft[]
  readonly coversExceptions: boolean
  readonly isForEverybody: boolean
  readonly approverIds: readonly string[]
  readonly reviewerCount: 1 | 2
}

export type ShowAmount = (amount: string) => string
export type ReadTyped = (typed: string, currency: string) => ReadAmount

/** Shown as the person reads figures. */
export function draftOf(rule: ApprovalRule, show: ShowAmount): RuleDraft {
  const { lineUpTo, batchUpTo, running, approverIds, ...rest } = rule
  const shown = (limit: Limit) =>
    Object.fromEntries(Object.entries(limit ?? {}).map(([currency, amount]) => [currency, show(amount)]))
  return {
    ...rest,
    line: shown(lineUpTo),
    batch: shown(batchUpTo),
    running: running.map(({ of, days, upTo }) => ({ of, days: String(days), amounts: shown(upTo) })),
    currencies: currenciesOf([rule]),
    approverIds,
    isForEverybody: approverIds.length === 0,
  }
}

/** A rule that covers everything up to amounts that are still to be given, in the currencies of the other rules. */
export function newDraft(ruleId: string, rules: readonly ApprovalRule[]): RuleDraft {
  const currencies = currenciesOf(rules)
  return {
    ruleId,
    name: '',
    kinds: approvalKinds,
    currencies: currencies.length === 0 ? ['USD'] : currencies,
    line: {},
    batch: {},
    running: [],
    coversExceptions: false,
    isForEverybody: true,
    approverIds: [],
    reviewerCount: 1,
  }
}

export function currenciesOf(rules: readonly ApprovalRule[]): string[] {
  const limits = rules.flatMap(({ lineUpTo, batchUpTo, running }) => [
    lineUpTo ?? {},
    batchUpTo ?? {},
    ...running.map(({ upTo }) => upTo),
  ])
  return [...new Set(limits.flatMap((limit) => Object.keys(limit)))].sort()
}

/** What keeps a draft from being a rule, as keys of texts by the place where they belong. */
export type DraftProblems = ReadonlyMap<string, string>

/** The rule that a draft stands for; where something is missing or cannot be read, the problems say what. */
export function readDraft(
  draft: RuleDraft,
  read: ReadTyped,
): { readonly rule: ApprovalRule; readonly problems: DraftProblems } {
  const problems = new Map<string, string>()
  const amountsOf = (place: string, amounts: Amounts) =>
    readAmounts(
      draft.currencies,
      amounts,
      (currency, problem) => problems.set(`${place}/${currency}`, problem),
      read,
    )
  if (draft.name.trim() === '') problems.set('name', 'approval.needsName')
  if (draft.kinds.length === 0) problems.set('kinds', 'approval.needsKind')
  if (!draft.isForEverybody && draft.approverIds.length === 0)
    problems.set('approvers', 'approval.needsApprover')
  const running = draft.running.map(({ of, days, amounts }, index) => {
    const place = `running/${index}`
    const upTo = amountsOf(place, amounts)
    if (!isDays(days)) problems.set(`${place}/days`, 'approval.needsDays')
    if (isBlank(amounts)) problems.set(place, 'approval.needsAmount')
    return { of, days: isDays(days) ? parseInt(days, 10) : 1, upTo }
  })
  const { ruleId, kinds, coversExceptions, reviewerCount } = draft
  const rule: ApprovalRule = {
    ruleId,
    name: draft.name.trim(),
    kinds: approvalKinds.filter((kind) => kinds.includes(kind)),
    lineUpTo: limitOf(amountsOf('lineUpTo', draft.line)),
    batchUpTo: limitOf(amountsOf('batchUpTo', draft.batch)),
    running,
    coversExceptions,
    approverIds: draft.isForEverybody ? [] : [...draft.approverIds],
    reviewerCount,
  }
  return { rule, problems }
}

export function isBlank(amounts: Amounts): boolean {
  return Object.values(amounts).every((typed) => typed.trim() === '')
}

function isDays(typed: string): boolean {
  return /^\d{1,4}$/.test(typed.trim()) && parseInt(typed, 10) >= 1 && parseInt(typed, 10) <= 3660
}

/** What a limit of a rule can hold on its way to the ledger, which judges it. */
const moneyText = /^\d{1,15}(\.\d{1,9})?$/

function readAmounts(
  currencies: readonly string[],
  amounts: Amounts,
  refuse: (currency: string, problem: string) => void,
  read: ReadTyped,
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const currency of currencies) {
    const typed = amounts[currency] ?? ''
    if (typed.trim() === '') continue
    const answer = read(typed, currency)
    if ('refusal' in answer) refuse(currency, `approval.amount.${answer.refusal}`)
    else if (!moneyText.test(answer.amount)) refuse(currency, 'approval.amount.malformed')
    else found[currency] = withDecimals(answer.amount, scaleOf(currency))
  }
  return found
}

/** As the ledger writes it: `1000` dollars are `1000.00`. What has too many decimals stays, to be refused. */
function withDecimals(amount: string, scale: number): string {
  const [whole = '', decimals = ''] = amount.split('.')
  const filled = decimals.padEnd(scale, '0')
  return filled === '' ? whole : `${whole}.${filled}`
}

function limitOf(amounts: Record<string, string>): Limit {
  return Object.keys(amounts).length === 0 ? null : amounts
}

/** Moved by one place; at an end it stays. */
export function moved<Item>(items: readonly Item[], from: number, step: 1 | -1): Item[] {
  const result = [...items]
  const to = from + step
  const item = result[from]
  const other = result[to]
  if (item === undefined || other === undefined) return result
  result[from] = other
  result[to] = item
  return result
}
