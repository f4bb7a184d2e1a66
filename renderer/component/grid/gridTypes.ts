/** What a cell says about itself: a refusal or a warning, with at most one way out. */
export interface CellVerdict {
  state: 'refused' | 'warning' | 'pending'
  message: string
  action?: { label: string; run: () => void }
}

export interface GridOption {
  value: string
  label: string
}

export type CellTone = 'credit' | 'charge' | 'strong' | 'soft' | undefined

export interface GridColumn<Row> {
  key: string
  title: string
  /** `custom` is drawn by the slot `cell-<key>`; `check` holds 'true' or 'false'. Default: text. */
  type?: 'text' | 'amount' | 'date' | 'chip' | 'check' | 'custom'
  /** In px; with `grow`, the least width. */
  width?: number
  /** Share of the room that is left over. */
  grow?: number
  align?: 'start' | 'end'
  sortable?: boolean
  /** Canonical text of the cell, also what is copied. Default: `String(row[key] ?? '')`. */
  value?: (row: Row) => string
  /** What is shown where it differs from the value (the name of a code, say). */
  label?: (row: Row) => string
  tone?: (row: Row) => CellTone
  editable?: boolean | ((row: Row) => boolean)
  /** Why the cell cannot be typed into; it is drawn sunken and says so when it is reached. */
  greyed?: (row: Row) => string | undefined
  verdict?: (row: Row) => CellVerdict | undefined
  /** Makes the editor a list to choose from. */
  options?: (row: Row) => readonly GridOption[]
  /** A column for typing: tinted. Default: whether it is editable at all. */
  inked?: boolean
  headerHint?: string
}

/** Rows that arrive page by page: `rowAt` answers undefined for a row that is not here yet. */
export interface RowSource<Row> {
  readonly count: number
  rowAt(index: number): Row | undefined
  /** Told which rows are in sight, so that it can fetch what is missing. */
  reach?(from: number, to: number): void
  /** More rows exist than `count` says. */
  readonly more?: boolean
}

export interface GridTotal {
  key: string
  /** Shown in the first column. */
  label?: string
  cells: Record<string, string>
  currency?: string
  /** Columns whose total opens to its lines. */
  opens?: readonly string[]
}

export interface GridSort {
  column: string
  descending: boolean
}

export interface CellEdit {
  rowKey: string
  column: string
  text: string
}

/** One gesture that changes many cells: one undo step. */
export interface GridEdits {
  kind: 'fill' | 'clear'
  edits: CellEdit[]
}

export interface GridPaste {
  startRow: number
  startColumn: string
  cells: string[][]
  /** The editable cells that the block hits. */
  edits: CellEdit[]
  /** Cells of the block that cannot be typed into or lie outside. */
  skipped: number
}

export interface GridPlace {
  /** −1 is the header. */
  row: number
  column: number
}

/** Where the active cell goes after a commit. */
export type AfterCommit = 'stay' | 'down' | 'up' | 'left' | 'right'
