import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expectSoundBooks } from '../../support/auditor/audit'
import { isLong, isShrinking, runsOf, timeFor } from '../../support/auditor/run'
import { takeBatchStep } from './batchStep'
import { takeBillingStep } from './billingStep'
import { takeDraftStep } from './draftStep'
import { momentOf, openOffice, type Office, type Step } from './office'
import { takePeriodStep } from './periodStep'
import { takeReversalStep } from './reversalStep'

// Any sequence of adjust, cancel, reverse, close and reopen, with all that may come in between, keeps every remainder
// at zero or above, posts nothing into a closed period without an exception, and leaves books that an independent
// auditor agrees with. `CONTRA_SEQUENCES=1000 CONTRA_SEED=1 npx vitest run test/usecase/sequence` runs more of them.

const takers: readonly [take: (office: Office, step: Step) => boolean, shares: Record<string, number>][] = [
  [
    takeDraftStep,
    {
      type: 24,
      header: 5,
      reverse: 9,
      correct: 4,
      cancel: 6,
      delete: 2,
      deleteAtOnce: 2,
      remove: 1,
      undo: 2,
      redo: 2,
    },
  ],
  [takeBatchStep, { post: 13, submit: 5, approve: 6, recall: 2, return: 1 }],
  [takeReversalStep, { plan: 6, replan: 3, finish: 5, discard: 1, link: 4, unlink: 2 }],
  [takePeriodStep, { on: 5, back: 4, grant: 4, revoke: 1, lock: 1 }],
  [takeBillingStep, { land: 8, refuse: 4, export: 4, opposite: 4, twin: 2, withdraw: 2, balance: 2 }],
]
const takerByVerb = new Map(
  takers.flatMap(([take, shares]) => Object.keys(shares).map((verb) => [verb, take] as const)),
)
const verbs = takers.flatMap(([, shares]) =>
  Object.entries(shares).flatMap(([verb, share]) => Array.from({ length: share }, () => verb)),
)

const mayBeRefused = [
  'reverse',
  'cancel',
  'deleteAtOnce',
  'undo',
  'redo',
  'post',
  'submit',
  'approve',
  'plan',
  'finish',
].concat(['link', 'unlink', 'on', 'back', 'grant', 'revoke', 'lock', 'land', 'refuse', 'export'])

const sequences = fc.array(
  fc.record({
    verb: fc.constantFrom(...verbs),
    slot: fc.nat(11),
    pick: fc.nat(9_239),
    amount: fc.integer({ min: 1, max: 6000 }),
  }),
  { minLength: isShrinking ? 1 : 60, maxLength: 110 },
)

function take(office: Office, step: Step): boolean {
  office.minute += 1
  office.context.clock.moveTo(momentOf(office.minute))
  return takerByVerb.get(step.verb)?.(office, step) ?? false
}

const runs = runsOf({ numRuns: 60, seed: 20261122 })

it(
  'keeps remainders, periods and books sound, whatever is done in whatever order',
  () => {
    const tried = new Map<string, number>()
    const accepted = new Map<string, number>()
    const count = (counts: Map<string, number>, verb: string) => counts.set(verb, (counts.get(verb) ?? 0) + 1)
    fc.assert(
      fc.property(sequences, (sequence) => {
        const office = openOffice()
        for (const step of sequence) {
          count(tried, step.verb)
          if (take(office, step)) count(accepted, step.verb)
        }
        expectSoundBooks(office.context)
        office.ledger.close()
      }),
      runs,
    )
    if (isLong) {
      console.table([...tried].map(([verb, steps]) => ({ verb, steps, accepted: accepted.get(verb) ?? 0 })))
    }
    // A test in which everything is refused would prove nothing, nor one in which nothing is.
    for (const verb of new Set(verbs)) {
      expect(accepted.get(verb) ?? 0, `${verb} accepted`).toBeGreaterThan(0)
    }
    for (const verb of mayBeRefused) {
      expect(tried.get(verb) ?? 0, `${verb} refused`).toBeGreaterThan(accepted.get(verb) ?? 0)
    }
  },
  timeFor(runs),
)
