import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { totalKeys } from '@contract/approval'
import type { DraftChange } from '@contract/batch'
import { insertReferences } from '../../../main/ledger/adjustmentReferenceTable'
import type { Ledger } from '../../../main/ledger/database'
import { readRunningTotals } from '../../../main/ledger/runningTotal'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { aPostedBatch, approveInput, cell, submit, valueOf } from '../../support/aBatch'
import { reviewer, type TestContext } from '../../support/tempLedger'
import { aDraftOf, aRule, aRuledCompany, saidOf, setRules, trySubmit, upTo } from './ruled'

const now = '2026-11-20T10:00:00.000Z'

/** Every statement that is prepared on the way. */
function watched(ledger: Ledger): { ledger: Ledger; texts: Set<string> } {
  const texts = new Set<string>()
  const sql: Ledger['sql'] = (text) => {
    texts.add(text)
    return ledger.sql(text)
  }
  return { ledger: { ...ledger, sql }, texts }
}

describe('running totals', () => {
  it('ask the ledger nothing where no rule has a running limit', () => {
    const { ledger, texts } = watched(aRuledCompany().ledger)
    expect(readRunningTotals(ledger, { windows: [], batchId: 'B', now })).toEqual([])
    expect(texts.size).toBe(0)
  })

  test.each(totalKeys)(
    'are found per %s by index: no list of adjustments, events or lines is read through',
    (of) => {
      const { ledger, context } = aRuledCompany()
      submit(context, aDraftOf(context, [cell('I1', 'I1a', 'Credit', '1.00')]))
      const keys = new Set(Array.from({ length: 10_000 }, (_, index) => `key ${index}`))
      const asked = watched(ledger)
      readRunningTotals(asked.ledger, { windows: [{ of, days: 30, keys }], batchId: 'B', now })
      const plans = [...asked.texts].flatMap((text) =>
        ledger.database
          .prepare<unknown[], { detail: string }>(`explain query plan ${text}`)
          .all(...boundFor(text))
          .map(({ detail }) => detail),
      )
      expect(asked.texts.size).toBeLessThan(8)
      expect(plans.some((detail) => /USING .*INDEX/.test(detail))).toBe(true)
      expect(plans.filter((detail) => /SCAN (a|e|s|l|r|no|x|adjustment)\b/.test(detail))).toEqual([])
    },
  )
})

function boundFor(text: string): unknown[] {
  if (text.includes(':edge')) return [{ keys: '[]', batch: '', edge: now }]
  return [...text.matchAll(/\?/g)].map(() => '')
}

describe('cancels and deletes', () => {
  const keys = { invoice: 'I1', account: 'A1', preparer: 'preparer', reason: 'Standard Adjustment' }
  const ran = (ledger: Ledger) =>
    totalKeys.map((of) => {
      const windows = [{ of, days: 30, keys: new Set([keys[of]]) }]
      return readRunningTotals(ledger, { windows, batchId: '', now }).map(({ beforeMinor }) => beforeMinor)
    })
  const everywhere = (minor: bigint) => totalKeys.map(() => [minor])
  const act = (action: 'cancel' | 'delete', adjustmentId: string): DraftChange[] => [
    { op: 'put', lineId: '', fields: { action, adjustmentId } },
  ]
  function answer(context: TestContext, batchId: string, outcome: 'landed' | 'refused') {
    const { rows } = valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 1 }))
    const known = outcome === 'landed' ? { billingId: 'B1', number: 'IIA-1' } : { billingId: '', number: '' }
    const mark = { lineId: rows[0]!.line.lineId, outcome, moment: now, ...known }
    valueOf(markLanded(context, { commandId: context.newId(), batchId, marks: [mark] }))
    return mark.lineId
  }

  it('count with what they act on, until the billing system refuses them', () => {
    const { ledger, context } = aRuledCompany()
    const { batchId } = aPostedBatch(context, [cell('I1', 'I1a', 'Credit', '60.00')])
    const id = answer(context, batchId, 'landed')
    const canceled = aDraftOf(context, act('cancel', id))
    submit(context, canceled)
    expect(ran(ledger)).toEqual(everywhere(12_000n))
    post(context, canceled)
    expect(ran(ledger)).toEqual(everywhere(12_000n))
    answer(context, canceled, 'refused')
    expect(ran(ledger)).toEqual(everywhere(6_000n))
  })

  it('a delete counts, waiting and posted, and what it deletes no more', () => {
    const { ledger, context } = aRuledCompany()
    const { batchId } = aPostedBatch(context, [cell('I1', 'I1a', 'Credit', '60.00')])
    const id = answer(context, batchId, 'landed')
    answer(context, aPostedBatch(context, act('cancel', id), 'Cancel').batchId, 'landed')
    const gone = aDraftOf(context, act('delete', id))
    submit(context, gone)
    expect(ran(ledger)).toEqual(everywhere(18_000n))
    post(context, gone)
    expect(ran(ledger)).toEqual(everywhere(6_000n))
  })

  it('of a batch from elsewhere are found by what its ledger calls the adjustment', () => {
    const { ledger, context } = aRuledCompany()
    const { batchId } = aPostedBatch(context, [cell('I1', 'I1a', 'Credit', '60.00')])
    const id = answer(context, batchId, 'landed')
    const canceled = aDraftOf(context, act('cancel', id))
    submit(context, canceled)
    ledger.database.exec('drop trigger line_of_draft_only_update')
    ledger.sql('update line set adjustment_id = ? where batch_id = ?').run('ELSEWHERE', canceled)
    expect(ran(ledger)).toEqual(everywhere(6_000n))
    insertReferences(ledger, [{ id: 'ELSEWHERE', billingId: 'B1', number: '' }])
    expect(ran(ledger)).toEqual(everywhere(12_000n))
    post(context, canceled)
    expect(ran(ledger)).toEqual(everywhere(12_000n))
  })
})

function post(context: TestContext, batchId: string) {
  const batch = valueOf(getBatch(context, { batchId }))
  valueOf(approveBatch(context.as(reviewer), approveInput(context, batch)))
}

/** One line each: on which item, how much in cents, and whether its batch is posted or waits. */
const aPart = fc.record({
  item: fc.constantFrom('I1a', 'I1b'),
  cents: fc.integer({ min: 1, max: 4000 }),
  isPosted: fc.boolean(),
  hours: fc.integer({ min: 0, max: 100 }),
})

const sumOf = (parts: readonly { cents: number }[]) => parts.reduce((sum, { cents }) => sum + cents, 0)

test('splitting a batch never covers what a running limit of its invoice does not cover as one', () => {
  fc.assert(
    fc.property(fc.array(aPart, { minLength: 2, maxLength: 4 }), (parts) => {
      const { context } = aRuledCompany()
      const amountOf = (cents: number) => (cents / 100).toFixed(2)
      valueOf(setRules(context, aRule({ running: [upTo('invoice', amountOf(sumOf(parts) - 1))] })))
      const perItem = ['I1a', 'I1b'].map((item) => ({
        item,
        cents: sumOf(parts.filter((part) => part.item === item)),
      }))
      const together = perItem.filter(({ cents }) => cents > 0)
      const asOne = aDraftOf(
        context,
        together.map(({ item, cents }) => cell('I1', item, 'Credit', amountOf(cents))),
      )
      expect(saidOf(trySubmit(context, asOne))).not.toBe('ok')
      let hours = 0
      const answers = parts.map(({ item, cents, isPosted, hours: later }) => {
        hours += later
        context.clock.moveTo(new Date(Date.parse(now) + hours * 3_600_000).toISOString())
        const batchId = aDraftOf(context, [cell('I1', item, 'Credit', amountOf(cents))])
        const answer = trySubmit(context, batchId)
        if (answer.ok && isPosted) {
          const submitted = answer.value as Parameters<typeof approveInput>[1]
          approveBatch(context.as(reviewer), approveInput(context, submitted))
        }
        return saidOf(answer)
      })
      expect(answers.filter((answer) => answer !== 'ok')).not.toEqual([])
    }),
    { numRuns: 8 },
  )
})
