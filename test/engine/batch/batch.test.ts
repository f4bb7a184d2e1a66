import { describe, expect, test } from 'vitest'
import { contentOf } from '../../../main/engine/batch/content'
import { movedFacts } from '../../../main/engine/batch/movedFacts'
import { numberRoom, withProvisionalNumber } from '../../../main/engine/batch/provisionalNumber'
import { totalsOf } from '../../../main/engine/batch/totals'
import {
  batchCommands,
  batchStates,
  legalCommands,
  nextState,
  type BatchCommand,
  type BatchState,
} from '../../../main/engine/batch/transition'
import type { ResolvedLine } from '../../../main/engine/fact'
import { adjustment, cancelOf, check, factsOf, invoice, line, lineIdOf, period, source } from '../example'

// domain.md's picture, redrawn as text: what is not listed is refused.
const legal: Record<BatchState, Partial<Record<BatchCommand, BatchState>>> = {
  draft: { edit: 'draft', submit: 'submitted' },
  submitted: { recall: 'draft', return: 'draft', approve: 'approved' },
  approved: { export: 'exported', land: 'landed' },
  exported: { export: 'exported', land: 'landed' },
  landed: {},
}
const pairs = batchStates.flatMap((state) => batchCommands.map((command) => ({ state, command })))

test.each(pairs)('$command on a $state batch', ({ state, command }) => {
  const result = nextState(state, command)
  const next = legal[state][command]
  if (next !== undefined) expect(result).toEqual({ next })
  else {
    const code = state === 'landed' && command === 'land' ? 'landing_already_known' : 'batch_state'
    expect(result).toMatchObject({ rejection: { code, params: { state, command } } })
  }
})

test('a refusal names what is legal instead', () => {
  expect(nextState('submitted', 'edit')).toMatchObject({
    rejection: { params: { legal: 'recall, return, approve' } },
  })
  expect(legalCommands('landed')).toEqual([])
})

const resolvedOf = (...args: Parameters<typeof check>): ResolvedLine[] =>
  check(...args).lines.flatMap(({ resolved }) => resolved ?? [])

describe('totals', () => {
  test('per currency, never across', () => {
    const world = {
      invoices: [invoice(), invoice({ id: 'inv2', number: 'INV-2', currency: 'JPY' })],
      sources: [source(), source({ id: 'item2', invoiceId: 'inv2' })],
      settings: { advancedAdjustment: true },
      adjustments: [adjustment()],
    }
    const lines = [
      { amount: '10.00' },
      { amount: '2.50' },
      { amount: '1.00', type: 'Charge' as const },
      { invoiceId: 'inv2', sourceId: 'item2', amount: '700' },
      cancelOf(adjustment().id),
    ]
    expect(totalsOf(resolvedOf(lines, world))).toEqual([
      expect.objectContaining({ currency: 'JPY', creditCount: 1, creditMinor: 700n, netMinor: -700n }),
      {
        currency: 'USD',
        creditCount: 2,
        creditMinor: 1250n,
        chargeCount: 1,
        chargeMinor: 100n,
        cancelCount: 1,
        cancelMinor: 3000n,
        deleteCount: 0,
        netMinor: 1850n,
      },
    ])
  })

  test('of nothing', () => {
    expect(totalsOf([])).toEqual([])
  })
})

describe('the content of a revision', () => {
  const lines = [line(2, { amount: '5.00' }), line(1)]

  test('is plain JSON, ordered, whatever the order of lines and facts', () => {
    const content = contentOf(lines, factsOf())
    const turned = contentOf([...lines].reverse(), factsOf({ periods: [...factsOf().periods].reverse() }))
    expect(JSON.parse(JSON.stringify(content))).toEqual(content)
    expect(turned).toEqual(content)
    expect(content.lines.map(({ position }) => position)).toEqual([1, 2])
  })

  test('holds the facts that its lines rest on, and no others', () => {
    const content = contentOf(lines, factsOf())
    const named = content.facts
      .filter(({ kind }) => kind !== 'setting')
      .map(({ kind, id }) => `${kind} ${id}`)
    expect(named).toEqual([
      'invoice inv1',
      'period 2026-06',
      'reason Standard Adjustment',
      'source InvoiceDetail:item1',
    ])
    expect(content.facts[0]).toMatchObject({
      values: { balance: '110.00' },
      lineIds: [lineIdOf(1), lineIdOf(2)],
    })
  })

  test('does not depend on who looks at it', () => {
    expect(contentOf(lines, factsOf({ rights: ['review'] }))).toEqual(contentOf(lines, factsOf()))
  })
})

describe('moved facts, was and is', () => {
  const lines = [line(1), line(2, { sourceId: 'item2', date: '2026-07-01' })]
  const before = contentOf(lines, factsOf())
  const movedIn = (world: Parameters<typeof factsOf>[0]) =>
    movedFacts(before, contentOf(lines, factsOf(world)))

  test('nothing has moved', () => {
    expect(movedIn({})).toEqual([])
  })

  test('a balance, with the lines that rest on it', () => {
    expect(movedIn({ invoices: [invoice({ balanceMinor: 5000n })] })).toEqual([
      {
        about: 'invoice',
        id: 'inv1',
        label: 'INV-1',
        field: 'balance',
        was: '110.00',
        is: '50.00',
        currency: 'USD',
        lineIds: [lineIdOf(1), lineIdOf(2)],
      },
    ])
  })

  test('a period concerns only the lines dated in it', () => {
    const moved = movedIn({ periods: [period('06', 'Open'), period('07', 'Closed')] })
    expect(moved).toMatchObject([
      { about: 'period', field: 'state', was: 'Open', is: 'Closed', currency: '', lineIds: [lineIdOf(2)] },
    ])
  })

  test('a fact that is gone', () => {
    const moved = movedIn({ sources: [source()] })
    expect(moved).toMatchObject([
      { about: 'source', field: 'exists', was: true, is: false, lineIds: [lineIdOf(2)] },
    ])
  })

  test('a fact that has come', () => {
    const without = contentOf(lines, factsOf({ sources: [source()] }))
    expect(movedFacts(without, before)).toMatchObject([{ field: 'exists', was: false, is: true }])
  })

  test('a setting concerns every line', () => {
    const moved = movedIn({ settings: { counterItem: false } })
    expect(moved).toMatchObject([
      { about: 'setting', id: 'counterItem', was: true, is: false, lineIds: [lineIdOf(1), lineIdOf(2)] },
    ])
  })
})

describe('the provisional number', () => {
  const provisionalNumber = 'IIA-7F3K-00000012'

  test.each([
    {
      what: 'into an empty reference',
      referenceId: '',
      comment: 'Why',
      is: { referenceId: provisionalNumber, comment: 'Why' },
    },
    {
      what: 'else to the end of the comment',
      referenceId: 'CASE-1',
      comment: 'Why',
      is: { referenceId: 'CASE-1', comment: `Why ${provisionalNumber}` },
    },
    {
      what: 'or as the comment',
      referenceId: 'CASE-1',
      comment: '',
      is: { referenceId: 'CASE-1', comment: provisionalNumber },
    },
  ])('goes $what, once', ({ referenceId, comment, is }) => {
    const marked = withProvisionalNumber(line(1, { referenceId, comment, provisionalNumber }))
    expect(marked).toMatchObject(is)
    expect(withProvisionalNumber(marked)).toBe(marked)
    expect(numberRoom(marked)).toBe(0)
  })

  test('a line without one, and a cancel, stay as they are', () => {
    const draft = line(1)
    const cancel = line(1, { ...cancelOf(adjustment().id), provisionalNumber })
    expect(withProvisionalNumber(draft)).toBe(draft)
    expect(withProvisionalNumber(cancel)).toBe(cancel)
  })
})
