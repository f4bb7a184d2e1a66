import type { EvidencePack, PackSignature } from './evidencePack'
import { shownFingerprint, shownMoment } from './figure'
import { markup, type Markup } from './markup'
import { actWord } from './word'

/** Every statement word for word, with its signature: what can be checked without this page. */
export function* signatureSection({ signatures }: EvidencePack): Generator<Markup> {
  yield markup`<h2 id="signatures">Signatures</h2>
<p class="note">Each signature is Ed25519 over exactly the text in its box. A fingerprint is shown as its first ten groups, as people compare it; the text has all of it after “by”.</p>
<table><thead><tr><th>When</th><th>What</th><th class="figure">Revision</th><th>Who</th><th>Fingerprint</th><th>Comment</th></tr></thead><tbody>${signatures.map(signatureRow)}</tbody></table>
`
  for (const signature of signatures) yield statementBlock(signature)
}

function signatureRow({ act, revision, name, identityId, at, comment }: PackSignature): Markup {
  return markup`<tr><td class="code">${shownMoment(at)}</td><td>${actWord(act)}</td><td class="place">${revision}</td><td class="text">${name}</td><td class="hash groups">${shownFingerprint(identityId)}</td><td class="text">${comment}</td></tr>
`
}

function statementBlock({ act, revision, name, text, signature }: PackSignature): Markup {
  return markup`<div class="block"><h3>${actWord(act)}, revision ${revision}, by ${name}</h3><pre>${text}</pre><p class="hash">Signature ${signature}</p></div>
`
}
