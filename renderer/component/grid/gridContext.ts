import { ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { GridContent } from './gridEdit'
import type { GridExtent } from './gridMove'
import type { Selection } from './gridSelection'
import type { CellEdit, GridEdits, GridPaste, GridPlace } from './gridTypes'

export interface OpenField extends GridPlace {
  initial: string
  /** Opened by typing over the cell, so that the arrows leave it. */
  replacing: boolean
}

/** Where a person is in the grid. */
export interface GridCursor {
  active: ShallowRef<GridPlace>
  /** Where a selection with Shift began. */
  anchor: Ref<number>
  editing: ShallowRef<OpenField | undefined>
  /** The grid has been in use: before, no cell is drawn as the active one. */
  touched: Ref<boolean>
}

export function gridCursor(): GridCursor {
  return {
    active: shallowRef({ row: 0, column: 0 }),
    anchor: ref(0),
    editing: shallowRef(),
    touched: ref(false),
  }
}

/** What the parts of the grid (editing, keys, pointer, clipboard) share. */
export interface GridContext<Row> {
  gridId: string
  scroller: Readonly<Ref<HTMLElement | null>>
  cursor: GridCursor
  content: GridContent<Row>
  extent: ComputedRef<GridExtent>
  selected: Ref<Selection>
  selectable: ComputedRef<boolean>
  editable: ComputedRef<boolean>
  openable: () => boolean
  focus: () => void
  /** Makes a cell the active one and brings it into sight. */
  activate: (place: GridPlace) => void
  toggleSort: (column: string) => void
  resize: (column: string, width: number) => void
  emit: GridEmit<Row>
}

export interface GridEmit<Row> {
  (event: 'edit', edit: CellEdit): void
  (event: 'edits', edits: GridEdits): void
  (event: 'paste', paste: GridPaste): void
  (event: 'undo'): void
  (event: 'redo'): void
  (event: 'open', row: Row): void
}
