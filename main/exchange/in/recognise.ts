import type { FactKind } from '@contract/exchange'
import { kinds } from './kind'
import { plainName } from './kind/kind'
import type { Kind, Signature } from './kind/kind'
import { notImported } from './kind/notImported'

/** How a file names its columns: as the API, as data-source exports, as report labels, as a warehouse. */
export type Naming = 'api' | 'export' | 'label' | 'warehouse'

export type Recognised =
  | { readonly kind: FactKind; readonly naming: Naming }
  /** Known by sight, not imported. */
  | { readonly notImported: string }
  | undefined

/** A column name taken apart: `Invoice.InvoiceNumber` and `Invoice: Invoice Number` have an object. */
export interface ColumnName {
  readonly object: string
  readonly name: string
}

export function columnName(header: string): ColumnName {
  const parts = header.split(/[.:]/)
  const name = plainName(parts.pop() ?? '')
  return { object: plainName(parts.pop() ?? ''), name }
}

/** What kind of facts a file holds, by its columns alone; a file's name proves nothing. */
export function recognise(columns: readonly string[]): Recognised {
  const names = columns.map(columnName)
  const objects = new Set(names.map(({ object }) => object))
  return (
    recogniseObject(objects, columns) ?? recogniseSignature(new Set(names.map(({ name }) => name)), columns)
  )
}

/** Objects that hold a row's others: an item's export may have columns of its invoice, product, subscription. */
const details = new Set(['InvoiceItemAdjustment', 'InvoiceAdjustment', 'TaxationItem', 'InvoiceItem'])

/** A data-source export names its objects. What holds the others is what a row stands for. */
function recogniseObject(objects: ReadonlySet<string>, columns: readonly string[]): Recognised {
  const has = ({ object }: { readonly object: string }) => objects.has(plainName(object))
  const detail = kinds.find((kind) => details.has(kind.object) && has(kind))
  if (detail !== undefined) return { kind: detail.kind, naming: namingOf(columns) }
  const refused = notImported.find(has)
  if (refused !== undefined) return { notImported: refused.name }
  const kind = kinds.find(has)
  return kind === undefined ? undefined : { kind: kind.kind, naming: namingOf(columns) }
}

function recogniseSignature(names: ReadonlySet<string>, columns: readonly string[]): Recognised {
  for (const { name, signatures } of notImported) {
    if (signatures.some((signature) => meets(names, signature))) return { notImported: name }
  }
  const kind = kinds.find(({ signatures }) => signatures.some((signature) => meets(names, signature)))
  return kind === undefined ? undefined : { kind: kind.kind, naming: namingOf(columns) }
}

function meets(names: ReadonlySet<string>, { all, none = [] }: Signature): boolean {
  const has = (name: string) => names.has(plainName(name))
  return all.every((group) => group.some(has)) && !none.some(has)
}

function namingOf(columns: readonly string[]): Naming {
  const share = (pattern: RegExp) =>
    columns.filter((column) => pattern.test(column)).length * 2 > columns.length
  if (share(/^[^.:]+[.:]\s*[^.:]+$/)) return 'export'
  if (columns.some((column) => /\S \S/.test(column))) return 'label'
  return share(/^[a-z0-9_]+$|^[A-Z0-9_]+$/) ? 'warehouse' : 'api'
}

/** Column → field, as far as names tell; each field once, the first name of a field's list wins. */
export function suggestColumns(kind: Kind, columns: readonly string[]): Map<string, string> {
  const own = plainName(kind.object)
  const parsed = columns.map((column) => ({ column, ...columnName(column) }))
  const mapped = new Map<string, string>()
  for (const field of kind.fields) {
    for (const alias of field.names) {
      const wanted = columnName(alias)
      const found = parsed.find(({ column, object, name }) => {
        if (mapped.has(column) || name !== wanted.name) return false
        return object === wanted.object || (wanted.object === '' && object === own)
      })
      if (found === undefined) continue
      mapped.set(found.column, field.name)
      break
    }
  }
  return mapped
}

/** Custom fields keep their name, which is case-sensitive; a data-source prefix is not part of it. */
export function customFieldName(column: string): string | undefined {
  const name = column.split('.').pop() ?? ''
  return /^[A-Za-z][A-Za-z0-9_]*__c$/.test(name) ? name : undefined
}
