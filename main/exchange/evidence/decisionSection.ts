import type { ApprovalRule } from '@contract/approval'
import type { EvidencePack, PackJournal } from './evidencePack'
import { amountOf, figureCell, shownFigure, shownMoment, unitsOf } from './figure'
import { markup, nothing, type Markup } from './markup'
import { counted } from './word'

/** By which rule an approval was enough, as it stood then. */
export function decisionSection(pack: EvidencePack): Markup {
  const { decision, batch } = pack
  if (decision === undefined) {
    return markup`<h2 id="approval">Approval</h2>
<p>${undecided(batch)}</p>
`
  }
  const { rule, at, approverNames } = decision
  return markup`<h2 id="approval">Approval</h2>
<p>Decided ${shownMoment(at)} under the rule “${rule.name}”, which asks for ${counted(rule.reviewerCount, 'reviewer')}. Those who approved: ${approverNames.join(', ')}.</p>
<dl class="facts"><div><dt>Kinds of lines</dt><dd>${rule.kinds.map((kind) => kind.replace('_', ' ')).join(', ')}</dd></div>
<div><dt>A line up to</dt><dd>${limitText(rule.lineUpTo)}</dd></div>
<div><dt>A batch up to</dt><dd>${limitText(rule.batchUpTo)}</dd></div>
<div><dt>Running totals</dt><dd>${runningText(rule)}</dd></div>
<div><dt>Into a closed period, under an exception</dt><dd>${rule.coversExceptions ? 'covered' : 'not covered'}</dd></div></dl>
`
}

function undecided({ state, isApprovedElsewhere }: EvidencePack['batch']): string {
  if (isApprovedElsewhere) return 'Approved in another ledger, by its rules, and not posted in this one.'
  if (state === 'submitted') return 'It waits for approval.'
  if (state === 'draft') return 'It was returned, and not approved.'
  return 'Approved; by which rule, this ledger does not know.'
}

function limitText(limit: Readonly<Record<string, string>> | null): string {
  if (limit === null) return 'no limit'
  return Object.entries(limit)
    .map(([currency, amount]) => `${shownFigure(amount)} ${currency}`)
    .join(', ')
}

function runningText({ running }: ApprovalRule): string {
  if (running.length === 0) return 'none'
  return running
    .map(({ of, days, upTo }) => `${limitText(upTo)} per ${of} in ${counted(days, 'day')}`)
    .join('; ')
}

/** What the approval books, line by line, and what it comes to by account. */
export function* journalSection({ journals }: EvidencePack): Generator<Markup> {
  if (journals.length === 0) return
  yield markup`<h2 id="journal">Journal</h2>
<h3>By account</h3>
<table class="narrow"><thead><tr><th>Currency</th><th>Account</th><th class="figure">Debit</th><th class="figure">Credit</th></tr></thead><tbody>${accountRows(journals)}</tbody></table>
<h3>By line</h3>
<table><thead><tr><th class="figure">Line</th><th>Date</th><th>Period</th><th>Currency</th><th>Account</th><th class="figure">Debit</th><th class="figure">Credit</th></tr></thead><tbody>
`
  for (const journal of journals) yield journalRows(journal)
  yield markup`</tbody></table>
`
}

function journalRows({ place, effect, currency, date, period, entries }: PackJournal): Markup {
  const rows = entries.map(({ account, debit, credit }, index) => {
    const heading =
      index === 0
        ? markup`<td class="place">${place}</td><td class="code">${date}</td><td class="text">${period}${effect === 'cancel' ? markup`<small>taken back</small>` : nothing}</td><td>${currency}</td>`
        : markup`<td></td><td></td><td></td><td></td>`
    return markup`<tr>${heading}<td class="text">${account}</td>${figureCell(debit)}${figureCell(credit)}</tr>
`
  })
  return markup`${rows}`
}

function accountRows(journals: readonly PackJournal[]): Markup[] {
  const sums = new Map<
    string,
    { currency: string; account: string; debit: bigint; credit: bigint; scale: number }
  >()
  for (const { currency, entries } of journals) {
    for (const { account, debit, credit } of entries) {
      const key = JSON.stringify([currency, account])
      const scale = debit.split('.')[1]?.length ?? 0
      const sum = sums.get(key) ?? { currency, account, debit: 0n, credit: 0n, scale }
      sums.set(key, { ...sum, debit: sum.debit + unitsOf(debit), credit: sum.credit + unitsOf(credit) })
    }
  }
  return [...sums]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(
      ([, { currency, account, debit, credit, scale }]) =>
        markup`<tr><td>${currency}</td><td class="text">${account}</td>${figureCell(amountOf(debit, scale))}${figureCell(amountOf(credit, scale))}</tr>
`,
    )
}
