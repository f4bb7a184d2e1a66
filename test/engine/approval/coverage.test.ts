import { describe, expect, it, test } from 'vitest'
import { coverageOf, decisionOf, isNamed, type Gap } from '../../../main/engine/approval/coverage'
import { batchRows } from './batch.table'
import { beside, line, rule, type Row } from './example'
import { exceptionRows, kindRows } from './kind.table'
import { lineRows } from './line.table'
import { ann, reviewerRows } from './reviewer.table'
import { runningRows } from './running.table'

function said({ what, kind, currency, limit, found, of, key, days }: Gap): string {
  if (what === 'kind') return `kind ${kind}`
  if (what === 'exception') return 'exception'
  if (what === 'currency') return `currency ${currency}`
  const place = what === 'running' ? `${of} ${key} ${days}` : what
  return `${place} ${found} > ${limit} ${currency}`
}

function verdictOf([, given, lines, running]: Row): string {
  const { covering, gaps } = coverageOf([rule(given)], { lines, preparerId: 'P1', running })
  return covering.length > 0 ? 'covered' : gaps.map(said).join(', ')
}

describe.each([
  ['kinds', kindRows],
  ['exceptions', exceptionRows],
  ['one line', lineRows],
  ['the batch', batchRows],
  ['running totals', runningRows],
])('a rule for %s', (_name, rows) => {
  test.each(rows.map((row) => ({ row, what: row[0], verdict: row[4] })))(
    '$what: $verdict',
    ({ row, verdict }) => {
      expect(verdictOf(row)).toBe(verdict)
    },
  )
})

describe('who approved', () => {
  test.each(reviewerRows)('%s', (_what, covering, approvers, verdict) => {
    const { rule: enough, missing } = decisionOf(covering, approvers)
    expect(enough?.name ?? `missing ${missing}`).toBe(verdict)
    expect(missing === 0).toBe(enough !== undefined)
  })

  test('only who may review is named, by a rule for everybody too', () => {
    expect(isNamed(rule(), ann)).toBe(true)
    expect(isNamed(rule(), { ...ann, rights: ['prepare', 'control', 'manage_close'] })).toBe(false)
    expect(isNamed(rule({ approverIds: ['bob'] }), ann)).toBe(false)
  })
})

describe('several rules', () => {
  const small = rule({ name: 'small', lineUpTo: { USD: '100.00' } })
  const middle = rule({ name: 'middle', lineUpTo: { USD: '1000.00' }, reviewerCount: 2 })
  const large = rule({ name: 'large', lineUpTo: { USD: '10000.00' }, approverIds: ['cfo'] })
  const rules = [middle, small, large]
  const coverage = (...lines: ReturnType<typeof line>[]) =>
    coverageOf(rules, { lines, preparerId: 'P1', running: [] })

  it('that cover a batch come with the one first that asks for the fewest people', () => {
    expect(coverage(line('50.00')).covering.map(({ name }) => name)).toEqual(['small', 'large', 'middle'])
    expect(coverage(line('500.00')).covering.map(({ name }) => name)).toEqual(['large', 'middle'])
  })

  it('cover each batch as a whole: no two rules share its lines', () => {
    const onlyCredits = rule({ name: 'credits', kinds: ['item_credit'] })
    const onlyCharges = rule({ name: 'charges', kinds: ['item_charge'] })
    const lines = [line('1.00'), line('1.00', { kind: 'item_charge' })]
    const { covering, gaps } = coverageOf([onlyCredits, onlyCharges], {
      lines,
      preparerId: 'P1',
      running: [],
    })
    expect(covering).toEqual([])
    expect(gaps.map(({ ruleName, kind }) => [ruleName, kind])).toEqual([
      ['credits', 'item_charge'],
      ['charges', 'item_credit'],
    ])
  })

  it('that do not cover it are told with the nearest first', () => {
    expect(coverage(line('20000.00')).gaps.map(({ ruleName }) => ruleName)).toEqual([
      'large',
      'middle',
      'small',
    ])
  })

  it('are nearer by an amount than by what no amount mends', () => {
    const noReversals = rule({ name: 'no reversals', kinds: ['item_credit'] })
    const lines = [line('20000.00', { kind: 'reversal' })]
    const { gaps } = coverageOf([noReversals, small], { lines, preparerId: 'P1', running: [] })
    expect(gaps.map(({ ruleName }) => ruleName)).toEqual(['small', 'no reversals'])
  })

  it('are as near as their worst gap, whatever the currency', () => {
    const upTo = { USD: '100.00', JPY: '10000' }
    const inYen = rule({ name: 'yen', lineUpTo: upTo, batchUpTo: { USD: '9.00', JPY: '99999' } })
    const inDollars = rule({ name: 'dollars', running: [{ of: 'invoice', days: 30, upTo }] })
    const batch = { lines: [line('101.00')], preparerId: 'P1', running: [beside('invoice', 'I1', '900.00')] }
    const { gaps } = coverageOf([inDollars, inYen], batch)
    expect(gaps.map(({ ruleName, what }) => `${ruleName} ${what}`)).toEqual([
      'dollars running',
      'yen line',
      'yen batch',
    ])
  })

  it('cover nothing where there are none', () => {
    expect(coverageOf([], { lines: [line('1.00')], preparerId: 'P1', running: [] })).toEqual({
      covering: [],
      gaps: [],
    })
  })
})
