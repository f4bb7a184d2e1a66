import type { FactKind } from '@contract/exchange'

// What a kind of file looks like. Each kind is one table of fields in a file of its own; a newcomer
// should be able to read there what is imported, under which names it comes, and what must be there.

export type FieldType =
  | 'id'
  | 'text'
  /** Text of several lines. */
  | 'lines'
  /** Stays as it is written until the currency of the row is known. */
  | 'money'
  /** A number that is no amount: a quantity, a rate. */
  | 'decimal'
  | 'date'
  | 'moment'
  | 'boolean'
  | 'currency'
  | 'choice'

export interface Field {
  /** Canonical name: in mappings, in previews, and as `field` of a rejection. */
  readonly name: string
  readonly type: FieldType
  /** Longest text, in characters. */
  readonly limit: number
  readonly required: boolean
  /**
   * API names, `InvoiceNumber`; other spellings (`invoice_number`, `Invoice Number`) are the same to us.
   * `Account.AccountNumber` is the field of a joined object.
   */
  readonly names: readonly string[]
  /** Of a choice: what a file may say (compared by letters and digits alone) and what it means. */
  readonly choices: ReadonlyMap<string, string>
}

/** Columns that tell a kind: all groups must be met, each by one of its names. */
export interface Signature {
  readonly all: readonly (readonly string[])[]
  readonly none?: readonly string[]
}

export interface Kind {
  readonly kind: FactKind
  /** Name of the billing system's object, the prefix of its own columns in data-source exports. */
  readonly object: string
  readonly signatures: readonly Signature[]
  readonly fields: readonly Field[]
  /** Groups of fields of which at least one must be mapped. */
  readonly oneOf: readonly (readonly string[])[]
}

const noChoices: ReadonlyMap<string, string> = new Map()

function field(name: string, type: FieldType, limit: number, names: readonly string[]): Field {
  return { name, type, limit, required: false, names, choices: noChoices }
}

export const id = (name: string, ...names: string[]) => field(name, 'id', 64, names)
export const text = (name: string, limit: number, ...names: string[]) => field(name, 'text', limit, names)
export const lines = (name: string, limit: number, ...names: string[]) => field(name, 'lines', limit, names)
export const money = (name: string, ...names: string[]) => field(name, 'money', 40, names)
export const decimal = (name: string, ...names: string[]) => field(name, 'decimal', 40, names)
export const date = (name: string, ...names: string[]) => field(name, 'date', 40, names)
export const moment = (name: string, ...names: string[]) => field(name, 'moment', 40, names)
export const flag = (name: string, ...names: string[]) => field(name, 'boolean', 10, names)
export const currency = (name: string, ...names: string[]) => field(name, 'currency', 3, names)

/** `choices`: `meaning: what files say for it`. A value without other spellings stands for itself. */
export function choice(name: string, choices: Record<string, readonly string[]>, ...names: string[]): Field {
  const meanings = new Map<string, string>()
  for (const [meaning, spellings] of Object.entries(choices)) {
    for (const spelling of [meaning, ...spellings]) {
      meanings.set(spelling, meaning)
      meanings.set(plainName(spelling), meaning)
    }
  }
  return { ...field(name, 'choice', 40, names), choices: meanings }
}

export function required(of: Field): Field {
  return { ...of, required: true }
}

/** Rows that a warehouse or a query marks as deleted; every kind has it. */
export const deleted = flag('deleted', '_fivetran_deleted', 'IsDeleted', '_deleted', 'Deleted')

/** Letters and digits of a name: `Invoice Number`, `invoice_number` and `InvoiceNumber` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
