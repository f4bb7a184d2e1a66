import { z } from 'zod'

/**
 * Every expected "no", in the order of the rules (domain.md, "The rules"): a line's rejections are
 * reported in this order. Sentences live in the renderer, by code.
 */
export const lineRejectionCodes = [
  // 1 what the line names
  'field_required',
  'value_unknown',
  'invoice_unknown',
  'invoice_ids_disagree',
  'invoice_not_posted',
  'source_not_on_invoice',
  'source_type_mismatch',
  // 2 amount
  'amount_not_positive',
  'amount_scale',
  'amount_increment',
  'amount_too_long',
  // 3 date
  'date_invalid',
  'date_before_invoice',
  // 4 period
  'period_unknown',
  'period_closed',
  'period_hard_locked',
  'period_pending_close',
  // 5 codes
  'reason_unknown',
  'reason_inactive',
  'accounting_code_unknown',
  'accounting_code_inactive',
  'accounting_code_missing',
  // 6 texts
  'text_too_long',
  'text_not_allowed',
  // 7 item
  'item_away_from_zero',
  'item_crosses_zero',
  // 8 opposite sign
  'item_sign_opposite',
  // 9 balance
  'balance_away_from_zero',
  'balance_crosses_zero',
  // cancel
  'adjustment_unknown',
  'cancel_not_processed',
  'cancel_has_reversals',
  'cancel_period_closed',
  'cancel_transferred',
  'cancel_in_flight',
  'cancel_crosses_zero',
  // delete
  'delete_not_allowed',
  // reversal
  'reversal_exceeds_remainder',
  'reversal_of_reversal',
  'reversal_of_canceled',
  'reversal_not_posted',
  'reversal_not_enabled',
] as const

/** Refusals of a command as a whole. */
export const commandRejectionCodes = [
  'malformed_command',
  'unknown_command',
  'command_id_reused',
  'defect',
  'right_missing',
  'no_ledger_open',
  'not_found',
  // batches
  'batch_unknown',
  'batch_state',
  'batch_empty',
  'batch_has_rejections',
  'edit_number_stale',
  'revision_moved',
  'content_hash_differs',
  'facts_moved',
  'approver_touched_lines',
  'comment_required',
  'warnings_unconfirmed',
  'nothing_to_undo',
  'nothing_to_redo',
  'undo_refused',
  'claim_taken',
  'amount_not_spreadable',
  'name_taken',
  'reason_limit',
  'reversal_too_many',
  // export and landing
  'export_not_of_birth_ledger',
  'approval_unverified',
  'export_nothing_to_send',
  'landing_before_approval',
  'landing_already_known',
  'refusal_contradicted',
  // links of imported reversals
  'link_not_allowed',
  'link_of_another',
  'link_missing',
  // rules of approval
  'approval_not_covered',
  'approver_not_named',
  'approved_already',
  'lines_marked_for_return',
  // batch files
  'file_not_a_batch',
  'file_damaged',
  'file_line_altered',
  'file_fact_altered',
  'file_signature_wrong',
  'file_newer_format',
  'file_signer_unknown',
  'file_signer_revoked',
  'file_own_approval',
  'file_ids_taken',
  'file_of_other_kind',
  'file_already_here',
  'file_older',
  'file_has_moved',
  'file_conflict_open',
  'file_approved_but_changed_here',
  'batch_posted_here',
  'batch_approved_elsewhere',
  'batch_not_handed_over',
  'journal_differs',
  // people and their keys
  'person_exists',
  'last_controller',
  'passphrase_wrong',
  'passphrase_needed',
  'identity_missing',
  'identity_elsewhere',
  'identity_revoked',
  'identity_stands',
  'card_not_valid',
  'card_of_other_kind',
  'card_changed',
  'card_known',
  'card_revoked',
  // ledgers
  'ledger_in_use',
  'ledger_newer',
  'ledger_damaged',
  'ledger_not_a_ledger',
  'ledger_exists',
  'sandbox_only',
  'disk_full',
  // jobs
  'job_unknown',
  'job_cancelled',
  'job_committing',
  // periods
  'period_gap',
  'period_overlap',
  'period_not_in_order',
  'period_blocked',
  'exception_over',
] as const

/** Refusals of a file or a row of a file; `params` carry file, line, column, expected, found. */
export const fileRejectionCodes = [
  'file_empty',
  'file_is_folder',
  'file_too_large',
  'file_unreadable',
  'file_encoding',
  'file_has_nul',
  'file_kind_unknown',
  'file_kind_not_imported',
  'json_too_deep',
  'json_malformed',
  'json_duplicate_key',
  'csv_malformed',
  'csv_unclosed_quote',
  'csv_ragged_row',
  'csv_mixed_line_ends',
  'csv_line_too_long',
  'csv_too_many_columns',
  'header_duplicate',
  'header_not_allowed',
  'column_missing',
  'column_mapped_twice',
  'row_key_duplicate',
  'row_key_missing',
  'row_marked_deleted',
  'row_parent_unknown',
  'row_parent_refused',
  'row_currency_differs',
  'row_currency_unknown',
  'row_number_malformed',
  'row_number_ambiguous',
  'row_number_too_long',
  'row_number_scale',
  'row_date_malformed',
  'row_date_ambiguous',
  'row_moment_malformed',
  'row_boolean_malformed',
  'row_value_not_in_list',
  'row_text_too_long',
  'row_text_not_allowed',
  'row_older_than_known',
  'row_parent_differs',
  'row_adjustment_differs',
  'row_period_changes',
  'row_period_gap',
  'row_period_not_in_order',
  'import_moved',
  'import_unknown',
  'import_not_ready',
] as const

/** Warnings have the form of a rejection; a person confirms them, and what was confirmed is kept. */
export const warningCodes = [
  'only_together',
  'duplicate_line',
  'history_unverified',
  'facts_disagree',
  'deprecated',
  'under_exception',
  'export_repeated',
  'drafts_in_period',
  // batch files
  'audit_head_contradicted',
  'facts_differ',
  'accounts_differ',
  'claim_taken_here',
  // import
  'placeholder_account',
  'fact_rounded',
  'fact_replaces_posted_basis',
  'sums_disagree',
  'balance_disagrees',
  'same_file_again',
  'twin_proposed',
  'period_state_ignored',
] as const

export const rejectionCodes = [
  ...lineRejectionCodes,
  ...commandRejectionCodes,
  ...fileRejectionCodes,
  ...warningCodes,
] as const

export type LineRejectionCode = (typeof lineRejectionCodes)[number]
export type FileRejectionCode = (typeof fileRejectionCodes)[number]
export type WarningCode = (typeof warningCodes)[number]
export type RejectionCode = (typeof rejectionCodes)[number]

/**
 * `at` names the place: a field of the input (`amount`), a line and field (`lines/01ARZ…/amount`), a
 * batch, an invoice (`invoices/ID`). `params` carry the limit that was hit and the legal alternative.
 */
export const Rejection = z.object({
  code: z.enum(rejectionCodes),
  at: z.string().max(300),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type Rejection = z.infer<typeof Rejection>
