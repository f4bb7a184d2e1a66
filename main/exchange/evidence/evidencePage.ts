import { trainingMark } from '../out/exportLine'
import { auditSection, checkSection } from './auditSection'
import { decisionSection, journalSection } from './decisionSection'
import type { EvidencePack } from './evidencePack'
import { evidenceStyle } from './evidenceStyle'
import { factSection } from './factSection'
import { shownMoment } from './figure'
import { invoiceSection, lineSection } from './lineSection'
import { Markup, markup, plainText } from './markup'
import { passageSection } from './passageSection'
import { reviewSection } from './reviewSection'
import { revisionSection } from './revisionSection'
import { signatureSection } from './signatureSection'
import { summarySection } from './summarySection'

/** Every pack begins with exactly this: nothing is loaded, nothing runs, whatever else the page holds. */
const pageStart = new Markup(
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
)
const style = new Markup(evidenceStyle)

const contents = [
  ['totals', 'Totals'],
  ['invoices', 'Invoices'],
  ['lines', 'Lines'],
  ['review', 'Review'],
  ['approval', 'Approval'],
  ['revisions', 'Revisions'],
  ['facts', 'Facts'],
  ['signatures', 'Signatures'],
  ['export', 'Export and landing'],
  ['history', 'History'],
  ['audit', 'Audit log'],
  ['check', 'Check it yourself'],
] as const

/** One self-contained HTML document, section by section. */
export function* evidencePage(pack: EvidencePack): Generator<Buffer> {
  for (const section of sectionsOf(pack)) yield Buffer.from(section.text, 'utf8')
}

function* sectionsOf(pack: EvidencePack): Generator<Markup> {
  const { batch, ledger } = pack
  const title = `${ledger.kind === 'sandbox' ? `${trainingMark} ` : ''}Evidence: ${batch.name}`
  const links = contents.map(([id, name]) => markup`<a href="#${id}">${name}</a> `)
  yield markup`${pageStart}<meta name="viewport" content="width=device-width"><title>${plainText(title)}</title><style>${style}</style></head>
<body><main>
${summarySection(
  pack,
  markup`<nav aria-label="Sections">${links}</nav>
`,
)}`
  yield invoiceSection(pack)
  yield* lineSection(pack)
  yield reviewSection(pack)
  yield decisionSection(pack)
  yield* journalSection(pack)
  yield* revisionSection(pack)
  yield* factSection(pack)
  yield* signatureSection(pack)
  yield passageSection(pack)
  yield auditSection(pack)
  yield checkSection(pack)
  yield markup`<footer>Contra, ledger ${ledger.name} (${ledger.id}), batch ${batch.id}, revision ${batch.revision}, ${shownMoment(pack.savedAt)}.</footer>
</main></body></html>
`
}
