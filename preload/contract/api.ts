import { z } from 'zod'
import { CalendarDate, FileHandle, Hash, Moment, Ulid } from './text'
import { LedgerName, RecentLedger, SessionView, FileOffer, JobView } from './ledger'
import { Settings } from './setting'
import * as invoice from './invoice'
import * as approval from './approval'
import * as batch from './batch'
import * as batchFile from './batchFile'
import * as adjustment from './adjustment'
import * as exchange from './exchange'
import * as reversal from './reversal'
import * as audit from './audit'
import * as period from './period'
import * as person from './person'
import * as review from './review'
import { Rejection } from './rejection'

/**
 * Every command and query once: the border between page and desk. Both sides derive their types from
 * it. `desk` entries are about ledgers and sessions and run beside the threads; a `query` reads, a
 * `command` writes in one transaction and carries a `commandId`; a `job` runs in a thread of its own,
 * answers at once with its id, and its outcome comes with `getJob` and as an event.
 */
const nothing = z.object({})
const commandId = Ulid

export const api = {
  // Ledgers and sessions
  getSession: { kind: 'desk', input: nothing, output: SessionView },
  /** Someone with a key here says the passphrase, unless it was said in this session already. */
  switchPerson: {
    kind: 'desk',
    input: z.object({ personId: z.string().max(64), passphrase: z.string().max(200) }),
    output: SessionView,
  },
  /** Forgets every passphrase of the session; in a live ledger nobody acts until one is said again. */
  lockSession: { kind: 'desk', input: nothing, output: SessionView },
  openSandbox: { kind: 'desk', input: nothing, output: SessionView },
  resetSandbox: { kind: 'desk', input: nothing, output: SessionView },
  /** `place` comes from the host's dialog; in the browser host it is empty and the name decides. */
  createLedger: {
    kind: 'desk',
    input: z.object({ name: LedgerName, place: z.union([FileHandle, z.literal('')]) }),
    output: SessionView,
  },
  openLedger: {
    kind: 'desk',
    input: z.object({ recentId: z.string().max(64), file: z.union([FileHandle, z.literal('')]) }),
    output: SessionView,
  },
  closeLedger: { kind: 'desk', input: nothing, output: SessionView },
  listRecentLedgers: { kind: 'desk', input: nothing, output: z.object({ ledgers: z.array(RecentLedger) }) },
  backupLedger: { kind: 'desk', input: nothing, output: FileOffer },
  /** Verifies the backup, then puts it in the place of the open ledger of the same id, or beside it under a new name. */
  restoreLedger: {
    kind: 'desk',
    input: z.object({ file: FileHandle, name: LedgerName }),
    output: SessionView,
  },
  getJob: {
    kind: 'desk',
    input: z.object({ jobId: Ulid }),
    output: z.object({ job: JobView, value: z.unknown(), rejections: z.array(Rejection) }),
  },
  cancelJob: { kind: 'desk', input: z.object({ jobId: Ulid }), output: JobView },

  // Facts
  listAccounts: { kind: 'query', input: invoice.ListAccounts, output: invoice.AccountPage },
  getAccount: {
    kind: 'query',
    input: z.object({ accountId: z.string().max(64) }),
    output: invoice.AccountRow,
  },
  listInvoices: { kind: 'query', input: invoice.ListInvoices, output: invoice.InvoicePage },
  getInvoice: {
    kind: 'query',
    input: z.object({ invoiceId: z.string().max(64) }),
    output: invoice.InvoiceView,
  },
  listSources: { kind: 'query', input: invoice.ListSources, output: invoice.SourceList },
  sumSources: { kind: 'query', input: invoice.SumSources, output: invoice.SourceSums },
  getChoices: { kind: 'query', input: nothing, output: invoice.Choices },
  findAnything: { kind: 'query', input: invoice.FindAnything, output: invoice.Found },
  getHome: { kind: 'query', input: nothing, output: audit.HomeView },
  getSettings: { kind: 'query', input: nothing, output: Settings },
  changeSettings: { kind: 'command', input: z.object({ commandId, settings: Settings }), output: Settings },
  changeReason: {
    kind: 'command',
    input: z.object({ commandId, reason: invoice.ReasonView }),
    output: invoice.Choices,
  },

  // Adjustments
  listAdjustments: { kind: 'query', input: adjustment.ListAdjustments, output: adjustment.AdjustmentPage },
  sumAdjustments: {
    kind: 'query',
    input: z.object({ filter: adjustment.AdjustmentFilter }),
    output: adjustment.AdjustmentTotals,
  },
  getAdjustment: {
    kind: 'query',
    input: z.object({ adjustmentId: Ulid }),
    output: adjustment.AdjustmentView,
  },
  /** At once: a Canceled adjustment that never left this ledger. */
  deleteAdjustment: {
    kind: 'command',
    input: z.object({ commandId, adjustmentId: Ulid }),
    output: z.object({ adjustmentId: Ulid }),
  },
  /** What an imported opposite could be linked to: those that its file names first. */
  listLinkChoices: {
    kind: 'query',
    input: z.object({ adjustmentId: Ulid }),
    output: z.object({ choices: z.array(adjustment.LinkChoice), total: z.number().int() }),
  },
  /** A person says what an imported adjustment reverses, all or part of it. */
  linkReversal: {
    kind: 'command',
    input: z.object({ commandId, adjustmentId: Ulid, originalId: Ulid }),
    output: z.object({ adjustmentId: Ulid }),
  },
  unlinkReversal: {
    kind: 'command',
    input: z.object({ commandId, adjustmentId: Ulid }),
    output: z.object({ adjustmentId: Ulid }),
  },
  saveAdjustmentList: {
    kind: 'job',
    input: z.object({ filter: adjustment.AdjustmentFilter }),
    output: FileOffer,
  },
  listSavedFilters: {
    kind: 'query',
    input: z.object({ screen: z.string().max(40) }),
    output: z.object({ filters: z.array(z.object({ name: z.string(), filter: z.string() })) }),
  },
  saveFilter: {
    kind: 'command',
    input: z.object({
      commandId,
      screen: z.string().max(40),
      name: z.string().trim().min(1).max(80),
      /** JSON of the filter; empty removes the saved filter. */
      filter: z.string().max(5000),
    }),
    output: z.object({ filters: z.array(z.object({ name: z.string(), filter: z.string() })) }),
  },

  // Batches
  listBatches: { kind: 'query', input: batch.ListBatches, output: batch.BatchPage },
  getBatch: { kind: 'query', input: z.object({ batchId: Ulid }), output: batch.BatchView },
  listLines: { kind: 'query', input: batch.ListLines, output: batch.LineList },
  listRevisions: {
    kind: 'query',
    input: z.object({ batchId: Ulid }),
    output: z.object({ revisions: z.array(batch.RevisionRow) }),
  },
  createBatch: {
    kind: 'command',
    input: z.object({ commandId, name: batch.BatchName }),
    output: batch.BatchView,
  },
  renameBatch: {
    kind: 'command',
    input: z.object({ commandId, batchId: Ulid, name: batch.BatchName }),
    output: batch.BatchView,
  },
  /** A draft that was never submitted; the audit log keeps that it was. */
  discardBatch: {
    kind: 'command',
    input: z.object({ commandId, batchId: Ulid }),
    output: z.object({ batchId: Ulid }),
  },
  editDraft: {
    kind: 'command',
    input: z.object({
      commandId,
      batchId: Ulid,
      editNumber: z.number().int(),
      label: z.string().max(120),
      changes: z.array(batch.DraftChange).min(1).max(20000),
    }),
    output: batch.DraftAnswer,
  },
  bulkEdit: {
    kind: 'command',
    input: z.object({
      commandId,
      batchId: Ulid,
      editNumber: z.number().int(),
      invoiceId: z.string().max(64),
      /** `InvoiceDetail:ID` or `Tax:ID`; empty means every item (and, with tax, every tax line). */
      sources: z.array(z.string().max(100)).max(200000),
      edit: batch.BulkHow,
      fields: batch.LineFields,
    }),
    output: batch.DraftAnswer,
  },
  /** A list of corrections as text of a spreadsheet: invoice, item, type, amount, reason, comment. */
  pasteCorrections: {
    kind: 'command',
    input: z.object({
      commandId,
      batchId: Ulid,
      editNumber: z.number().int(),
      text: z.string().max(5_000_000),
      numberFormat: z.enum(['auto', 'point', 'comma']),
    }),
    output: batch.PasteAnswer,
  },
  undoEdit: {
    kind: 'command',
    input: z.object({ commandId, batchId: Ulid, editNumber: z.number().int() }),
    output: batch.DraftAnswer,
  },
  redoEdit: {
    kind: 'command',
    input: z.object({ commandId, batchId: Ulid, editNumber: z.number().int() }),
    output: batch.DraftAnswer,
  },
  submitBatch: {
    kind: 'command',
    input: z.object({
      commandId,
      batchId: Ulid,
      editNumber: z.number().int(),
      confirmed: z.array(batch.ConfirmedWarning).max(20000),
    }),
    output: batch.BatchView,
  },
  recallBatch: {
    kind: 'command',
    input: z.object({ commandId, batchId: Ulid, revision: z.number().int() }),
    output: batch.BatchView,
  },
  returnBatch: {
    kind: 'command',
    input: z.object({ commandId, batchId: Ulid, revision: z.number().int(), comment: batch.Comment }),
    output: batch.BatchView,
  },
  approveBatch: {
    kind: 'command',
    input: z.object({
      commandId,
      batchId: Ulid,
      revision: z.number().int(),
      contentHash: Hash,
      comment: batch.Comment,
      confirmed: z.array(batch.ConfirmedWarning).max(20000),
    }),
    output: batch.BatchView,
  },

  // Review and the rules of approval
  /** The lines of a submitted batch in order of risk, with what the acting person has marked. */
  getReview: { kind: 'query', input: z.object({ batchId: Ulid }), output: review.ReviewView },
  getLineBasis: {
    kind: 'query',
    input: z.object({ batchId: Ulid, lineId: Ulid }),
    output: review.LineBasis,
  },
  /** Kept at once; signed with the return or the approval. */
  markLines: {
    kind: 'command',
    input: review.MarkLines.extend({ commandId }),
    output: z.object({ batchId: Ulid, marked: z.number().int() }),
  },
  /** What was said of single lines of a batch when it was returned, the last return first. */
  listLineComments: {
    kind: 'query',
    input: z.object({ batchId: Ulid }),
    output: z.object({ comments: z.array(review.LineComment) }),
  },
  drawSample: {
    kind: 'command',
    input: z.object({
      commandId,
      batchId: Ulid,
      revision: z.number().int(),
      size: z.number().int().min(1).max(20000),
    }),
    output: review.ReviewView,
  },
  getApprovalRules: { kind: 'query', input: nothing, output: approval.ApprovalRules },
  /** Only the line itself: nothing that was posted or waits stands beside it. */
  tryApprovalRules: {
    kind: 'query',
    input: approval.TryApproval,
    output: z.object({ trials: z.array(approval.ApprovalTrial) }),
  },
  changeApprovalRules: {
    kind: 'command',
    input: z.object({ commandId, rules: z.array(approval.ApprovalRule).min(1).max(50) }),
    output: approval.ApprovalRules,
  },

  // Batches that travel
  /** The last submission, return or approval of a batch as one sealed file. */
  saveBatchFile: { kind: 'job', input: z.object({ commandId, batchId: Ulid }), output: FileOffer },
  /** Checks all of a file; nothing is written. */
  previewBatchFile: {
    kind: 'query',
    input: z.object({ file: FileHandle }),
    output: batchFile.BatchFilePreview,
  },
  bringInBatch: {
    kind: 'command',
    input: z.object({
      commandId,
      file: FileHandle,
      fileHash: Hash,
      here: z.object({ revision: z.number().int(), editNumber: z.number().int() }),
      decisions: z.array(batchFile.LineDecision).max(20000),
      confirmed: z.array(batch.ConfirmedWarning).max(20000),
    }),
    output: z.object({ batchId: Ulid, effect: batchFile.FileEffect }),
  },
  /** Tries once more what was approved elsewhere and could not be posted here. */
  postBatch: {
    kind: 'command',
    input: z.object({ commandId, batchId: Ulid, confirmed: z.array(batch.ConfirmedWarning).max(20000) }),
    output: batch.BatchView,
  },
  /** One page of HTML that stands alone: what was proposed, seen, signed and booked. */
  saveEvidence: { kind: 'job', input: z.object({ commandId, batchId: Ulid }), output: FileOffer },

  // People and their keys
  listPeople: { kind: 'query', input: nothing, output: person.PersonList },
  addPerson: { kind: 'command', input: person.AddPerson.extend({ commandId }), output: person.PersonList },
  changePerson: {
    kind: 'command',
    input: person.ChangePerson.extend({ commandId }),
    output: person.PersonList,
  },
  setPassphrase: {
    kind: 'command',
    input: person.SetPassphrase.extend({ commandId }),
    output: person.PersonList,
  },
  renewIdentity: {
    kind: 'command',
    input: person.RenewIdentity.extend({ commandId }),
    output: person.PersonList,
  },
  exportIdentityCard: { kind: 'query', input: nothing, output: FileOffer },
  readIdentityCard: {
    kind: 'query',
    input: z.object({ file: FileHandle }),
    output: person.IdentityCardView,
  },
  acceptIdentityCard: {
    kind: 'command',
    input: person.AcceptIdentityCard.extend({ commandId }),
    output: person.PersonList,
  },
  revokeIdentity: {
    kind: 'command',
    input: person.RevokeIdentity.extend({ commandId }),
    output: person.PersonList,
  },

  // Reversals
  /** A plan is kept from the first step on; what cannot be reversed is among its candidates, with the reason. */
  startReversal: {
    kind: 'command',
    input: z.object({ commandId, from: reversal.ReversalStart }),
    output: reversal.ReversalView,
  },
  getReversal: {
    kind: 'query',
    input: z.object({ reversalId: Ulid }),
    output: reversal.ReversalView,
  },
  /** Whether another window has gone on with it: cheap, whatever its size. */
  getReversalStanding: {
    kind: 'query',
    input: z.object({ reversalId: Ulid }),
    output: z.object({ reversalId: Ulid, editNumber: z.number().int(), batchId: z.string() }),
  },
  editReversal: {
    kind: 'command',
    input: z.object({
      commandId,
      reversalId: Ulid,
      editNumber: z.number().int(),
      edit: reversal.ReversalEdit,
    }),
    output: reversal.ReversalAnswer,
  },
  /** Takes back what was typed or chosen last, as long as the plan is not finished. */
  undoReversal: {
    kind: 'command',
    input: z.object({ commandId, reversalId: Ulid, editNumber: z.number().int() }),
    output: reversal.ReversalAnswer,
  },
  redoReversal: {
    kind: 'command',
    input: z.object({ commandId, reversalId: Ulid, editNumber: z.number().int() }),
    output: reversal.ReversalAnswer,
  },
  /** Puts the lines into a new or an open draft, as one edit of it. What has moved must be accepted before. */
  finishReversal: {
    kind: 'command',
    input: z.object({
      commandId,
      reversalId: Ulid,
      editNumber: z.number().int(),
      target: reversal.ReversalTarget,
      label: z.string().max(120),
    }),
    output: z.object({ batchId: Ulid, lineCount: z.number().int() }),
  },
  discardReversal: {
    kind: 'command',
    input: z.object({ commandId, reversalId: Ulid }),
    output: z.object({ reversalId: Ulid }),
  },
  listReversals: {
    kind: 'query',
    input: nothing,
    output: z.object({ reversals: z.array(reversal.ReversalRow) }),
  },

  // Export and landing
  exportBatch: {
    kind: 'job',
    input: z.object({
      commandId,
      batchId: Ulid,
      format: exchange.ExportFormat,
      /** Confirms `export_repeated` and `deprecated`. */
      confirmed: z.array(batch.ConfirmedWarning).max(100),
    }),
    output: exchange.ExportAnswer,
  },
  listExports: {
    kind: 'query',
    input: z.object({ batchId: Ulid }),
    output: z.object({ exports: z.array(exchange.ExportRow) }),
  },
  markLanded: {
    kind: 'command',
    input: z.object({ commandId, batchId: Ulid, marks: z.array(exchange.LandingMark).min(1).max(20000) }),
    output: batch.BatchView,
  },

  // Import
  startImport: { kind: 'job', input: z.object({ files: exchange.FileHandles }), output: exchange.ImportView },
  getImport: { kind: 'query', input: z.object({ importId: Ulid }), output: exchange.ImportView },
  mapColumns: {
    kind: 'query',
    input: z.object({ importId: Ulid, fileId: z.string().max(64), mapping: exchange.ColumnMapping }),
    output: exchange.ImportView,
  },
  previewImport: {
    kind: 'job',
    input: z.object({ importId: Ulid, asOf: Moment }),
    output: exchange.ImportView,
  },
  listImportRows: {
    kind: 'query',
    input: z.object({
      importId: Ulid,
      verdict: z.union([exchange.ImportRowVerdict, z.literal('')]),
      fileId: z.string().max(64),
      from: z.number().int().min(0),
      limit: z.number().int().min(1).max(1000),
    }),
    output: z.object({ rows: z.array(exchange.ImportRow), total: z.number().int() }),
  },
  decideTwin: {
    kind: 'query',
    input: z.object({
      importId: Ulid,
      fileId: z.string().max(64),
      line: z.number().int(),
      decision: z.enum(['same', 'different']),
    }),
    output: exchange.ImportView,
  },
  saveRefusedRows: { kind: 'job', input: z.object({ importId: Ulid }), output: FileOffer },
  commitImport: { kind: 'job', input: z.object({ commandId, importId: Ulid }), output: exchange.ImportView },
  discardImport: { kind: 'query', input: z.object({ importId: Ulid }), output: z.object({ importId: Ulid }) },
  listImportProfiles: {
    kind: 'query',
    input: nothing,
    output: z.object({ profiles: z.array(exchange.ImportProfile) }),
  },
  saveImportProfile: {
    kind: 'command',
    input: z.object({ commandId, profile: exchange.ImportProfile }),
    output: z.object({ profiles: z.array(exchange.ImportProfile) }),
  },

  // Periods
  getPeriods: { kind: 'query', input: nothing, output: period.PeriodList },
  sumPeriods: { kind: 'query', input: nothing, output: period.PeriodTotals },
  getPeriod: { kind: 'query', input: z.object({ periodId: period.PeriodId }), output: period.PeriodDetail },
  /** The months that would follow the last period, to be looked at and changed before they are defined. */
  proposePeriods: {
    kind: 'query',
    input: period.ProposePeriods,
    output: z.object({ periods: z.array(period.DefinedPeriod) }),
  },
  /** New periods, Open, each beginning the day after the one before it ends. */
  definePeriods: {
    kind: 'command',
    input: z.object({ commandId, periods: z.array(period.DefinedPeriod).min(1).max(120) }),
    output: period.PeriodsNow,
  },
  /** Of the last period, while it is open. */
  movePeriodEnd: {
    kind: 'command',
    input: z.object({ commandId, periodId: period.PeriodId, end: CalendarDate }),
    output: period.PeriodsNow,
  },
  movePeriod: {
    kind: 'command',
    input: period.MovePeriod.extend({ commandId }),
    output: period.PeriodsNow,
  },
  /** For good. `typedName` is the period's name, typed by the person as confirmation. */
  lockPeriod: {
    kind: 'command',
    input: z.object({ commandId, periodId: period.PeriodId, typedName: z.string().max(200) }),
    output: period.PeriodsNow,
  },
  grantException: {
    kind: 'command',
    input: period.GrantException.extend({ commandId }),
    output: z.object({ exceptionId: Ulid }),
  },
  revokeException: {
    kind: 'command',
    input: z.object({ commandId, exceptionId: Ulid }),
    output: z.object({ exceptionId: Ulid }),
  },

  // Audit
  listAudit: { kind: 'query', input: audit.ListAudit, output: audit.AuditPage },
  getAuditChoices: { kind: 'query', input: nothing, output: audit.AuditChoices },
  verifyLedger: { kind: 'job', input: nothing, output: audit.VerifyVerdict },
} as const satisfies Record<string, ApiEntry>

export interface ApiEntry {
  kind: 'desk' | 'query' | 'command' | 'job'
  input: z.ZodType
  output: z.ZodType
}

export type Api = typeof api
export type Name = keyof Api
export type Input<N extends Name> = z.infer<Api[N]['input']>
/** What the work itself comes to; a job's caller first gets `{jobId}`. */
export type Output<N extends Name> = z.infer<Api[N]['output']>
export type JobName = { [N in Name]: Api[N]['kind'] extends 'job' ? N : never }[Name]
/** What `invoke` answers with. */
export type Answer<N extends Name> = N extends JobName ? { jobId: string } : Output<N>

/** What the desk tells the page without being asked. */
export const DeskEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('job'), job: JobView }),
  /** Something of the open ledger changed: views of these areas ask again. */
  z.object({ event: z.literal('changed'), areas: z.array(z.string()) }),
  z.object({ event: z.literal('session') }),
])
export type DeskEvent = z.infer<typeof DeskEvent>
