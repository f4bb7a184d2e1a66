import type { EvidencePack, PackMovedFact, PackSample } from './evidencePack'
import { shownMoment } from './figure'
import { placesText } from './lineSection'
import { markup, nothing, type Markup } from './markup'
import { counted, factNoun, fieldWord, valueWord } from './word'

/** What the reviewers had before them: facts that had moved, what they drew and marked, what they said. */
export function reviewSection(pack: EvidencePack): Markup {
  return markup`<h2 id="review">Review</h2>
${movedTable(pack.movedFacts)}${pack.samples.map(sampleBlock)}${markSummary(pack)}${riskNote(pack)}`
}

function movedTable(moved: readonly PackMovedFact[]): Markup {
  if (moved.length === 0) {
    return markup`<p>No fact that the lines rest on had moved since they were submitted.</p>
`
  }
  const rows = moved.map(
    ({ what, subject, was, is, places }) =>
      markup`<tr><td>${movedWord(what)}</td><td class="text">${subject}</td><td class="text"><span class="was">${movedValue(was)}</span></td><td class="text">${movedValue(is)}</td><td class="text small">${placesText(places)}</td></tr>
`,
  )
  return markup`<h3>Facts that had moved since the submission, and were shown again</h3>
<table><thead><tr><th>Fact</th><th>Of</th><th>Was</th><th>Is</th><th>Lines</th></tr></thead><tbody>${rows}</tbody></table>
`
}

function movedWord(what: string): string {
  const [kind = '', field = ''] = what.split('.')
  return `${factNoun(kind)}: ${fieldWord(field).toLowerCase()}`
}

const movedValue = (text: string) => (text === 'true' || text === 'false' ? valueWord(text === 'true') : text)

function sampleBlock({ revision, by, at, seed, size, places }: PackSample): Markup {
  const drawn = places.length === 0 ? nothing : markup`<p>Drawn: lines ${placesText(places)}.</p>`
  return markup`<div class="block"><h3>Sample of ${counted(size, 'line')}, drawn by ${by} of revision ${revision}, ${shownMoment(at)}</h3>${drawn}
<p class="small soft">Seed <span class="hash">${seed}</span>. To draw it again: order the lines by the SHA-256 of the seed, a colon and the line’s id, and take the first ${size}.</p></div>
`
}

function markSummary({ lines }: EvidencePack): Markup {
  const marks = lines.flatMap(({ marks: ofLine }) => ofLine)
  if (marks.length === 0) {
    return markup`<p>No line was marked by itself.</p>
`
  }
  const accepted = marks.filter(({ mark }) => mark === 'accepted').length
  const returned = marks.length - accepted
  return markup`<p>Single lines were accepted ${counted(accepted, 'time')} and returned ${counted(returned, 'time')}; what was said of each stands with it above.</p>
`
}

/** Reasons follow from what else is known at the time; worked out later they would not be what a reviewer saw. */
function riskNote({ batch }: EvidencePack): Markup {
  if (batch.state === 'submitted' && !batch.isApprovedElsewhere) {
    return markup`<p class="note">“Look” beside a line says why it is worth a look, as a reviewer sees it now.</p>
`
  }
  return markup`<p class="note">Why lines were worth a look is worked out for the reviewer while a batch waits for approval, and is not told afterwards: a pack saved then has it.</p>
`
}
