import { deprecatedNotice, trainingMark } from './exportLine'
import type { ExportLine, ExportTarget } from './exportLine'
import { markupText } from './markupText'
import { worksheetStyle } from './worksheetStyle'
import { sumOf } from './exactSum'

// A page to print for lines that are legal only together: the billing system judges the net of one
// submission on its own screen, so they are typed in there, invoice by invoice and date by date.

interface Submission {
  readonly invoiceNumber: string
  readonly date: string
  readonly lines: ExportLine[]
}

/** One self-contained HTML document, without script and without anything to load. */
export function* writeWorksheet(lines: readonly ExportLine[], target: ExportTarget): Generator<Buffer> {
  const submissions = submissionsOf(lines)
  yield Buffer.from(startOf(target, submissions.length, lines.length), 'utf8')
  for (const [index, submission] of submissions.entries()) {
    yield Buffer.from(sectionOf(submission, index + 1), 'utf8')
  }
  yield Buffer.from(endOf(target), 'utf8')
}

/** Lines of one invoice and one date belong together; both in the order in which they first come. */
function submissionsOf(lines: readonly ExportLine[]): Submission[] {
  const found = new Map<string, Submission>()
  for (const line of lines) {
    const key = `${line.date} ${line.invoiceId}`
    const submission = found.get(key)
    if (submission === undefined) {
      found.set(key, { invoiceNumber: line.invoiceNumber, date: line.date, lines: [line] })
    } else submission.lines.push(line)
  }
  return [...found.values()]
}

function startOf(target: ExportTarget, submissionCount: number, lineCount: number): string {
  const title = `${target.isTraining ? `${trainingMark} ` : ''}Worksheet: ${target.batchName}`
  const banner = target.isTraining
    ? `<p class="training" role="note">${trainingMark}. From a sandbox: do not type this into a live system.</p>`
    : ''
  return (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">' +
    `<title>${markupText(title)}</title><style>${worksheetStyle}</style></head><body>${banner}` +
    `<h1>${markupText(target.batchName)}</h1>` +
    `<p>${lineCount} adjustments in ${submissionCount} submissions. The lines of one submission are legal only together: ` +
    'open the invoice, set the adjustment date, type every amount into its column, and save once.</p>\n'
  )
}

function sectionOf(submission: Submission, number: number): string {
  const first = submission.lines[0]
  if (first === undefined) return ''
  const rows = submission.lines.map(rowOf).join('')
  const credits = sumOf(submission.lines.filter((line) => line.type === 'Credit').map((line) => line.amount))
  const charges = sumOf(submission.lines.filter((line) => line.type === 'Charge').map((line) => line.amount))
  const net = sumOf(submission.lines.map((line) => line.impact))
  return (
    `<section><h2>${number}. Invoice ${markupText(submission.invoiceNumber)}</h2>` +
    `<dl><dt>Account</dt><dd>${markupText(`${first.customerNumber} ${first.customerName}`.trim())}</dd>` +
    `<dt>Adjustment date</dt><dd>${markupText(submission.date)}</dd><dt>Currency</dt><dd>${markupText(first.currency)}</dd></dl>` +
    '<table><thead><tr><th>Item</th><th>Service period</th><th>Source</th><th class="amount">Credit</th>' +
    '<th class="amount">Charge</th><th>Reason</th><th>Reference</th><th>Comment</th><th>Done</th></tr></thead>' +
    `<tbody>${rows}</tbody><tfoot><tr><th colspan="3">Together, net ${markupText(net)}</th>` +
    `<td class="amount">${markupText(credits)}</td><td class="amount">${markupText(charges)}</td><td colspan="4"></td></tr></tfoot>` +
    '</table></section>\n'
  )
}

function rowOf(line: ExportLine): string {
  const period = [line.serviceStart, line.serviceEnd].filter((day) => day !== '').join(' – ')
  const amount = markupText(line.amount)
  const cells = [
    markupText(line.itemName),
    markupText(period),
    `${line.sourceType === 'Tax' ? 'Tax line' : 'Item'}<br><small>${markupText(line.sourceId)}</small>`,
  ]
  const notes = [line.reasonCode, line.referenceId, line.comment].map(markupText)
  return (
    `<tr><td>${cells.join('</td><td>')}</td><td class="amount">${line.type === 'Credit' ? amount : ''}</td>` +
    `<td class="amount">${line.type === 'Charge' ? amount : ''}</td><td>${notes.join('</td><td>')}</td>` +
    '<td class="box"></td></tr>'
  )
}

function endOf(target: ExportTarget): string {
  const origin = `Contra, ledger ${target.ledgerName}, batch ${target.batchId}, revision ${target.revision}, ${target.at}. Content ${target.contentHash}, audit head ${target.auditHead}.`
  return `<footer><p>${markupText(deprecatedNotice)}</p><p>${markupText(origin)}</p></footer></body></html>\n`
}
