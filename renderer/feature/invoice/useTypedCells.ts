import { shallowReactive } from 'vue'

export interface TypedState {
  text: string
  state: 'pending' | 'refused'
  message: string
}

/**
 * What was typed and is not the draft's own yet: on its way, or refused before it became a line. It stays
 * in its cell, so that nothing typed is lost while an answer is awaited.
 */
export function useTypedCells() {
  const cells = shallowReactive(new Map<string, TypedState>())

  function keyOf(rowKey: string, column: string): string {
    return `${rowKey} ${column}`
  }

  function get(rowKey: string, column: string): TypedState | undefined {
    return cells.get(keyOf(rowKey, column))
  }

  /** Marks cells as under way; the function that comes back settles them, unless they were typed into again. */
  function send(edits: readonly { rowKey: string; column: string; text: string }[]) {
    const marks = edits.map(({ rowKey, column, text }) => {
      const mark: TypedState = { text, state: 'pending', message: '' }
      cells.set(keyOf(rowKey, column), mark)
      return { key: keyOf(rowKey, column), mark }
    })
    return (refusal: string | undefined) => {
      for (const { key, mark } of marks) {
        if (cells.get(key) !== mark) continue
        if (refusal === undefined) cells.delete(key)
        else cells.set(key, { ...mark, state: 'refused', message: refusal })
      }
    }
  }

  function refuse(rowKey: string, column: string, text: string, message: string): void {
    cells.set(keyOf(rowKey, column), { text, state: 'refused', message })
  }

  function clear(): void {
    cells.clear()
  }

  return { cells, get, send, refuse, clear }
}
