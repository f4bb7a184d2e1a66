import { expect } from 'vitest'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import type { JobContext } from '../../../main/usecase/context'
import { exportBatch } from '../../../main/usecase/exportBatch'
import { balances } from '../../support/auditor/amount'
import { readPostings } from '../../support/auditor/posting'
import { takeFileStep } from './fileStep'
import { expectSameFigures, lookAround, noteOutside } from './law'
import { pickOf, type Office, type Step } from './office'

// The billing system: batches leave for it, it takes or refuses what they hold, and sends files of its own.

export function takeBillingStep(office: Office, step: Step): boolean {
  const { verb, pick, slot } = step
  const batchId = pickOf(office.posted, pick) ?? office.context.newId()
  switch (verb) {
    case 'land':
    case 'refuse':
      return mark(office, pick, verb === 'land' ? 'landed' : 'refused')
    case 'export':
      return send(office, batchId, slot)
    default:
      return takeFileStep(office, step)
  }
}

interface LineRow {
  id: string
  batch_id: string
  action: string
}

/** Any line of a batch that was posted; mostly one without an answer. */
function aPostedLine({ ledger }: Office, pick: number): LineRow | undefined {
  const lines = ledger
    .sql<LineRow & { answers: bigint }>(
      `select l.id, l.batch_id, json_extract(l.content, '$.action') as action, (select count(*) from adjustment_event e
         where e.line_id = l.id and e.event in ('landed', 'refused')) as answers
       from line l join batch b on b.id = l.batch_id where b.state not in ('draft', 'submitted') order by l.id`,
    )
    .all()
  const waiting = pick % 4 === 0 ? [] : lines.filter(({ answers }) => answers === 0n)
  return pickOf(waiting.length > 0 ? waiting : lines, pick)
}

function mark(office: Office, pick: number, outcome: 'landed' | 'refused'): boolean {
  const { context } = office
  const line = aPostedLine(office, pick)
  if (line === undefined) return false
  const before = lookAround(office)
  office.billingCount += 1
  const isNew = outcome === 'landed' && line.action === 'create'
  const names = isNew
    ? { billingId: `B${String(office.billingCount)}`, number: `IIA-9${String(office.billingCount)}` }
    : { billingId: '', number: '' }
  const moment = context.clock.now()
  const marks = [{ lineId: line.id, outcome, moment, ...names }]
  const input = { commandId: context.newId(), batchId: line.batch_id, marks }
  if (!markLanded(context, input).ok) return false
  if (outcome === 'landed') expectSameFigures(office, before)
  else noteOutside(office)
  return true
}

function send(office: Office, batchId: string, slot: number): boolean {
  const { context } = office
  const before = lookAround(office)
  const job: JobContext = {
    ...context,
    newFile: (name) => context.newFile(`${context.newId()} ${name}`),
    progress: () => undefined,
    isCancelled: () => false,
    beginCommit: () => true,
  }
  const format = (['csv', 'json', 'soap', 'worksheet'] as const)[slot % 4] ?? 'csv'
  const input = { commandId: context.newId(), batchId, format, confirmed: [] }
  let outcome = exportBatch(job, input)
  if (!outcome.ok && outcome.rejections.some(({ code }) => code === 'warnings_unconfirmed')) {
    const confirmed = outcome.rejections.map(({ code, at }) => ({ code, at }))
    outcome = exportBatch(job, { ...input, commandId: context.newId(), confirmed })
  }
  if (outcome.ok) expectSameFigures(office, before)
  return outcome.ok
}

/** The balance that the billing system has of an invoice: all that has landed there. */
export function billedBalance(office: Office, invoiceId: string): bigint {
  const postings = readPostings(office.ledger)
  const [known] = balances(office.ledger, postings).filter(({ id }) => id === invoiceId)
  expect(known, invoiceId).toBeDefined()
  let minor = known?.open ?? 0n
  for (const posting of postings) {
    if (posting.invoiceId !== invoiceId || posting.isRefused) continue
    if (posting.createLandedAt === '') minor -= posting.impact
    if (posting.isCanceled && posting.cancelLandedAt === '') minor += posting.impact
  }
  return minor
}
