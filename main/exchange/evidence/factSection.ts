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
  const names = [...new Set(facts.flatMap(({ values }) => Object.keys(values)))]
  const columns = [
    ...names.filter((name) => amounts.has(name)),
    ...names.filter((name) => !amounts.has(name)),
  ].filter(
    (name) => name !== 'currency' && name !== 'invoiceId' && facts.some(({ values }) => values[name] !== ''),
  )
  const hasCurrency = facts.some(({ currency }) => currency !== '')
  const hasMoment = facts.some(({ asOf }) => asOf !== '')
  const heads = columns.map((name) =>
    amounts.has(name)
      ? markup`<th class="figure">${fieldWord(name)}</th>`
      : markup`<th>${fieldWord(name)}</th>`,
  )
  const isSetting = kind === 'setting'
  yield markup`<h3>${factWord(kind)}</h3>
<table><thead><tr><th>Name</th>${heads}${hasCurrency ? markup`<th></th>` : nothing}${hasMoment ? markup`<th>As of</th>` : nothing}${isSetting ? nothing : markup`<th>Lines</th>`}</tr></thead>
<tbody>
`
  for (const fact of facts) yield factRow(fact, { columns, hasCurrency, hasMoment, isSetting })
  yield markup`</tbody></table>
`
}

interface Columns {
  readonly columns: readonly string[]
  readonly hasCurrency: boolean
  readonly hasMoment: boolean
  readonly isSetting: boolean
}

function factRow(fact: PackFact, { columns, hasCurrency, hasMoment, isSetting }: Columns): Markup {
  const cells = columns.map((name) => {
    const value = fact.values[name] ?? ''
    return amounts.has(name) ? figureCell(String(value)) : markup`<td class="text">${valueWord(value)}</td>`
  })
  const label = isSetting ? fieldWord(fact.label) : fact.label
  const currency = hasCurrency ? markup`<td>${fact.currency}</td>` : nothing
  const moment = hasMoment ? markup`<td class="small">${shownMoment(fact.asOf)}</td>` : nothing
  const places = isSetting ? nothing : markup`<td class="text small">${placesText(fact.places)}</td>`
  return markup`<tr><td class="text">${label}</td>${cells}${currency}${moment}${places}</tr>
`
}
