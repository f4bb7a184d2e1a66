import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readBatchFile, writeBatchFile } from '../../main/exchange/batchFile/batchFile'
import type { Ledger } from '../../main/ledger/database'
import { batchFileContentOf } from '../../main/usecase/batchFile/handedOver'
import { takeApart } from '../support/alteredFile'
import { insertInvoices } from './benchInvoice'
import { submitted } from './draft'
import { ratioFinding, sized, takeTurns, timeOf, type Bench, type Extent, type Finding } from './measure'
import { approve } from './posting'
import { contextOf, inFolder, personOf, seededLedger, valueOf } from './workplace'

const itemsPerInvoice = 5

/** Opening and checking a batch file, signatures included, against parsing its parts and hashing its bytes. */
export const fileBench: Bench = {
  name: 'file',
  run: (extent) => inFolder((folder) => measureFiles(folder, extent)),
}

function measureFiles(folder: string, extent: Extent): Finding[] {
  const lineCount = sized(extent, 10_000)
  const ledger = seededLedger(join(folder, 'file.contra'))
  const invoices = insertInvoices(ledger, lineCount / itemsPerInvoice, itemsPerInvoice)
  const batch = submitted(contextOf(ledger, personOf('pat'), folder), 'Bench', invoices)
  const handedIn = fileOf(ledger, 'pat', batch.batchId, folder)
  approve(ledger, batch, folder)
  const approved = fileOf(ledger, 'robin', batch.batchId, folder)
  ledger.close()
  const what = `open and check a batch file of ${lineCount.toLocaleString('en')} lines`
  return [
    measureFile(`${what} (${megabytes(handedIn)})`, handedIn, extent.turns),
    measureFile(`… approved, with its journal (${megabytes(approved)})`, approved, extent.turns),
  ]
}

function fileOf(ledger: Ledger, by: 'pat' | 'robin', batchId: string, folder: string): Buffer {
  const context = contextOf(ledger, personOf(by), folder)
  const { signer } = context
  if (signer === undefined) throw new Error('The company has keys')
  return writeBatchFile(valueOf(batchFileContentOf(context, batchId)), signer).bytes
}

function measureFile(what: string, bytes: Buffer, turns: number): Finding {
  const parts = takeApart(bytes).parts.map((part) => part.bytes)
  const times = takeTurns(turns, {
    read: () =>
      timeOf(() => {
        if (!readBatchFile(bytes).ok) throw new Error('The file was refused')
      }),
    plain: () =>
      timeOf(() => {
        for (const part of parts) JSON.parse(firstRow(part))
        createHash('sha256').update(bytes).digest('hex')
      }),
  })
  const against = 'JSON.parse of its parts and one SHA-256 of its bytes'
  return ratioFinding(what, against, [times.read, times.plain], 4)
}

/** Statements and cards have their signature below. */
function firstRow(part: Buffer): string {
  const end = part.indexOf('\n')
  return part.toString('utf8', 0, end < 0 ? part.length : end)
}

function megabytes(bytes: Buffer): string {
  return `${(bytes.length / 1e6).toFixed(1)} MB`
}
