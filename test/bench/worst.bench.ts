import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportView } from '@contract/exchange'
import { benchDesk, type BenchDesk } from './benchDesk'
import { median, plainFinding, sized, timeOfAsync, type Bench, type Extent, type Finding } from './measure'
import { clock, emptyLedger, inFolder, valueOf } from './workplace'

const itemHeader = 'Id,InvoiceId,ChargeName,ChargeAmount,ProcessingType,ChargeDate'
const itemRow = 'a1,b1,Platform fee,10.00,Charge,2026-01-15'
const megabyte = 2 ** 20

interface WorstFile {
  readonly what: string
  readonly name: string
  readonly write: (path: string, extent: Extent) => void
}

/** What somebody may drop on the window by mistake or malice. */
const worstFiles: readonly WorstFile[] = [
  {
    what: 'a file of 2 GB without content',
    name: 'empty.csv',
    write: (path) => withFile(path, (file) => ftruncateSync(file, 2 ** 31)),
  },
  {
    what: 'a line of 1 GB',
    name: 'line.csv',
    write: (path, extent) =>
      repeated(path, `${itemHeader}\n`, 'a'.repeat(megabyte), sized(extent, 1000), '\n'),
  },
  {
    what: 'a cell of 500 MB in quotes, never closed',
    name: 'unclosed.csv',
    write: (path, extent) =>
      repeated(path, `${itemHeader}\n"`, `${'a'.repeat(1023)}\n`.repeat(1024), sized(extent, 500), ''),
  },
  {
    what: '1,000,000 columns',
    name: 'columns.csv',
    write: (path, extent) => repeated(path, 'Id', ',Column'.repeat(1000), sized(extent, 1000), '\n1\n'),
  },
  {
    what: '10,000,000 quotes',
    name: 'quotes.csv',
    write: (path, extent) => repeated(path, `${itemHeader}\n`, '"'.repeat(1000), sized(extent, 10_000), '\n'),
  },
  {
    what: 'a bad byte at the end of 200 MB of sound rows',
    name: 'bytes.csv',
    write: (path, extent) =>
      repeated(
        path,
        `${itemHeader}\n`,
        `${itemRow}\n`.repeat(24_000),
        sized(extent, 200),
        Buffer.from([0xff, 10]),
      ),
  },
  {
    what: 'JSON of 100,000 levels',
    name: 'deep.json',
    write: (path) => repeated(path, '', '['.repeat(1000), 100, ']'.repeat(100_000)),
  },
  {
    what: 'JSON of 100,000,000 opening brackets',
    name: 'open.json',
    write: (path, extent) => repeated(path, '', '['.repeat(megabyte), sized(extent, 100), ''),
  },
  {
    what: 'JSON of 10,000,000 empty records',
    name: 'records.json',
    write: (path, extent) =>
      repeated(path, '{"records":[', '{},'.repeat(1000), sized(extent, 10_000), '{}]}'),
  },
  { what: 'a folder', name: 'folder', write: (path) => void mkdirSync(path) },
]

/** How long it takes until each of them is refused, by the real desk in a thread of its own. */
export const worstBench: Bench = {
  name: 'worst',
  run: (extent) => inFolder((folder) => measureWorst(folder, extent)),
}

async function measureWorst(folder: string, extent: Extent): Promise<Finding[]> {
  const ledgerPath = join(folder, 'worst.contra')
  emptyLedger(ledgerPath, 'live').close()
  const desk = benchDesk(folder)
  await desk.open(ledgerPath)
  const findings: Finding[] = []
  for (const worst of worstFiles) {
    const path = join(folder, worst.name)
    worst.write(path, extent)
    let code = ''
    const times: number[] = []
    for (let turn = 0; turn < extent.turns; turn += 1) {
      times.push(await timeOfAsync(async () => void (code = await refusalOf(desk, path))))
    }
    rmSync(path, { recursive: true })
    findings.push(plainFinding(`until refused: ${worst.what}`, code, { value: median(times), unit: 'ms' }))
  }
  await desk.close()
  return findings
}

/** The code of the first refusal, whether of the file when it is looked at or of its rows in the preview. */
async function refusalOf(desk: BenchDesk, path: string): Promise<string> {
  const file = desk.session.files.register(path)
  if (file === undefined) throw new Error(`${path} is gone`)
  const started = await desk.work('startImport', { files: [file.handle] })
  if (!started.ok) return codeOf(started.rejections)
  const { importId, files } = started.value as ImportView
  const [atOnce] = files.flatMap(({ rejections }) => rejections)
  if (atOnce !== undefined) return atOnce.code
  const previewed = await desk.work('previewImport', { importId, asOf: clock.now() })
  if (!previewed.ok) return codeOf(previewed.rejections)
  const view = previewed.value as ImportView
  const [inPreview] = view.files.flatMap(({ rejections }) => rejections)
  if (inPreview !== undefined) return inPreview.code
  const rows = await desk.invoke('listImportRows', {
    importId,
    verdict: 'refused',
    fileId: '',
    from: 0,
    limit: 1,
  })
  const [row] = (valueOf(rows) as { rows: { rejections: { code: string }[] }[] }).rows
  return row?.rejections[0]?.code ?? '**not refused**'
}

function codeOf(rejections: readonly { readonly code: string }[]): string {
  return rejections[0]?.code ?? '**refused without a reason**'
}

function withFile(path: string, write: (file: number) => void): void {
  const file = openSync(path, 'w')
  write(file)
  closeSync(file)
}

function repeated(path: string, head: string, part: string, count: number, tail: string | Buffer): void {
  const bytes = Buffer.from(part)
  withFile(path, (file) => {
    writeSync(file, head)
    for (let index = 0; index < count; index += 1) writeSync(file, bytes)
    if (typeof tail === 'string') writeSync(file, tail)
    else writeSync(file, tail)
  })
}
