import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BatchView } from '@contract/batch'
import { practicePassphraseOf } from '../../main/usecase/seed/company'
import { HostProcess, newCommandId } from '../support/hostProcess'

// The process is killed at random moments of an import, a post and an export. What was acknowledged is
// there after the next start, and nothing is there by half. `KILLS=2000 npm run torture` does more.

const kills = Number(process.env.KILLS ?? '210')
const linesOfBatch = 60
const rowsOfFile = 400
const folder = mkdtempSync(join(tmpdir(), 'contra-kill-'))

interface Attempt {
  readonly acknowledged: boolean
  /** Looks at the ledger after the next start. */
  readonly holds: (host: HostProcess, acknowledged: boolean) => Promise<void>
}

interface Work {
  readonly act: () => Promise<boolean>
  readonly holds: Attempt['holds']
}

type Kind = 'import' | 'post' | 'export'
const usualMilliseconds: Record<Kind, number> = { import: 150, post: 60, export: 60 }
const cutShort: Record<Kind, number> = { import: 0, post: 0, export: 0 }

beforeAll(() => {
  expect(existsSync(resolve('out/main/browser.js')), 'npm run build comes first').toBe(true)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

test(
  `nothing acknowledged is lost, nothing is half done, over ${kills} kills`,
  async () => {
    let before: Attempt | undefined
    for (let round = 0; round < kills; round += 1) {
      const kind = (['post', 'export', 'import'] as const)[round % 3] ?? 'post'
      const host = await openSandbox()
      try {
        if (before !== undefined) await check(host, before)
        const work = await prepare(host, kind, round)
        before = { holds: work.holds, acknowledged: await actAndKill(host, kind, work) }
      } finally {
        await host.kill()
      }
    }
    const host = await openSandbox()
    if (before !== undefined) await check(host, before)
    await host.kill()
    // A kill that always came too late or too early would prove nothing.
    for (const count of Object.values(cutShort)) expect(count).toBeGreaterThan(kills / 20)
  },
  20 * 60_000,
)

async function openSandbox(): Promise<HostProcess> {
  const host = await HostProcess.start(folder)
  await host.value('openSandbox', {})
  return host
}

async function check(host: HostProcess, attempt: Attempt): Promise<void> {
  await attempt.holds(host, attempt.acknowledged)
  const verdict = await host.job('verifyLedger', {})
  expect(verdict).toMatchObject({ ok: true, value: { sound: true, faults: [] } })
}

async function actAndKill(host: HostProcess, kind: Kind, work: Work): Promise<boolean> {
  const started = performance.now()
  let acknowledged = false
  const acting = work.act().then(
    (answer) => {
      acknowledged = answer
      usualMilliseconds[kind] = 0.8 * usualMilliseconds[kind] + 0.2 * (performance.now() - started)
    },
    // The line is cut with the process.
    () => undefined,
  )
  await new Promise((ready) => setTimeout(ready, Math.random() * 1.3 * usualMilliseconds[kind]))
  const known = acknowledged
  await host.kill()
  await acting
  if (!known) cutShort[kind] += 1
  return known
}

async function prepare(host: HostProcess, kind: Kind, round: number): Promise<Work> {
  if (kind === 'import') return prepareImport(host, round)
  const batch = await submittedBatch(host, round)
  if (kind === 'post') return preparePost(host, batch)
  await approve(host, batch)
  return prepareExport(host, batch.batchId)
}

function preparePost(host: HostProcess, batch: BatchView): Work {
  return {
    act: () => approve(host, batch),
    holds: async (next, acknowledged) => {
      const { state } = await next.value('getBatch', { batchId: batch.batchId })
      expect(acknowledged ? ['approved'] : ['submitted', 'approved']).toContain(state)
      const { count } = await next.value('sumAdjustments', {
        filter: { ...anyAdjustment, batchId: batch.batchId },
      })
      expect(count).toBe(state === 'approved' ? linesOfBatch : 0)
    },
  }
}

function prepareExport(host: HostProcess, batchId: string): Work {
  return {
    act: async () => {
      const input = { commandId: newCommandId(), batchId, format: 'json' as const, confirmed: [] }
      return (await host.job('exportBatch', input)).ok
    },
    holds: async (next, acknowledged) => {
      const { state } = await next.value('getBatch', { batchId })
      expect(acknowledged ? ['exported'] : ['approved', 'exported']).toContain(state)
      const { exports } = await next.value('listExports', { batchId })
      expect(exports).toHaveLength(state === 'exported' ? 1 : 0)
    },
  }
}

async function prepareImport(host: HostProcess, round: number): Promise<Work> {
  const prefix = `KILL${round}X`
  const rows = Array.from({ length: rowsOfFile }, (_, index) =>
    [`${prefix}${index}`, `A-${prefix}${index}`, `Customer ${index}`, 'USD', 'Active'].join(','),
  )
  const file = await host.upload(
    'accounts.csv',
    ['Id,AccountNumber,Name,Currency,Status', ...rows, ''].join('\n'),
  )
  const started = await host.job('startImport', { files: [file] })
  if (!started.ok) throw new Error(JSON.stringify(started.rejections))
  const { importId } = started.value
  const preview = await host.job('previewImport', { importId, asOf: '2026-11-20T00:00:00.000Z' })
  expect(preview).toMatchObject({ ok: true, value: { counts: [{ new: rowsOfFile, refused: 0 }] } })
  return {
    act: async () => (await host.job('commitImport', { commandId: newCommandId(), importId })).ok,
    holds: async (next, acknowledged) => {
      const { total } = await next.value('listAccounts', {
        filter: { text: prefix },
        sort: 'number',
        descending: false,
        after: '',
        limit: 1,
      })
      expect(acknowledged ? [rowsOfFile] : [0, rowsOfFile]).toContain(total)
    },
  }
}

async function submittedBatch(host: HostProcess, round: number): Promise<BatchView> {
  await host.value('switchPerson', { personId: 'pat', passphrase: practicePassphraseOf('pat') })
  const { batchId } = await host.value('createBatch', { commandId: newCommandId(), name: `Kill ${round}` })
  const changes = (await adjustableItems(host)).map(({ invoiceId, sourceId }) => ({
    op: 'adjustSource' as const,
    invoiceId,
    sourceType: 'InvoiceDetail' as const,
    sourceId,
    type: 'Credit' as const,
    amount: '0.01',
    fields: {},
  }))
  const edit = { commandId: newCommandId(), batchId, editNumber: 0, label: 'Credits', changes }
  const { editNumber } = await host.value('editDraft', edit)
  // The same small credit in every round: a warning that is confirmed.
  const { warnings } = await host.value('getBatch', { batchId })
  const confirmed = warnings.map(({ code, at }) => ({ code, at }))
  return host.value('submitBatch', { commandId: newCommandId(), batchId, editNumber, confirmed })
}

async function approve(host: HostProcess, batch: BatchView): Promise<boolean> {
  await host.value('switchPerson', { personId: 'robin', passphrase: practicePassphraseOf('robin') })
  const { batchId, revision, contentHash } = batch
  const confirmed = batch.warnings.map(({ code, at }) => ({ code, at }))
  const input = { commandId: newCommandId(), batchId, revision, contentHash, comment: '', confirmed }
  await host.value('approveBatch', input)
  return true
}

interface Item {
  readonly invoiceId: string
  readonly sourceId: string
}
let items: Item[] | undefined

/** Charges with much left open on posted invoices with a large balance, found once. */
async function adjustableItems(host: HostProcess): Promise<Item[]> {
  if (items !== undefined) return items
  items = []
  const filter = {
    ...{ text: '', accountId: '', status: 'Posted', currency: 'USD' },
    ...{ balance: 'positive' as const, dateFrom: '', dateTo: '' },
  }
  const list = { filter, sort: 'balance' as const, descending: true, after: '', limit: 100 }
  const { rows: invoices } = await host.value('listInvoices', list)
  for (const { invoiceId } of invoices) {
    const { rows } = await host.value('listSources', { invoiceId, from: 0, limit: 1000 })
    for (const row of rows) {
      if (row.sourceType === 'InvoiceDetail' && /^\d{2,}\./.test(row.open)) {
        items.push({ invoiceId, sourceId: row.sourceId })
      }
    }
    if (items.length >= linesOfBatch) break
  }
  items = items.slice(0, linesOfBatch)
  expect(items).toHaveLength(linesOfBatch)
  return items
}

const anyAdjustment = {
  ...{ text: '', origin: '' as const, kind: '' as const, type: '' as const, status: '' as const },
  ...{ landing: '' as const, transferred: '', currency: '', reasonCode: '', accountingCode: '' },
  ...{ referenceId: '', comment: '', accountId: '', invoiceId: '', sourceId: '', batchId: '', periodId: '' },
  ...{ dateFrom: '', dateTo: '', amountFrom: '', amountTo: '' },
}
