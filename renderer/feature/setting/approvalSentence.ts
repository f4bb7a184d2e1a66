import { approvalKinds, type ApprovalKind, type ApprovalRule, type Limit } from '@contract/approval'
import type { Person } from '@contract/setting'
import { t } from '../../text'

// Rules of approval as sentences: what one covers, who approves it, and what does not work out.

type WithCurrency = (amount: string, currency: string) => string

/** “Item credits and reversals up to 1,000.00 USD a line; per account at most 5,000.00 USD in 30 days.” */
export function coversText(rule: ApprovalRule, show: WithCurrency): string {
  const { kinds, lineUpTo, batchUpTo, running, coversExceptions } = rule
  const parts = [
    t('approval.covers', { kinds: kindsText(kinds), limits: limitsText(lineUpTo, batchUpTo, show) }),
    ...running.map(({ of, days, upTo }) =>
      t(`approval.running.${of}`, {
        amounts: amountsText(upTo, show),
        days: t('approval.days', { count: days }, days),
      }),
    ),
    t(coversExceptions ? 'approval.withExceptions' : 'approval.withoutExceptions'),
  ]
  return `${capitalised(parts.join('; '))}.`
}

export function kindsText(kinds: readonly ApprovalKind[]): string {
  if (kinds.length === approvalKinds.length) return t('approval.everything')
  return listed(
    kinds.map((kind) => t(`approval.kind.${kind}`)),
    'conjunction',
  )
}

function limitsText(line: Limit, batch: Limit, show: WithCurrency): string {
  const amounts = { line: amountsText(line ?? {}, show), batch: amountsText(batch ?? {}, show) }
  if (line !== null) return t(batch === null ? 'approval.upToLine' : 'approval.upToBoth', amounts)
  return t(batch === null ? 'approval.anyAmount' : 'approval.upToBatch', amounts)
}

function amountsText(amounts: Readonly<Record<string, string>>, show: WithCurrency): string {
  return listed(
    Object.entries(amounts).map(([currency, amount]) => show(amount, currency)),
    'disjunction',
  )
}

/** “Two approvals, by two of Ann, Bob and Clara.” */
export function approversText(
  { approverIds, reviewerCount }: ApprovalRule,
  people: readonly Person[],
): string {
  const isOne = reviewerCount === 1
  if (approverIds.length === 0) return t(isOne ? 'approval.by.oneAnybody' : 'approval.by.twoAnybody')
  const names = approverIds.map((id) => people.find((person) => person.id === id)?.name ?? id)
  if (isOne) return t('approval.by.one', { names: listed(names, 'disjunction') })
  return t(names.length > 2 ? 'approval.by.twoOf' : 'approval.by.two', {
    names: listed(names, 'conjunction'),
  })
}

/** What a rule asks for and nobody here can give; empty if it works out. */
export function shortageText(
  { approverIds, reviewerCount }: ApprovalRule,
  people: readonly Person[],
): string {
  const able = people.filter(
    ({ id, rights }) => rights.includes('review') && (approverIds.length === 0 || approverIds.includes(id)),
  )
  if (able.length >= reviewerCount) return ''
  const [only] = able
  return only ? t('approval.onlyOne', { person: only.name }) : t('approval.nobody')
}

/** Currencies that one limit of a rule names and another does not: it covers nothing in them. Empty if there are none. */
export function halfNamedText({ lineUpTo, batchUpTo, running }: ApprovalRule): string {
  const limits = [lineUpTo, batchUpTo, ...running.map(({ upTo }) => upTo)].filter((limit) => limit !== null)
  const named = new Set(limits.flatMap((limit) => Object.keys(limit)))
  const missing = [...named].filter((currency) => limits.some((limit) => !Object.hasOwn(limit, currency)))
  return missing.length === 0
    ? ''
    : t('approval.halfNamed', { currencies: listed(missing.sort(), 'conjunction') })
}

/** What is to be said of a rule besides what it reads. */
export function notesOn(
  rule: ApprovalRule,
  people: readonly Person[],
  rules: readonly ApprovalRule[] = [],
): string[] {
  return [shortageText(rule, people), halfNamedText(rule), needlessText(rule, rules)].filter(
    (note) => note !== '',
  )
}

/**
 * One rule that covers is enough, so a limit helps only as long as no other rule does without it. Says which rule
 * covers all that this one does, asks for no more people and lets the same ones approve; empty if there is none.
 */
export function needlessText(rule: ApprovalRule, rules: readonly ApprovalRule[]): string {
  const place = rules.indexOf(rule)
  const wider = rules.find(
    (other, at) => other !== rule && isAsWide(other, rule) && (at < place || !isAsWide(rule, other)),
  )
  return wider === undefined ? '' : t('approval.needless', { name: wider.name })
}

function isAsWide(wide: ApprovalRule, rule: ApprovalRule): boolean {
  const { approverIds } = wide
  return (
    wide.lineUpTo === null &&
    wide.batchUpTo === null &&
    wide.running.length === 0 &&
    (wide.coversExceptions || !rule.coversExceptions) &&
    wide.reviewerCount <= rule.reviewerCount &&
    rule.kinds.every((kind) => wide.kinds.includes(kind)) &&
    (approverIds.length === 0 ||
      (rule.approverIds.length > 0 && rule.approverIds.every((id) => approverIds.includes(id))))
  )
}

/** Kinds that no rule covers: batches with such lines cannot be submitted. */
export function uncoveredKinds(rules: readonly ApprovalRule[]): ApprovalKind[] {
  return approvalKinds.filter((kind) => !rules.some(({ kinds }) => kinds.includes(kind)))
}

function listed(items: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat('en-GB', { type }).format(items)
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
