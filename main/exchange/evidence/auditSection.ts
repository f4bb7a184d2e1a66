import type { EvidencePack } from './evidencePack'
import { shownMoment } from './figure'
import { markup, nothing, type Markup } from './markup'
import { counted } from './word'

/** The log at that moment, what left and came, and how anybody checks all of this. */
export function auditSection({ audit, files, ledger }: EvidencePack): Markup {
  const rows = files.map(
    ({ direction, at, ledgerName, state, revision, length, head, fileHash }) =>
      markup`<tr><td class="code">${shownMoment(at)}</td><td>${direction === 'out' ? 'left' : 'came'}</td><td class="text">${ledgerName}</td><td>${state}, r${revision}</td><td class="place">${length}</td><td class="hash">${head}</td><td class="hash">${fileHash}</td></tr>
`,
  )
  const table =
    rows.length === 0
      ? nothing
      : markup`<h3>Batch files of it that left or came, each with the sender’s audit log as it was</h3>
<table><thead><tr><th>When</th><th></th><th>Sender</th><th>State</th><th class="figure">Rows</th><th>Audit head</th><th>File</th></tr></thead><tbody>${rows}</tbody></table>
`
  return markup`<h2 id="audit">Audit log</h2>
<p>When this pack was saved, the log of ledger ${ledger.name} had ${counted(audit.length, 'row')}. The hash of the last one, which covers all before it:</p>
<pre>${audit.head}</pre>
${table}`
}

export function checkSection({ savedBy }: EvidencePack): Markup {
  return markup`<h2 id="check">Check it yourself</h2>
<p>This page holds the batch file that it tells of, and ends with a seal: one changed byte breaks it. With Node 20 or later, and <span class="hash">contra-verify.mjs</span> of any copy of Contra:</p>
<pre>node contra-verify.mjs THIS-PAGE.html</pre>
<p>It checks the seal, the batch file with every signature, that totals and lines shown here are those of the file, and names the fingerprints. Whose keys they are, people compare among themselves; then</p>
<pre>node contra-verify.mjs THIS-PAGE.html --trust ${savedBy.identityId} …</pre>
<p>refuses every other signer. How pack and batch file are made is written in the documents of Contra, evidence.md and batch-file.md.</p>
`
}
