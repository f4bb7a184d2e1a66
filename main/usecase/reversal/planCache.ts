import type { PlanContent } from '@contract/reversal'
import type { Ledger } from '../../ledger/database'
import { readConnectionStamp } from '../../ledger/connectionStamp'
import { findReversalPlan, type ReversalPlanHead } from '../../ledger/reversalPlanTable'
import type { Context } from '../context'
import { planReversal, type JudgedPlan } from './planReversal'

/** A plan with its verdicts, as it is being worked on. Altered in place by the edits of it. */
export interface PlanAtWork {
  head: ReversalPlanHead
  readonly content: PlanContent
  readonly judged: JudgedPlan
}

/**
 * Plans that are being worked on in this thread, so that an edit costs what it touches. One holds for one state of
 * everything that its verdicts rest on: any row of the ledger that another command has written, here or elsewhere,
 * puts an end to it, and so does another person, day or right, and an exception that runs out.
 */
interface Cache {
  /** Rows written on this connection by edits of plans: they concern no other plan's verdicts. */
  ownChanges: bigint
  readonly plans: Map<string, { readonly stamp: string; readonly at: string; readonly plan: PlanAtWork }>
}

const caches = new WeakMap<Ledger, Cache>()
const mostKept = 3

function cacheOf(ledger: Ledger): Cache {
  const cache = caches.get(ledger) ?? { ownChanges: 0n, plans: new Map() }
  caches.set(ledger, cache)
  return cache
}

function stampOf({ ledger, person, clock }: Context, { ownChanges }: Cache, plan: PlanAtWork): string {
  const { version, changes } = readConnectionStamp(ledger)
  const today = clock.today(plan.judged.known.facts.settings.timeZone)
  return JSON.stringify([
    String(version),
    String(changes - ownChanges),
    person.id,
    person.rights,
    today,
    plan.head.editNumber,
  ])
}

/** The plan as it was left by its last edit, or judged anew: `isNew`. To be kept again once it has been committed. */
export function planAtWork(context: Context, head: ReversalPlanHead): { plan: PlanAtWork; isNew: boolean } {
  const kept = takePlan(context, head)
  if (kept !== undefined) return { plan: kept, isNew: false }
  const content = findReversalPlan(context.ledger, head.id)?.content
  if (content === undefined) throw new Error(`The plan ${head.id} has no content`)
  return { plan: { head, content, judged: planReversal(context, content) }, isNew: true }
}

/** Taken out, because an edit alters it before it is committed. Undefined where it does not hold any more. */
function takePlan(context: Context, head: ReversalPlanHead): PlanAtWork | undefined {
  const cache = cacheOf(context.ledger)
  const kept = cache.plans.get(head.id)
  cache.plans.delete(head.id)
  if (kept === undefined || kept.plan.head.editNumber !== head.editNumber) return undefined
  const now = context.clock.now()
  const { exceptions } = kept.plan.judged.known.facts
  const hasRunOut = exceptions.some(({ until }) => kept.at < until && until <= now)
  return hasRunOut || stampOf(context, cache, kept.plan) !== kept.stamp ? undefined : kept.plan
}

export function keepPlan(context: Context, plan: PlanAtWork): void {
  const cache = cacheOf(context.ledger)
  cache.plans.delete(plan.head.id)
  cache.plans.set(plan.head.id, {
    stamp: stampOf(context, cache, plan),
    at: context.clock.now(),
    plan,
  })
  const [oldest] = cache.plans.keys()
  if (cache.plans.size > mostKept && oldest !== undefined) cache.plans.delete(oldest)
}

/** Counts what an edit of a plan writes as its own, so that it does not put an end to what is kept of the others. */
export function countOwnChanges(ledger: Ledger): () => void {
  const before = readConnectionStamp(ledger).changes
  return () => {
    cacheOf(ledger).ownChanges += readConnectionStamp(ledger).changes - before
  }
}
