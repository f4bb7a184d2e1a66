import type { BatchContent, ContentValue, FactContent, FactKind } from './content'

/** One value that a revision rested on and that is another now. */
export interface MovedFact {
  readonly about: FactKind
  readonly id: string
  readonly label: string
  /** `balance`, `open`, `state`, …; `exists` where the fact itself has come or gone. */
  readonly field: string
  readonly was: ContentValue
  readonly is: ContentValue
  /** Of `was` and `is` where they are amounts, else empty. */
  readonly currency: string
  /** The lines that rest on it, those to show again; for a setting all lines. */
  readonly lineIds: readonly string[]
}

/**
 * What has moved since a revision was submitted, "was / is" (domain.md, "Approving"). `before` is the
 * content as submitted, `after` the facts of the same lines in this ledger now, in any order.
 */
export function movedFacts(
  before: BatchContent,
  after: { readonly facts: readonly FactContent[] },
): readonly MovedFact[] {
  const allLineIds = before.lines.map(({ lineId }) => lineId)
  const nowByKey = new Map(after.facts.map((fact) => [keyOf(fact), fact]))
  const moved: MovedFact[] = []
  for (const was of before.facts) {
    const key = keyOf(was)
    const is = nowByKey.get(key)
    nowByKey.delete(key)
    addMoved(moved, was, is, allLineIds)
  }
  const come = [...nowByKey].sort(([left], [right]) => (left < right ? -1 : 1))
  for (const [, fact] of come) moved.push(existence(fact, false, allLineIds))
  return moved
}

/** A period goes by its name, which stays and is the same in every ledger. */
function keyOf({ kind, id, label }: FactContent): string {
  return `${kind}:${kind === 'period' ? label : id}`
}

function addMoved(
  moved: MovedFact[],
  was: FactContent,
  is: FactContent | undefined,
  allLineIds: readonly string[],
): void {
  if (is === undefined) {
    moved.push(existence(was, true, allLineIds))
    return
  }
  for (const field of Object.keys(was.values)) {
    const value = was.values[field]
    const now = is.values[field]
    if (value === undefined || now === undefined || now === value) continue
    const currency = amountCurrency(was, field)
    moved.push({ ...heading(was, allLineIds), field, was: value, is: now, currency })
  }
}

function existence(fact: FactContent, existed: boolean, allLineIds: readonly string[]): MovedFact {
  return { ...heading(fact, allLineIds), field: 'exists', was: existed, is: !existed, currency: '' }
}

function heading(fact: FactContent, allLineIds: readonly string[]) {
  const lineIds = fact.kind === 'setting' ? allLineIds : fact.lineIds
  return { about: fact.kind, id: fact.id, label: fact.label, lineIds }
}

const amountFields: ReadonlySet<string> = new Set(['balance', 'amount', 'open', 'remainder'])

function amountCurrency({ currency }: FactContent, field: string): string {
  return amountFields.has(field) ? currency : ''
}
