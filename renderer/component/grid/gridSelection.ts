// Which rows are selected, by key. A selection is never changed in place, so that a watcher sees it.

export type Selection = ReadonlySet<string>

export type KeyAt = (index: number) => string | undefined

export function toggled(selection: Selection, key: string): Selection {
  const next = new Set(selection)
  if (!next.delete(key)) next.add(key)
  return next
}

/** All rows from the anchor to the row reached, in either direction; rows not loaded yet are left out. */
export function ranged(anchor: number, reached: number, keyAt: KeyAt): Selection {
  const next = new Set<string>()
  for (let index = Math.min(anchor, reached); index <= Math.max(anchor, reached); index += 1) {
    const key = keyAt(index)
    if (key !== undefined) next.add(key)
  }
  return next
}

export function allOf(count: number, keyAt: KeyAt): Selection {
  return count === 0 ? new Set() : ranged(0, count - 1, keyAt)
}

export function stateOfAll(selection: Selection, count: number): 'none' | 'some' | 'all' {
  if (selection.size === 0) return 'none'
  return selection.size >= count ? 'all' : 'some'
}
