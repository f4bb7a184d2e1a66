import { z } from 'zod'
import { FileHandle, Moment, Ulid } from './text'
import { FileOffer } from './ledger'
import { Rejection } from './rejection'

export const factKinds = [
  'account',
  'accountingCode',
  'reasonCode',
  'period',
  'invoice',
  'item',
  'taxLine',
  'invoiceAdjustment',
  'invoiceItemAdjustment',
] as const
export const FactKind = z.enum(factKinds)
export type FactKind = z.infer<typeof FactKind>

/** How a file is read: what a profile keeps. Field names are the contract's canonical ones per kind. */
export const ColumnMapping = z.object({
  kind: FactKind,
  /** Source column → canonical field; a column that is not here is not imported. */
  columns: z.record(z.string().max(300), z.string().max(100)),
  numberFormat: z.enum(['auto', 'point', 'comma']),
  dateFormat: z.enum(['auto', 'iso', 'dmy', 'mdy']),
  encoding: z.enum(['utf-8', 'windows-1252']),
})
export type ColumnMapping = z.infer<typeof ColumnMapping>

export const ImportColumn = z.object({
  name: z.string(),
  field: z.string(),
  samples: z.array(z.string()),
})

export const ImportFile = z.object({
  fileId: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  /** Empty when the kind was not recognised. */
  kind: z.union([FactKind, z.literal('')]),
  /** In words of the file: `invoice items, names as a warehouse has them`. */
  naming: z.enum(['', 'api', 'export', 'label', 'warehouse']),
  format: z.enum(['', 'csv', 'json']),
  columns: z.array(ImportColumn),
  /** Fields that the kind has: for the mapping step. */
  fields: z.array(z.object({ field: z.string(), required: z.boolean() })),
  mapping: z.union([ColumnMapping, z.null()]),
  profileName: z.string(),
  rejections: z.array(Rejection),
})
export type ImportFile = z.infer<typeof ImportFile>

export const ImportCount = z.object({
  fileId: z.string(),
  kind: z.string(),
  read: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  refused: z.number().int(),
  twins: z.number().int(),
})

export const ImportView = z.object({
  importId: Ulid,
  state: z.enum(['recognised', 'previewed', 'committed', 'cancelled']),
  asOf: z.union([Moment, z.literal('')]),
  files: z.array(ImportFile),
  counts: z.array(ImportCount),
  warnings: z.array(Rejection),
  /** Proposed twins wait for a decision of a person. */
  undecidedTwins: z.number().int(),
})
export type ImportView = z.infer<typeof ImportView>

export const ImportRowVerdict = z.enum(['new', 'changed', 'same', 'refused', 'twin'])
export const ImportRow = z.object({
  fileId: z.string(),
  fileName: z.string(),
  /** Line of the file, from 1. */
  line: z.number().int(),
  kind: z.string(),
  key: z.string(),
  verdict: ImportRowVerdict,
  /** Of a changed fact: field by field. */
  changes: z.array(z.object({ field: z.string(), was: z.string(), is: z.string() })),
  rejections: z.array(Rejection),
  warnings: z.array(Rejection),
  twinAdjustmentId: z.string(),
  twinNumber: z.string(),
  /** Proposed twins only; `linked` ones are recognised beyond doubt. */
  twinDecision: z.enum(['', 'linked', 'undecided', 'same', 'different']),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportProfile = z.object({ name: z.string().min(1).max(80), mapping: ColumnMapping })
export type ImportProfile = z.infer<typeof ImportProfile>

export const exportFormats = ['json', 'soap', 'csv', 'worksheet'] as const
export const ExportFormat = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof ExportFormat>

export const ExportAnswer = z.object({
  exportId: Ulid,
  file: FileOffer,
  /** Lines in the file, and lines that stand in another format only, with the reason. */
  lineCount: z.number().int(),
  leftOut: z.array(z.object({ lineId: Ulid, code: z.string() })),
})
export type ExportAnswer = z.infer<typeof ExportAnswer>

export const ExportRow = z.object({
  exportId: Ulid,
  format: ExportFormat,
  at: Moment,
  personName: z.string(),
  lineCount: z.number().int(),
  contentHash: z.string(),
})
export type ExportRow = z.infer<typeof ExportRow>

export const LandingMark = z.object({
  lineId: Ulid,
  outcome: z.enum(['landed', 'refused']),
  /** When it landed in the billing system. */
  moment: Moment,
  billingId: z.string().max(32),
  number: z.string().max(255),
})
export type LandingMark = z.infer<typeof LandingMark>

export const FileHandles = z.array(FileHandle).min(1).max(50)
