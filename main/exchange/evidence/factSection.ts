import type { EvidencePack, PackFact } from './evidencePack'
import { figureCell, shownMoment } from './figure'
import { placesText } from './lineSection'
import { markup, nothing, type Markup } from './markup'
import { factKinds, factWord, fieldWord, valueWord } from './word'

const amounts: ReadonlySet<string> = new Set(['balance', 'open', 'amount', 'remainder'])

/** What the lines were judged on, kind by kind. */
export function* factSection({ facts }: EvidencePack): Generator<Markup> {
  yield markup`<h2 id="facts">What the lines rest on</h2>
<p class="note">As it was frozen when the batch was submitted, or, where facts had moved, as it was when it was approved. “As of” is the moment at which the imported file was true, as this ledger knows it.</p>
`
  for (const kind of factKinds) {
    const ofKind = facts.filter((fact) => fact.kind === kind)
    if (ofKind.length > 0) yield* kindTable(kind, ofKind)
  }
}

function* kindTable(kind: string, facts: readonly PackFact[]): Generator<Markup> {
  const names = inReadingOrder(new Set(facts.flatMap(({ values }) => Object.keys(values))))
  const isShown = (name: string) =>
    name !== 'currency' && name !== 'invoiceId' && facts.some(({ values }) => values[name] !== '')
  const figures = names.filter((name) => amounts.has(name))
  const others = names.filter((name) => !amounts.has(name) && isShown(name))
  const hasCurrency = facts.some(({ currency }) => currency !== '')
  const hasMoment = facts.some(({ asOf }) => asOf !== '')
  const heads = [
    ...figures.map((name) => markup`<th class="figure">${fieldWord(name)}</th>`),
    hasCurrency ? markup`<th></th>` : nothing,
    ...others.map((name) => markup`<th>${fieldWord(name)}</th>`),
    hasMoment ? markup`<th>As of</th>` : nothing,
  ]
  const isSetting = kind === 'setting'
  yield markup`<h3>${factWord(kind)}</h3>
<table><thead><tr><th>Name</th>${heads}${isSetting ? nothing : markup`<th>Lines</th>`}</tr></thead>
<tbody>
`
  for (const fact of facts) yield factRow(fact, { figures, others, hasCurrency, hasMoment, isSetting })
  yield markup`</tbody></table>
`
}

const readingOrder = [
  'type',
  'amount',
  'balance',
  'open',
  'remainder',
  'date',
  'invoiceDate',
  'start',
  'end',
  'status',
  'state',
]

/** What people look for first; the rest as it comes. */
function inReadingOrder(names: ReadonlySet<string>): string[] {
  const first = readingOrder.filter((name) => names.has(name))
  return [...first, ...[...names].filter((name) => !first.includes(name))]
}

interface Columns {
  readonly figures: readonly string[]
  readonly others: readonly string[]
  readonly hasCurrency: boolean
  readonly hasMoment: boolean
  readonly isSetting: boolean
}

function factRow(fact: PackFact, { figures, others, hasCurrency, hasMoment, isSetting }: Columns): Markup {
  const cells = [
    ...figures.map((name) => figureCell(String(fact.values[name] ?? ''))),
    hasCurrency ? markup`<td>${fact.currency}</td>` : nothing,
    ...others.map((name) => markup`<td class="text">${valueWord(fact.values[name] ?? '')}</td>`),
    hasMoment ? markup`<td class="small">${shownMoment(fact.asOf)}</td>` : nothing,
    isSetting ? nothing : markup`<td class="text small">${placesText(fact.places)}</td>`,
  ]
  const label = isSetting ? fieldWord(fact.label) : fact.label
  return markup`<tr><td class="text">${label}</td>${cells}</tr>
`
}
