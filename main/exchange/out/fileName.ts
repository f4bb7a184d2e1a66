import type { ExportFormat } from '@contract/exchange'
import { safeFileName } from '../../platform/file'
import { trainingMark } from './exportLine'
import type { ExportTarget } from './exportLine'

const endings: Readonly<Record<ExportFormat, string>> = {
  json: 'requests.jsonl',
  soap: 'soap.zip',
  csv: 'lines.csv',
  worksheet: 'worksheet.html',
}

/** `TRAINING March credits r2 requests.jsonl`: text of a person never becomes a path. */
export function exportFileName(target: ExportTarget, format: ExportFormat): string {
  const mark = target.isTraining ? `${trainingMark} ` : ''
  const batch = safeFileName(target.batchName).slice(0, 60).trim() || 'batch'
  return safeFileName(`${mark}${batch} r${target.revision} ${endings[format]}`)
}
