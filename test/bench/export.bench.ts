import type { ExportLine } from '../../main/exchange/out/exportLine'
import { writeLineTable } from '../../main/exchange/out/lineTable'
import { writeRequestLines } from '../../main/exchange/out/requestLines'
import { writeSoapCalls } from '../../main/exchange/out/soapCall'
import { sampleLine, sampleTarget } from '../exchange/out/sampleLine'
import { idOf } from './benchInvoice'
import { ratioFinding, sized, takeTurns, timeOf, type Bench, type Finding } from './measure'
import { newId } from './workplace'

/** Adjustments in memory to the bytes of each format, against JSON.stringify of the same. */
export const exportBench: Bench = {
  name: 'export',
  run: (extent) => measureExport(sized(extent, 100_000), extent.turns),
}

function measureExport(count: number, turns: number): Finding[] {
  const lines = Array.from({ length: count }, (_, index) => lineOf(index))
  const rows = lines.map(withoutEmptyFields)
  const target = sampleTarget()
  let bytes = 0
  const sizeOf = (work: () => Iterable<Uint8Array>) => () =>
    timeOf(() => {
      bytes = 0
      for (const chunk of work()) bytes += chunk.length
      if (bytes === 0) throw new Error('Nothing was written')
    })
  const times = takeTurns(turns, {
    plain: sizeOf(() => [Buffer.from(JSON.stringify(rows), 'utf8')]),
    json: sizeOf(() => writeRequestLines(lines, target)),
    soap: sizeOf(() => chunksOf(writeSoapCalls(lines, target))),
    csv: sizeOf(() => writeLineTable(lines, target)),
  })
  const what = `export of ${count.toLocaleString('en')} adjustments from rows in memory to bytes`
  const against = 'JSON.stringify of the same without empty fields, as bytes'
  return [
    ratioFinding(`${what}: JSON requests`, against, [times.json, times.plain], 1.2),
    ratioFinding(`${what}: SOAP calls`, against, [times.soap, times.plain], 1.4),
    ratioFinding(`${what}: CSV`, against, [times.csv, times.plain], 0.7),
  ]
}

function* chunksOf(calls: ReturnType<typeof writeSoapCalls>): Generator<Uint8Array> {
  for (const call of calls) yield call.bytes
}

/** The least that anybody would write: a format leaves empty fields out as well. */
function withoutEmptyFields(line: ExportLine): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(line).filter(
      ([name, value]) => value !== '' && value !== false && name !== 'customFields',
    ),
  )
}

/** As an approved batch has them: texts that differ, a comment that needs quoting now and then. */
function lineOf(index: number): ExportLine {
  const number = `IIA-7F3K-${String(index).padStart(8, '0')}`
  return sampleLine({
    lineId: newId(),
    number,
    invoiceId: idOf(`invoice ${index % 9000}`),
    invoiceNumber: `INV${String(index % 9000).padStart(8, '0')}`,
    sourceId: idOf(`item ${index}`),
    amount: `${index % 5000}.${String(index % 100).padStart(2, '0')}`,
    impact: `-${index % 5000}.${String(index % 100).padStart(2, '0')}`,
    referenceId: number,
    comment: index % 7 === 0 ? 'Agreed by phone, "gold" plan & seats' : 'Outage in the second week',
  })
}
