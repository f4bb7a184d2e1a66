import { join } from 'node:path'
import { insertInvoices } from './benchInvoice'
import { submitted } from './draft'
import { sized, type Bench, type Extent, type Finding } from './measure'
import { measurePosting } from './posting'
import { contextOf, inFolder, personOf, seededLedger } from './workplace'

const itemsPerInvoice = 5

/** Check and post a batch of 10,000 lines, against the same rows written by prepared inserts alone. */
export const postBench: Bench = {
  name: 'post',
  run: (extent) => inFolder((folder) => measurePost(folder, extent)),
}

function measurePost(folder: string, extent: Extent): Finding[] {
  const lineCount = sized(extent, 10_000)
  const before = join(folder, 'before.contra')
  const batch = prepareBatch(before, folder, lineCount)
  const what = `check and post a batch of ${lineCount.toLocaleString('en')} lines`
  return measurePosting(what, { before, folder, batch, turns: extent.turns })
}

function prepareBatch(path: string, folder: string, lineCount: number) {
  const ledger = seededLedger(path)
  const invoices = insertInvoices(ledger, lineCount / itemsPerInvoice, itemsPerInvoice)
  const batch = submitted(contextOf(ledger, personOf('pat'), folder), 'Bench', invoices)
  ledger.close()
  return batch
}
