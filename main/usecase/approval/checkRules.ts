import type { ApprovalRule } from '@contract/approval'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Person } from '@contract/setting'
import { formatMinor, parseAmount } from '../../engine/money/amount'
import { currencyDigits } from '../../engine/money/currency'
import { roundToMinor } from '../../engine/money/rounding'
import type { Ledger } from '../../ledger/database'
import { readPeople } from '../../ledger/personTable'

/** What is wrong with rules of approval; `at` names the rule by its place, and the field: `rules/1/lineUpTo/USD`. */
export function checkRules(ledger: Ledger, rules: readonly ApprovalRule[]): Rejection[] {
  const people = readPeople(ledger)
  return [
    ...checkNames(rules),
    ...rules.flatMap((rule, place) => [
      ...checkLimit(`rules/${place}/lineUpTo`, rule.lineUpTo),
      ...checkLimit(`rules/${place}/batchUpTo`, rule.batchUpTo),
      ...rule.running.flatMap(({ upTo }, index) => checkLimit(`rules/${place}/running/${index}`, upTo)),
      ...checkApprovers(`rules/${place}/approverIds`, rule.approverIds, people),
    ]),
  ]
}

/** People tell rules apart by name, so case does not; ids are told apart by the page that made them. */
function checkNames(rules: readonly ApprovalRule[]): Rejection[] {
  const names = new Set<string>()
  const ids = new Set<string>()
  return rules.flatMap(({ name, ruleId }, place) => {
    const key = name.trim().toLocaleLowerCase('en')
    const at = `rules/${place}/name`
    const found: Rejection[] = []
    if (key === '') found.push(rejection('field_required', at, { field: 'name' }))
    else if (names.has(key)) found.push(rejection('name_taken', at, { name }))
    const position = name.search(/\p{Cc}/u)
    if (position >= 0)
      found.push(rejection('text_not_allowed', at, { field: 'name', position: position + 1 }))
    if (ids.has(ruleId)) found.push(rejection('malformed_command', `rules/${place}/ruleId`))
    names.add(key)
    ids.add(ruleId)
    return found
  })
}

function checkLimit(at: string, limit: Readonly<Record<string, string>> | null): Rejection[] {
  if (limit === null) return []
  const amounts = Object.entries(limit)
  // A limit that names no currency would cover nothing at all, in silence.
  if (amounts.length === 0) return [rejection('field_required', at, { field: 'currency' })]
  return amounts.flatMap(([currency, amount]) => checkAmount(`${at}/${currency}`, currency, amount))
}

/** Of a limit, or of an amount that is held against one. */
export function checkAmount(at: string, currency: string, amount: string): Rejection[] {
  const limit = currencyDigits(currency)
  if (limit === undefined) {
    return [rejection('value_unknown', at, { field: 'currency', value: currency, expected: 'ISO 4217' })]
  }
  const read = parseAmount(amount, currency)
  if ('minor' in read) {
    return read.minor > 0n ? [] : [rejection('amount_not_positive', at, { value: amount, currency })]
  }
  if (read.problem === 'too_long') return [rejection('amount_too_long', at, { value: amount, limit: 15 })]
  const nearest = roundToMinor(amount, currency, 'half_up')
  if (read.problem === 'scale' && 'minor' in nearest) {
    const alternative = formatMinor(nearest.minor, currency)
    return [rejection('amount_scale', at, { value: amount, currency, limit, alternative })]
  }
  const params = { field: 'amount', value: amount, expected: '0.00', because: 'not_an_amount' }
  return [rejection('value_unknown', at, params)]
}

/** Who is named is here, and one of them at least may review: else the rule would let nobody approve. */
function checkApprovers(at: string, approverIds: readonly string[], people: readonly Person[]): Rejection[] {
  if (approverIds.length === 0) return []
  const reviewers = people.filter(({ rights }) => rights.includes('review'))
  const expected = reviewers.map(({ name }) => name).join(', ')
  const unknown = approverIds.filter((id) => !people.some((person) => person.id === id))
  if (unknown.length > 0) {
    return unknown.map((value) => rejection('value_unknown', at, { field: 'approverIds', value, expected }))
  }
  if (reviewers.some(({ id }) => approverIds.includes(id))) return []
  const value = people
    .filter(({ id }) => approverIds.includes(id))
    .map(({ name }) => name)
    .join(', ')
  return [rejection('value_unknown', at, { field: 'approverIds', value, expected })]
}
