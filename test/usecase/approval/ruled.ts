import { approvalKinds, type ApprovalRule, type RunningLimit } from '@contract/approval'
import type { DraftChange } from '@contract/batch'
import type { Outcome } from '@contract/outcome'
import { changeApprovalRules } from '../../../main/usecase/approval/changeApprovalRules'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import { aDraft, edit, submitInput, valueOf } from '../../support/aBatch'
import { aCompany, anAccount, anInvoice } from '../../support/aCompany'
import { controller, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

/** Invoices I1 and I2 of Acme, I3 of Bolt, all in dollars, and J1 of Acme in yen; two items each, large enough. */
export function aRuledCompany(kind: 'live' | 'sandbox' = 'sandbox') {
  const ledger = tempLedger(kind)
  aCompany(ledger)
  anAccount(ledger, 'A2', 'ACC-2', 'Bolt')
  for (const [id, accountId, currency] of [
    ['I1', 'A1', 'USD'],
    ['I2', 'A1', 'USD'],
    ['I3', 'A2', 'USD'],
    ['J1', 'A1', 'JPY'],
  ] as const) {
    const items = ['a', 'b'].map((letter) => ({ id: `${id}${letter}`, amount: 10_000_000 }))
    anInvoice(ledger, { id, accountId, currency, items })
  }
  const context = testContext(ledger)
  return { ledger, context }
}

/** A rule that covers everything, but for what is given. */
export function aRule(given: Partial<ApprovalRule> = {}): ApprovalRule {
  return {
    ruleId: '01TESTRVE00000000000000001',
    name: 'Rule',
    kinds: [...approvalKinds],
    lineUpTo: null,
    batchUpTo: null,
    running: [],
    coversExceptions: true,
    approverIds: [],
    reviewerCount: 1,
    ...given,
  }
}

export function upTo(of: RunningLimit['of'], USD: string, days = 30): RunningLimit {
  return { of, days, upTo: { USD } }
}

export function setRules(context: TestContext, ...rules: ApprovalRule[]) {
  return changeApprovalRules(context.as(controller), { commandId: context.newId(), rules })
}

/** A draft of these cells, in the hands of the context's person. */
export function aDraftOf(context: TestContext, changes: DraftChange[]): string {
  const { batchId } = aDraft(context, `Batch ${context.newId()}`)
  edit(context, batchId, changes)
  return batchId
}

export function trySubmit(context: TestContext, batchId: string): Outcome<unknown> {
  return submitBatch(context, submitInput(context, valueOf(getBatch(context, { batchId }))))
}

/** `ok`, or of the first rejection what the nearest rule is short of. */
export function saidOf(outcome: Outcome<unknown>): string {
  if (outcome.ok) return 'ok'
  const { code, params } = outcome.rejections[0]!
  if (code !== 'approval_not_covered') return code
  const { what, kind, of, label, days, found, limit, currency } = params
  if (what === 'kind') return `kind ${String(kind)}`
  if (what === 'running')
    return `${String(of)} ${String(label)} ${String(days)}: ${String(found)} > ${String(limit)} ${String(currency)}`
  if (what === 'line' || what === 'batch')
    return `${what}: ${String(found)} > ${String(limit)} ${String(currency)}`
  return what === 'currency' ? `currency ${String(currency)}` : String(what)
}
