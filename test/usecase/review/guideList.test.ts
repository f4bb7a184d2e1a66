import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPeople } from '../../../main/ledger/personTable'
import { createBatch } from '../../../main/usecase/batch/createBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { pasteCorrections } from '../../../main/usecase/batch/pasteCorrections'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import type { Context } from '../../../main/usecase/context'
import { practicePassphraseOf } from '../../../main/usecase/seed/company'
import { unlockIdentity } from '../../../main/usecase/person/unlockIdentity'
import { getReview } from '../../../main/usecase/review/getReview'
import { seedSandbox } from '../../../main/usecase/seedSandbox'
import { submitInput, valueOf } from '../../support/aBatch'
import { testClock } from '../../support/fixedClock'
import { sequentialIds } from '../../support/sequentialId'
import { tempLedger, testContext } from '../../support/tempLedger'

// The list that docs/guide-review.md pastes into a new draft of the sandbox.
const text = readFileSync(resolve(__dirname, '../../../docs/example/review-500-lines.txt'), 'utf8')

/** The sandbox as it is made at a moment, in the hands of one of its own people. */
function sandboxAt(moment: string) {
  const ledger = tempLedger('sandbox')
  seedSandbox(ledger, { clock: testClock(moment), newId: sequentialIds() })
  // Those of the sandbox alone: a test context brings people of its own.
  const people = readPeople(ledger)
  const base = testContext(ledger)
  base.clock.moveTo(moment)
  return (name: RegExp): Context => {
    const person = people.find((one) => name.test(one.name))
    if (person === undefined) expect.fail(`nobody is called ${String(name)}`)
    const signer = valueOf(unlockIdentity(ledger, person.id, practicePassphraseOf(person.id)))
    return { ...base, person, signer }
  }
}

describe('the list of the review guide', () => {
  it.each(['2026-11-20T10:00:00.000Z', '2027-03-01T10:00:00.000Z'])(
    'makes a batch of 500 lines that is submitted and reviewed, at %s',
    (moment) => {
      const as = sandboxAt(moment)
      const pat = as(/^Pat/)
      const { batchId, editNumber } = valueOf(createBatch(pat, { commandId: pat.newId(), name: 'Outage' }))
      const paste = { commandId: pat.newId(), batchId, editNumber, text, numberFormat: 'auto' as const }
      const pasted = valueOf(pasteCorrections(pat, paste))
      expect([pasted.readRows, pasted.refusedRows, pasted.rejectedLineCount]).toEqual([500, [], 0])
      const batch = valueOf(getBatch(pat, { batchId }))
      expect(batch.warnings.map(({ code }) => code)).toEqual([])
      valueOf(submitBatch(pat, submitInput(pat, batch)))
      const { lines } = valueOf(getReview(as(/^Robin/), { batchId }))
      expect(lines).toHaveLength(500)
      const reasons = lines.map(({ risks }) => risks.map(({ reason }) => reason).join(' '))
      expect(reasons.slice(0, 5)).toEqual([
        ...Array.from({ length: 4 }, () => 'credit_then_charge item_adjusted_before'),
        'item_adjusted_before close_to_cap first_reason_by_preparer',
      ])
      expect(reasons.filter((one) => one === 'round_amount')).not.toEqual([])
      expect(reasons.filter((one) => one === '').length).toBeGreaterThan(400)
    },
  )
})
