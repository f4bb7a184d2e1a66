import type { EvidencePack, PackLineChange, PackRevision } from './evidencePack'
import { shownFigure, shownMoment } from './figure'
import { markup, nothing, type Markup } from './markup'
import { totalsTable } from './summarySection'
import { counted, fieldWord, warningWord } from './word'

/** Every submission, and what is other in each than in the one before. */
export function* revisionSection({ revisions, signatures }: EvidencePack): Generator<Markup> {
  yield markup`<h2 id="revisions">Revisions</h2>
`
  for (const revision of revisions) {
    yield revisionHead(revision)
    yield changeTable(revision)
    const returns = signatures.filter(
      ({ act, contentHash, revision: number }) =>
        act === 'return' && number === revision.revision && contentHash === revision.contentHash,
    )
    for (const { name, at, comment } of returns) {
      yield markup`<p class="said">Returned by ${name}, ${shownMoment(at)}: “${comment}”</p>
`
    }
  }
}

function revisionHead(revision: PackRevision): Markup {
  const branch = revision.isBranch
    ? markup` <span class="chip">made apart, in another ledger</span>`
    : nothing
  const confirmed = revision.confirmed.map(({ code, count }) => `${warningWord(code)} (${count})`).join('; ')
  return markup`<h3>Revision ${revision.revision}, submitted by ${revision.submittedByName}, ${shownMoment(revision.submittedAt)}${branch}</h3>
<p class="small soft">${counted(revision.lineCount, 'line')}. Content <span class="hash">${revision.contentHash}</span>${confirmed === '' ? '' : `. Warnings that were confirmed: ${confirmed}`}</p>
${totalsTable(revision.totals)}
`
}

function changeTable({ changes }: PackRevision): Markup {
  if (changes === undefined) return nothing
  if (changes.length === 0) {
    return markup`<p>No line differs from the revision before.</p>
`
  }
  return markup`<table><thead><tr><th>Line</th><th>Change</th><th>Field</th><th>Was</th><th>Is</th></tr></thead><tbody>${changes.map(changeRows)}</tbody></table>
`
}

function changeRows({ invoiceNumber, sourceName, change, fields }: PackLineChange): Markup {
  const line = markup`<td class="text">${[invoiceNumber, sourceName].filter((text) => text !== '').join(', ')}</td><td>${change}</td>`
  if (fields.length === 0) {
    return markup`<tr>${line}<td colspan="3"></td></tr>
`
  }
  const rows = fields.map(({ field, was, is }, index) => {
    const shown = (text: string) =>
      field === 'amount' && /^-?\d+(\.\d+)?$/.test(text) ? shownFigure(text) : text
    const start = index === 0 ? line : markup`<td></td><td></td>`
    return markup`<tr>${start}<td>${fieldWord(field)}</td><td class="text"><span class="was">${shown(was)}</span></td><td class="text">${shown(is)}</td></tr>
`
  })
  return markup`${rows}`
}
