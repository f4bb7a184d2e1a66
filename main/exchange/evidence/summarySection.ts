import type { CurrencyTotal } from '@contract/batch'
import { trainingMark } from '../out/exportLine'
import type { EvidencePack } from './evidencePack'
import { amountOf, figureCell, shownFingerprint, shownMoment, unitsOf } from './figure'
import { markup, nothing, type Markup } from './markup'
import { counted } from './word'

/** Who put the pack together of what, and the batch in a few figures. */
export function summarySection(pack: EvidencePack, links: Markup): Markup {
  const { batch, ledger, savedAt, savedBy, lines, invoices } = pack
  const training =
    ledger.kind === 'sandbox'
      ? markup`<p class="training" role="note">${trainingMark}. From a sandbox, where passphrases are shown: nothing here is real, and its signatures are worth nothing elsewhere.</p>`
      : nothing
  return markup`${training}<header><span class="brand">Contra</span><span class="soft">Evidence pack, saved ${shownMoment(savedAt)} by ${savedBy.name}</span></header>
<h1>${batch.name} <span class="chip">${stateWord(pack)}</span></h1>
<p class="soft">${counted(lines.length, 'line')} on ${counted(invoices.length, 'invoice')}, revision ${batch.revision}${decided(pack)}</p>
<dl class="facts">
<div><dt>Made</dt><dd>${shownMoment(batch.createdAt)}<small>by ${batch.createdByName}, in ledger ${batch.birthLedgerName}</small></dd></div>
<div><dt>This pack is from ledger</dt><dd>${ledger.name}<small class="hash">${ledger.id}</small></dd></div>
<div><dt>Batch</dt><dd class="hash">${batch.id}</dd></div>
<div><dt>Content of revision ${batch.revision}</dt><dd class="hash">${batch.contentHash}</dd></div>
<div><dt>Sealed by</dt><dd>${savedBy.name}<small class="hash groups">${shownFingerprint(savedBy.identityId)}</small></dd></div>
</dl>
${links}<h2 id="totals">Totals</h2>
${totalsTable(pack.totals, 'total-')}
`
}

function stateWord({ batch }: EvidencePack): string {
  if (batch.isApprovedElsewhere) return 'approved, not posted here'
  const words: Readonly<Record<string, string>> = { approved: 'approved and posted', draft: 'returned' }
  return words[batch.state] ?? batch.state
}

function decided({ signatures, batch }: EvidencePack): string {
  const ofHead = signatures.filter(({ revision }) => revision === batch.revision)
  const names = (act: string) => [...new Set(ofHead.filter((one) => one.act === act).map(({ name }) => name))]
  const parts = [`submitted by ${names('submit').join(' and ')}`]
  if (names('return').length > 0) parts.push(`returned by ${names('return').join(' and ')}`)
  const isWaiting = batch.state === 'submitted' && !batch.isApprovedElsewhere
  const approved = isWaiting ? 'approved so far by' : 'approved by'
  if (names('approve').length > 0) parts.push(`${approved} ${names('approve').join(' and ')}`)
  return `, ${parts.join(', ')}`
}

/**
 * With ids, the rows that contra-verify holds against the batch file: credits, charges, cancels and their net. Deletes
 * change no balance.
 */
export function totalsTable(totals: readonly CurrencyTotal[], idPrefix = ''): Markup {
  const rows = totals.map((total) => {
    const { currency, creditCount, credits, chargeCount, charges, net } = total
    const start = idPrefix === '' ? markup`<tr>` : markup`<tr id="${idPrefix + currency}">`
    const figures = [figureCell(charges), figureCell(cancelsOf(total)), figureCell(net)]
    return markup`${start}<td class="code">${currency}</td><td class="place">${creditCount}</td>${figureCell(negated(credits))}<td class="place">${chargeCount}</td>${figures}</tr>
`
  })
  return markup`<table class="narrow"><thead><tr><th>Currency</th><th class="figure" colspan="2">Credits</th><th class="figure" colspan="2">Charges</th><th class="figure">Cancels</th><th class="figure">Net effect on balances</th></tr></thead>
<tbody>${rows}</tbody></table>`
}

/** What of the net is neither credits nor charges. */
function cancelsOf({ credits, charges, net }: CurrencyTotal): string {
  const scale = net.split('.')[1]?.length ?? 0
  return amountOf(unitsOf(net) + unitsOf(credits) - unitsOf(charges), scale)
}

const negated = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`)
