import { statSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { BatchView } from '@contract/batch'
import { practicePassphraseOf } from '../../main/usecase/seed/company'
import { insertInvoices } from './benchInvoice'
import { benchDesk, type BenchDesk } from './benchDesk'
import { submitted } from './draft'
import { ledgerOfInvoices, writeItems } from './import.bench'
import { median, plainFinding, sized, type Bench, type Extent, type Finding } from './measure'
import { clock, contextOf, copyOf, inFolder, newId, personOf, seededLedger, valueOf } from './workplace'

const resolutionMilliseconds = 1
const itemsPerInvoice = 5

/** How long the desk's own process keeps others waiting while its threads are at work: the real desk, real threads. */
export const delayBench: Bench = {
  name: 'delay',
  run: (extent) => inFolder((folder) => measureDelay(folder, extent)),
}

interface Delay {
  readonly p99: number
  readonly longest: number
}

const jobs = ['import', 'post', 'export', 'verify', 'backup'] as const
type Job = (typeof jobs)[number]

async function measureDelay(folder: string, extent: Extent): Promise<Finding[]> {
  const ground = prepare(folder, extent)
  const delays = new Map<Job, Delay[]>(jobs.map((job) => [job, []]))
  const desk = benchDesk(folder)
  for (let turn = 0; turn < extent.turns; turn += 1) {
    const note = async (job: Job, work: () => Promise<unknown>) => {
      delays.get(job)?.push(await delayDuring(work))
    }
    await desk.open(copyOf(ground.facts, join(folder, `facts-${turn}.contra`)))
    await note('import', () => importItems(desk, ground.items))
    await desk.open(copyOf(ground.ledger, join(folder, `ledger-${turn}.contra`)))
    valueOf(
      await desk.invoke('switchPerson', { personId: 'robin', passphrase: practicePassphraseOf('robin') }),
    )
    await note('post', () => approve(desk, ground.batch))
    await note('export', () => exportJson(desk, ground.batch.batchId))
    await note('verify', async () => valueOf(await desk.work('verifyLedger', {})))
    await note('backup', async () => valueOf(await desk.invoke('backupLedger', {})))
  }
  await desk.close()
  return jobs.map((job) => findingOf(job, ground.sizes[job], delays.get(job) ?? []))
}

function findingOf(job: Job, size: string, delays: readonly Delay[]): Finding {
  const longest = median(delays.map((delay) => delay.longest))
  return plainFinding(
    `p99 of the delay of the desk's process during ${job} (${size})`,
    `the longest was ${longest.toFixed(0)} ms`,
    { value: median(delays.map(({ p99 }) => p99)), unit: 'ms' },
    50,
  )
}

function prepare(folder: string, extent: Extent) {
  const rowCount = sized(extent, 200_000)
  const lineCount = sized(extent, 10_000)
  const [items, facts, path] = ['items.csv', 'facts.contra', 'ledger.contra'].map((name) =>
    join(folder, name),
  )
  if (items === undefined || facts === undefined || path === undefined) throw new Error('No names')
  writeItems(items, rowCount)
  ledgerOfInvoices(facts, rowCount)
  const ledger = seededLedger(path, { itemCount: rowCount / 10, adjustmentCount: 0 })
  const invoices = insertInvoices(ledger, lineCount / itemsPerInvoice, itemsPerInvoice)
  const batch = submitted(contextOf(ledger, personOf('pat'), folder), 'Bench', invoices)
  ledger.close()
  const lines = `${lineCount.toLocaleString('en')} lines`
  const megabytes = `${Math.round(statSync(path).size / 2 ** 20)} MB`
  const sizes = {
    import: `${rowCount.toLocaleString('en')} items`,
    post: lines,
    export: lines,
    verify: megabytes,
    backup: megabytes,
  }
  return { items, facts, ledger: path, batch, sizes }
}

async function delayDuring(work: () => Promise<unknown>): Promise<Delay> {
  const monitor = monitorEventLoopDelay({ resolution: resolutionMilliseconds })
  monitor.enable()
  await work()
  monitor.disable()
  return { p99: monitor.percentile(99) / 1e6, longest: monitor.max / 1e6 }
}

async function importItems(desk: BenchDesk, path: string): Promise<void> {
  const file = desk.session.files.register(path)
  if (file === undefined) throw new Error(`${path} is gone`)
  const view = valueOf(await desk.work('startImport', { files: [file.handle] })) as { importId: string }
  const { importId } = view
  valueOf(await desk.work('previewImport', { importId, asOf: clock.now() }))
  valueOf(await desk.work('commitImport', { commandId: newId(), importId }))
}

async function approve(desk: BenchDesk, batch: BatchView): Promise<void> {
  const { batchId, revision, contentHash } = batch
  const input = { commandId: newId(), batchId, revision, contentHash, comment: '', confirmed: [] }
  valueOf(await desk.invoke('approveBatch', input))
}

async function exportJson(desk: BenchDesk, batchId: string): Promise<void> {
  const confirmed = [{ code: 'deprecated', at: '' }]
  valueOf(await desk.work('exportBatch', { commandId: newId(), batchId, format: 'json', confirmed }))
}
