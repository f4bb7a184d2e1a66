import type { LineWish, ReversalCandidate } from '@contract/reversal'
import type { CellEdit } from '../../component/grid/gridTypes'

/** What a cell of "how much and when" asks for; an emptied one goes back to what is proposed. */
export function wishOfCell({ column, text }: Pick<CellEdit, 'column' | 'text'>): LineWish {
  const given = text.trim()
  switch (column) {
    case 'credit':
    case 'charge':
      return { amount: given }
    case 'date':
      return { date: given }
    case 'reason':
      return { reasonCode: given }
    case 'reference':
      return { referenceId: given === '' ? null : given }
    case 'comment':
      return { comment: given }
    default:
      return {}
  }
}

/** What a cell of "instead" asks for: a replacement is there as long as it has an amount. */
export function replacementOfCell(
  { replacement }: Pick<ReversalCandidate, 'replacement'>,
  { column, text }: Pick<CellEdit, 'column' | 'text'>,
): LineWish {
  const given = text.trim()
  if (column === 'credit' || column === 'charge') {
    if (given === '') return { replacement: null }
    const type = column === 'credit' ? 'Credit' : 'Charge'
    const { date = '', reasonCode = '', comment = '' } = replacement ?? {}
    return { replacement: { type, amount: given, date, reasonCode, comment } }
  }
  if (replacement === null) return {}
  const { type, amount, date, reasonCode, comment } = replacement
  const kept = { type, amount, date, reasonCode, comment }
  if (column === 'date') return { replacement: { ...kept, date: given } }
  if (column === 'reason') return { replacement: { ...kept, reasonCode: given } }
  return column === 'comment' ? { replacement: { ...kept, comment: given } } : {}
}

/** Several cells of one line come as one wish. */
export function wishesOf<Edit extends CellEdit>(
  edits: readonly Edit[],
  wishOf: (edit: Edit, before: LineWish) => LineWish,
): ({ adjustmentId: string } & LineWish)[] {
  const byLine = new Map<string, LineWish>()
  for (const edit of edits) {
    const before = byLine.get(edit.rowKey) ?? {}
    byLine.set(edit.rowKey, { ...before, ...wishOf(edit, before) })
  }
  return [...byLine].map(([adjustmentId, wish]) => ({ adjustmentId, ...wish }))
}
