import type { ExportFormat } from '@contract/exchange'
import type { ExportLine, ExportTarget } from './exportLine'
import { writeLineTable } from './lineTable'
import { writeRequestLines } from './requestLines'
import { archiveSoapCalls } from './soapArchive'
import { writeSoapCalls } from './soapCall'
import { writeWorksheet } from './worksheet'

/** The whole file of a format, chunk by chunk; the lines in the order in which they are to be sent. */
export function exportFile(
  format: ExportFormat,
  lines: readonly ExportLine[],
  target: ExportTarget,
): Iterable<Uint8Array> {
  switch (format) {
    case 'json':
      return writeRequestLines(lines, target)
    case 'soap':
      return archiveSoapCalls(writeSoapCalls(lines, target), target.at)
    case 'csv':
      return writeLineTable(lines, target)
    case 'worksheet':
      return writeWorksheet(lines, target)
  }
}
