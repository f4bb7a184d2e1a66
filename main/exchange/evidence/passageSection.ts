import type { EvidencePack } from './evidencePack'
import { shownMoment } from './figure'
import { markup, nothing, type Markup } from './markup'
import { counted, eventWord } from './word'

/** What became of the batch, and how it left for the billing system. */
export function passageSection(pack: EvidencePack): Markup {
  const rows = pack.events.map(
    ({ event, revision, personName, at, comment }) =>
      markup`<tr><td class="code">${shownMoment(at)}</td><td>${eventWord(event)}</td><td class="place">${revision}</td><td class="text">${personName}</td><td class="text">${comment}</td></tr>
`,
  )
  return markup`${exportTable(pack)}<h2 id="history">History</h2>
<table><thead><tr><th>When</th><th>What</th><th class="figure">Revision</th><th>Who</th><th>Comment</th></tr></thead><tbody>${rows}</tbody></table>
`
}

function exportTable({ exports, lines }: EvidencePack): Markup {
  if (exports.length === 0) {
    return markup`<h2 id="export">Export and landing</h2>
<p>It has not been exported from this ledger.</p>
`
  }
  const rows = exports.map(
    ({ at, format, lineCount, personName, contentHash }) =>
      markup`<tr><td class="code">${shownMoment(at)}</td><td>${format}</td><td class="place">${lineCount}</td><td class="text">${personName}</td><td class="hash">${contentHash}</td></tr>
`,
  )
  const landed = (state: string) => lines.filter(({ view }) => view.landing === state).length
  const unknown = landed('in_flight')
  return markup`<h2 id="export">Export and landing</h2>
<table><thead><tr><th>When</th><th>Format</th><th class="figure">Lines</th><th>Who</th><th>SHA-256 of the file</th></tr></thead><tbody>${rows}</tbody></table>
<p>${counted(landed('landed'), 'line')} landed in the billing system, ${landed('refused')} refused there${unknown === 0 ? nothing : markup`, ${unknown} exported and not known yet`}.</p>
`
}
