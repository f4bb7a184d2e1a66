import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { company } from '../../support/company/company'
import { laterExport, type LandedAdjustment } from '../../support/company/laterExport'
import { companyFiles } from '../../support/company/naming'

/** Files of the billing system after the lines of an exported CSV have been created there. */
export function writeLaterExport(
  folder: string,
  lines: readonly Record<string, string>[],
  landedAt: string,
): { readonly paths: string[]; readonly numbers: string[] } {
  const later = laterExport(company, lines.map(landedOf), landedAt)
  const paths = [...companyFiles(later.facts, 'label')].map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
  return { paths, numbers: later.given.map(({ number }) => number) }
}

function landedOf(line: Record<string, string>): LandedAdjustment {
  const field = (name: string) => line[name] ?? ''
  return {
    kind: field('Object') === 'InvoiceAdjustment' ? 'IA' : 'IIA',
    invoiceId: field('InvoiceId'),
    sourceType: field('SourceType'),
    sourceId: field('SourceId'),
    type: field('Type') === 'Charge' ? 'Charge' : 'Credit',
    amount: field('Amount'),
    date: field('AdjustmentDate'),
    reasonCode: field('ReasonCode'),
    referenceId: field('ReferenceId'),
    comment: field('Comment'),
  }
}
