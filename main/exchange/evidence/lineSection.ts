import type { InvoiceEffect } from '@contract/batch'
import type { EvidencePack, PackLine, PackMark } from './evidencePack'
import { figureCell, shownMoment } from './figure'
import { markup, nothing, type Markup } from './markup'
import { counted } from './word'

/** Each invoice before and after; nothing is added across currencies. */
export function invoiceSection({ invoices }: EvidencePack): Markup {
  return markup`<h2 id="invoices">Invoices</h2>
<table><thead><tr><th>Invoice</th><th>Account</th><th class="figure">Lines</th><th>Currency</th><th class="figure">Balance before</th><th class="figure">Change</th><th class="figure">Balance after</th></tr></thead>
<tbody>${invoices.map(invoiceRow)}</tbody></table>
`
}

function invoiceRow(invoice: InvoiceEffect): Markup {
  const { invoiceNumber, accountName, lineCount, currency, balanceBefore, change, balanceAfter } = invoice
  return markup`<tr><td class="code">${invoiceNumber}</td><td class="text">${accountName}</td><td class="place">${lineCount}</td><td>${currency}</td>${figureCell(balanceBefore)}${figureCell(change)}${figureCell(balanceAfter)}</tr>
`
}

/** Every line of the last revision: what it does, on what, why, and what was said of it. */
export function* lineSection({ lines, batch }: EvidencePack): Generator<Markup> {
  yield markup`<h2 id="lines">Lines of revision ${batch.revision}</h2>
<p class="note">A credit lowers the balance and stands in parentheses, a charge raises it. Open amounts and balances run from line to line as the rules judged them.</p>
<table><thead><tr><th class="figure">#</th><th>Invoice, item</th><th>What</th><th class="figure">Effect</th><th></th><th class="figure">Open before</th><th class="figure">after</th><th class="figure">Balance before</th><th class="figure">after</th><th>Date</th><th>Reason, reference, comment</th></tr></thead>
<tbody>
`
  for (const line of lines) yield lineRow(line)
  yield markup`</tbody></table>
`
}

function lineRow(packLine: PackLine): Markup {
  const { place, view } = packLine
  const { line, currency } = view
  const before = [view.openBefore, view.openAfter, view.balanceBefore, view.balanceAfter].map(figureCell)
  // The first figure is what contra-verify holds against the batch file.
  return markup`<tr id="line-${line.lineId}"><td class="place">${place}</td><td class="text">${view.invoiceNumber}, ${view.accountName}<small>${sourceOf(packLine)}</small></td><td>${actionOf(packLine)}<small>${view.line.provisionalNumber}</small></td>${figureCell(view.impact)}<td class="code">${currency}</td>${before}<td class="code">${line.date}</td><td class="text">${reasonOf(packLine)}${remarksOf(packLine)}</td></tr>
`
}

function sourceOf({ view: { line, sourceName } }: PackLine): string {
  if (line.kind === 'IA') return 'the invoice as a whole'
  return line.sourceType === 'Tax' ? `Tax: ${sourceName}` : sourceName
}

function actionOf({ view }: PackLine): Markup {
  const { line, adjustmentNumber, originalNumber } = view
  if (line.action === 'cancel') return markup`Cancel of ${adjustmentNumber}`
  if (line.action === 'delete') return markup`Delete of ${adjustmentNumber}`
  return line.reversesId === ''
    ? markup`${line.type}`
    : markup`${line.type}, reversal of ${originalNumber || line.reversesId}`
}

function reasonOf({ view: { line, landing } }: PackLine): Markup {
  const further = [line.referenceId, line.comment].filter(
    (text) => text !== '' && text !== line.provisionalNumber,
  )
  const fields = Object.entries(line.customFields).map(
    ([name, value]) => markup`<small>${name}: ${String(value)}</small>`,
  )
  const landed =
    landing === ''
      ? nothing
      : markup`<small>${landing === 'in_flight' ? 'exported, landing not known yet' : landing}</small>`
  return markup`${line.reasonCode}${further.map((text) => markup`<small>${text}</small>`)}${fields}${landed}`
}

function remarksOf({ risks, marks }: PackLine): Markup {
  if (risks.length === 0 && marks.length === 0) return nothing
  return markup`<ul class="remarks">${risks.map((risk) => markup`<li class="risk">Look: ${risk}</li>`)}${marks.map(remarkOf)}</ul>`
}

function remarkOf({ by, revision, mark, comment, at }: PackMark): Markup {
  const said = comment === '' ? nothing : markup`: “${comment}”`
  return markup`<li class="${mark}">${by} ${mark} it in revision ${revision}${said} <span class="soft">${shownMoment(at)}</span></li>`
}

/** `lines 1, 4–7 and 9`: many places in few words. */
export function placesText(places: readonly number[]): string {
  if (places.length === 0) return 'all lines'
  const runs: [number, number][] = []
  for (const place of places) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] + 1 === place) last[1] = place
    else runs.push([place, place])
  }
  const shown = runs.slice(0, 40).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
  const rest = runs.length > 40 ? `, … (${counted(places.length, 'line')})` : ''
  return `${shown.join(', ')}${rest}`
}
