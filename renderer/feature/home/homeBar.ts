import type { HomeView } from '@contract/audit'
import type { PeriodView } from '@contract/invoice'
import type { z } from 'zod'

export type BarKind = 'period' | 'reason'
type Bar = z.infer<typeof HomeView>['chart'][number]['periods'][number]
type Words = Readonly<Record<'credit' | 'charge' | BarKind, string>>

const monthOfYear =
  /^(January|February|March|April|May|June|July|August|September|October|November|December) \d\d(\d\d)$/

/** `September 2026` → `Sep 26`, so that twelve of them stand side by side; other names stay. */
function shortName(name: string): string {
  const [, month = '', year = ''] = monthOfYear.exec(name) ?? []
  return month === '' ? name : `${month.slice(0, 3)} ${year}`
}

/** Bars as the chart draws them; what has no period or no reason has a name too. */
export function barsOf(bars: readonly Bar[], kind: BarKind, words: Words) {
  const short = bars.map(({ name }) => (kind === 'period' ? shortName(name) : name))
  const isTelling = new Set(short).size === short.length
  const shown = bars.map(({ name }, index) =>
    name === '' ? words[kind] : isTelling ? (short[index] ?? name) : name,
  )
  return {
    categories: shown,
    series: [
      { name: words.credit, values: bars.map(({ credits }) => credits), tone: 'credit' as const },
      { name: words.charge, values: bars.map(({ charges }) => charges), tone: 'charge' as const },
    ],
    nameOf: (category: string): string => bars[shown.indexOf(category)]?.name ?? '',
  }
}

type Period = Pick<PeriodView, 'periodId' | 'name' | 'start' | 'end'>

/**
 * The address part under which the list of adjustments shows what a bar is made of; undefined where there is
 * none. `shown`: the names of the periods that the chart covers, in their order.
 */
export function queryOf(
  kind: BarKind,
  name: string,
  shown: readonly string[],
  periods: readonly Period[],
): Record<string, string> | undefined {
  if (name === '') return undefined
  const find = (wanted: string | undefined) => periods.find((one) => one.name === wanted)
  // The bars leave out what was cancelled.
  if (kind === 'period') {
    const period = find(name)
    return period && { period: period.periodId, status: 'Processed' }
  }
  const named = shown.filter((one) => one !== '')
  const from = find(named[0])?.start
  const to = find(named.at(-1))?.end
  return { reason: name, status: 'Processed', ...(from && { from }), ...(to && { to }) }
}
