/**
 * One sentence per code of the contract: what is refused, the limit that was hit, and what to do instead.
 * Where the limit decides the sentence, `rejectionCase.ts` has the other sentences.
 */
export default {
  // what the line names
  field_required: '{field} is needed.',
  value_unknown: '“{value}” is not a value of {field}. Expected: {expected}.',
  invoice_unknown: 'There is no invoice {value} in this ledger. Import it first.',
  invoice_ids_disagree: 'The invoice’s id belongs to {expected}, not to {value}. Give one of them.',
  invoice_not_posted: 'Invoice {invoice} is {status}. Only posted invoices are adjusted.',
  source_not_on_invoice:
    '{value} is not an item or tax line of invoice {invoice}. Choose one of that invoice.',
  source_type_mismatch: 'The source is of another type. Expected: {expected}.',
  // amount
  amount_not_positive: 'An amount is more than zero. To move the other way, choose the other type.',
  amount_scale: '{currency} has {limit} decimals. Nearest: {alternative}.',
  amount_increment: 'The amount must be a multiple of {limit}. Nearest: {lower} or {alternative}.',
  amount_too_long: 'The amount has more than {limit} characters. Split it.',
  // date
  date_invalid: '“{value}” is not a date. Expected: {expected}.',
  date_before_invoice: '{value} is before the invoice date. The first date allowed is {limit}.',
  // period
  period_unknown: 'No period contains {value}. Choose a date in a known period, or have one opened.',
  period_closed: '{value} lies in {period}, which is closed.',
  period_hard_locked: '{value} lies in {period}, which is locked for good.',
  period_pending_close:
    '{value} lies in {period}, which is being closed. Someone with the right to manage the close may use it.',
  // codes
  reason_unknown: 'There is no reason code “{value}”. Choose one of the list.',
  reason_inactive: 'The reason code “{value}” is no longer active. Choose another.',
  accounting_code_unknown: 'There is no accounting code “{value}”. Choose one of the list, or import it.',
  accounting_code_inactive: 'The accounting code “{value}” is no longer active. Choose another.',
  accounting_code_missing:
    'No accounting code can be found for this line. Give one, or set a default in Settings.',
  // texts
  text_too_long: '{field} has {length} characters; {limit} are allowed.',
  text_not_allowed: '{field} has a control character at place {position}. Type it again without it.',
  // item
  item_away_from_zero:
    'This would move the item away from zero. The other type is possible: up to {limit} {currency} as {type}.',
  item_crosses_zero: '{limit} {currency} is left on this item.',
  item_sign_opposite:
    'The item ({item}) and its invoice ({invoice}) have opposite signs, and the setting does not allow to adjust it.',
  // balance
  balance_away_from_zero:
    'This would move the balance ({balance} {currency}) away from zero. As {type}, up to {limit} is possible.',
  balance_crosses_zero: '{limit} {currency} is left on the invoice’s balance.',
  // cancel
  adjustment_unknown: 'There is no adjustment {value} in this ledger.',
  cancel_not_processed: 'Only a Processed adjustment can be canceled; this one is {status}.',
  cancel_has_reversals:
    'It has been reversed, or a reversal of it waits in a batch. Reverse what remains instead.',
  cancel_period_closed: 'Its period ({period}) is closed. Reverse it in an open period instead.',
  cancel_transferred: 'It has been transferred to accounting ({transferred}). Reverse it instead.',
  cancel_in_flight: 'It has been exported and it is not known whether it landed. Mark it as landed first.',
  cancel_crosses_zero:
    'Canceling it ({amount} {currency}) would take the {of} across zero. Cancel or reverse later adjustments first.',
  // delete
  delete_not_allowed:
    'It cannot be deleted. Only canceled adjustments can that never left this ledger, or that landed and were never transferred.',
  // reversal
  reversal_exceeds_remainder: '{limit} {currency} of {original} is left to reverse.',
  reversal_of_reversal: 'A reversal is not reversed. Make a new adjustment instead.',
  reversal_of_canceled: 'It has been canceled, so there is nothing to reverse.',
  reversal_not_posted: 'Only a posted adjustment is reversed. Approve its batch first.',
  reversal_not_enabled:
    'The billing system must allow counter items, and this ledger’s settings do not say so. A controller can confirm it in Settings.',

  // commands
  malformed_command: 'The app sent something that the ledger does not understand. Load the page again.',
  unknown_command: 'The app asked for something that this version does not have. Load the page again.',
  command_id_reused: 'The same request was sent with other content. Try again.',
  defect: 'Something went wrong in the app itself. Nothing was half done. Reference {reference}.',
  right_missing: 'You do not have the right for this. Switch to a person who has it.',
  no_ledger_open: 'No ledger is open. Open one first.',
  not_found: 'This is not in the ledger any more.',
  batch_unknown: 'There is no such batch in this ledger.',
  batch_state: 'The batch is {state}, which does not allow this. Load it again to see what it allows.',
  batch_empty: 'The batch has no lines. Add one first.',
  batch_has_rejections: 'Some lines are refused. Correct or remove them first.',
  edit_number_stale: 'The draft was changed in another window. It has been loaded again; repeat the change.',
  revision_moved: 'The batch has been submitted anew since you opened it. Look at the new revision first.',
  content_hash_differs:
    'What you looked at is not what the batch holds now. Load it again and look at it first.',
  facts_moved: 'Facts have changed since the batch was submitted. Look at the lines that rest on them.',
  approver_touched_lines: 'You have worked on this batch yourself. Another person must approve it.',
  comment_required: 'Say why, in a comment.',
  warnings_unconfirmed: 'Some warnings have not been confirmed. Confirm each of them, or correct its line.',
  nothing_to_undo: 'There is nothing to undo.',
  nothing_to_redo: 'There is nothing to redo.',
  undo_refused: 'This cannot be undone any more: what it freed has been taken meanwhile.',
  claim_taken: 'Another batch has taken this meanwhile.',
  reversal_too_many: 'This is more than {limit} adjustments. Narrow the list down and plan them in parts.',
  amount_not_spreadable: 'The amount cannot be spread over these lines: together they have room for {limit}.',
  name_taken: 'The name “{name}” is taken. Choose another.',
  reason_limit: 'A ledger holds at most {limit} reason codes. Change one that is no longer used.',
  approval_unverified:
    'The approval of “{name}” does not verify: what is booked is not what was signed. Verify the ledger before anything leaves.',
  export_not_of_birth_ledger: 'Only the ledger in which the batch was made exports it.',
  export_nothing_to_send: 'This format has nothing to send for this batch. Choose another.',
  landing_before_approval: 'It cannot have landed before it was approved. Give a later moment.',
  landing_already_known: 'It is known already whether this line landed.',
  link_not_allowed: 'Only an imported adjustment that stands can be linked to what it reverses.',
  link_of_another: 'It can only reverse an earlier one of the opposite type on the same source.',
  link_missing: 'No link was made here that could be taken away.',
  refusal_contradicted: '{reversal} reverses {number}, so the two cannot have had this answer. Check both.',
  person_exists: 'Somebody here is called {name} already. Give one of them another name.',
  last_controller: '{name} is the only one left with the right Control. Give it to somebody else first.',
  passphrase_wrong: 'This is not the passphrase. After a wrong one the next try takes longer.',
  passphrase_needed: 'The passphrase is needed first. Unlock, and try again.',
  identity_missing: 'A key is needed first: choose a passphrase in Settings, People.',
  identity_elsewhere: 'The key of this person is on another machine. They act there.',
  identity_revoked: 'The key was revoked. A controller can give a new one in Settings, People.',
  identity_stands: '{name} has a key that counts. Revoke it first.',
  card_not_valid: '{name} is no identity card, or it was altered on the way. Ask for it anew.',
  card_of_other_kind: 'The card of {name} is of another kind of ledger: {kind}. It is not accepted here.',
  card_changed: 'The file has changed since you compared the fingerprint. Choose it again and compare anew.',
  card_known: 'This key is known here already.',
  card_revoked: 'This key was revoked here and cannot come back. Ask for a new card.',
  ledger_in_use: 'The ledger is in use by {holder}. Close it there first.',
  ledger_newer: 'The ledger was made by a newer version of Contra. Update the app first.',
  ledger_damaged: 'The file is damaged and was left as it is. Restore a backup.',
  ledger_not_a_ledger: 'This file is not a ledger of Contra. Choose another.',
  ledger_exists: 'A ledger of this name exists already. Choose another name.',
  sandbox_only: 'Only the training sandbox can do this.',
  disk_full: 'The disk is full. Nothing was written; make room and try again.',
  job_unknown: 'This job is not known any more.',
  job_cancelled: 'It was cancelled. Nothing was written.',
  job_committing: 'It is being written now and can no longer be cancelled. Wait for its end.',
  period_gap: 'This would leave days without a period. Start the day after the last one ends.',
  period_overlap: 'This period overlaps another one. Change its dates.',
  period_not_in_order: 'Periods are closed and opened in order. Do the neighbouring one first.',
  period_blocked:
    'Lines still wait in {period}: {count}, the first in “{batch}”. Land them, or return or recall their batch, first.',
  exception_over: 'The exception would be over already. Choose a later moment.',

  // rules of approval
  approval_not_covered: 'No rule of approval covers this batch. A controller sets the rules in Settings.',
  approver_not_named:
    'The rules that cover this batch ({rules}) name other people. One of them has to approve it.',
  approved_already: 'You have approved this already. It waits for another person.',

  // files
  file_empty: 'The file is empty.',
  file_is_folder: 'This is a folder. Drop the files in it instead.',
  file_too_large: 'The file is larger than {limit}. Split it.',
  file_unreadable: 'The file cannot be read. Close it elsewhere and try again.',
  file_encoding: 'The file is not in the encoding {expected}. Save it as UTF-8, or choose its encoding.',
  file_has_nul: 'The file has a NUL character, so it is no text. Export it again as CSV or JSON.',
  file_kind_unknown: 'It was not recognised what this file holds. Map its columns.',
  file_kind_not_imported: 'The file holds {found}, which is not imported.',
  json_too_deep: 'The JSON is nested deeper than {limit} levels. Export it again.',
  json_malformed: 'This is not sound JSON: expected {expected}, found {found}.',
  json_duplicate_key: 'The key “{found}” stands twice in one object. Export the file again.',
  csv_malformed: 'This is not sound CSV: expected {expected}, found {found}.',
  csv_unclosed_quote: 'A quote is opened here and never closed.',
  csv_ragged_row: 'The row has {found} cells; the header has {expected}.',
  csv_mixed_line_ends: 'The file mixes kinds of line ends. Save it again with one of them.',
  csv_line_too_long: 'The line is longer than {limit} characters. A quote may be missing.',
  csv_too_many_columns: 'The file has more than {limit} columns.',
  header_duplicate: 'The column “{found}” stands twice in the header. Rename one.',
  header_not_allowed: 'A column cannot be named “{found}”. Rename it.',
  column_missing: 'The column {expected} is missing. Map it to one of the file’s.',
  column_mapped_twice: '{field} is mapped to two columns. Choose one.',
  row_key_duplicate: '{found} stands in the file twice. Keep one.',
  row_key_missing: 'The row has no id or number. Expected: {expected}.',
  row_marked_deleted: 'The source marks this row as deleted.',
  row_parent_unknown: '{found} is neither in the ledger nor in this import. Import it too.',
  row_parent_refused: 'The row belongs to {found}, which is refused itself.',
  row_currency_differs: 'The row is in {found}, what it belongs to in {expected}.',
  row_currency_unknown: '“{found}” is not an ISO 4217 currency.',
  row_number_malformed: 'Expected a number ({expected}), found “{found}”.',
  row_number_ambiguous: '“{found}” can be read in two ways. Say which mark is the decimal one.',
  row_number_too_long: '“{found}” has too many digits. Expected: {expected}.',
  row_number_scale: '“{found}” has more decimals than its currency. Expected: {expected}.',
  row_date_malformed: 'Expected a date ({expected}), found “{found}”.',
  row_date_ambiguous: '“{found}” can be read in two ways. Say which order the file has.',
  row_moment_malformed: 'Expected a moment ({expected}), found “{found}”.',
  row_boolean_malformed: 'Expected {expected}, found “{found}”.',
  row_value_not_in_list: 'Expected one of {expected}, found “{found}”.',
  row_text_too_long: 'The text is longer than {expected} characters.',
  row_text_not_allowed: 'The text has a control character.',
  row_older_than_known: 'The ledger knows a newer state of this row ({expected}). Import a newer file.',
  row_parent_differs:
    'The row belongs to {found} now and to {expected} in the ledger. A fact does not change its parent.',
  row_adjustment_differs:
    'An adjustment never changes: {field} is {expected} in the ledger and {found} in the file.',
  row_period_changes:
    'The period would change from {expected} to {found}. Periods are opened and closed on their own screen.',
  row_period_gap: 'There would be days without a period: expected {expected}, found {found}.',
  row_period_not_in_order:
    'Closed periods come before open ones: expected {expected}, found {found}. Correct the states in the file.',
  import_moved: 'Something that was compared has changed since the preview. Look at a new preview.',
  import_unknown: 'This import is not known any more. Start it again.',
  import_not_ready: 'The import has not been previewed yet, or waits for a decision.',

  // warnings
  only_together:
    'Legal only together with the other lines of the same invoice and date: it is left out of JSON and SOAP and comes out as a worksheet to be typed in.',
  duplicate_line: 'Another line or adjustment has the same source, type, amount and date.',
  history_unverified:
    'The adjustment history of invoice {invoice} has not been imported: open amounts are not proven.',
  facts_disagree: 'The imported sums of invoice {invoice} do not agree with each other.',
  under_exception:
    '{period} takes this only under an exception: the one of {person}, until {until} ({reason}).',
  deprecated: 'The billing system has deprecated these adjustments in favour of credit and debit memos.',
  export_repeated: 'This batch was exported before, at {at}. Sending it again can make everything twice.',
  placeholder_account:
    'The account {found} is not known: a placeholder stands in for it until it is imported.',
  fact_rounded: '{found} has more decimals than its currency; the rules use {expected}.',
  fact_replaces_posted_basis:
    'A posted adjustment rests on this fact, which changes from {expected} to {found}.',
  sums_disagree: 'The items come to {found}, the invoice says {expected}.',
  balance_disagrees:
    'Amount, payments and adjustments come to {found}, the invoice’s balance says {expected}.',
  same_file_again: 'This file has been imported before. It changes nothing.',
  twin_proposed: 'This looks like the adjustment {found} of this ledger. Say whether it is.',
  drafts_in_period:
    'Lines of drafts are dated in {period}: {count}, the first in “{batch}”. Once it is closed they need another date.',
  period_state_ignored:
    'The file says {found} for this period, the ledger {expected}. An import never opens or closes a period.',
  lines_marked_for_return:
    'Lines are marked for return: {count}. Return the batch, or take the marks off first.',
  // batch files
  file_not_a_batch: 'This is no batch file of Contra. Choose the one that ends in .batch.contra.',
  file_damaged: 'The file was damaged on its way ({where}). Ask for it again.',
  file_line_altered:
    'Line {line} of revision {revision} was altered after it was signed ({lineId}). Nothing of the file counts; ask its sender for it again.',
  file_fact_altered:
    '{fact} of revision {revision}, on which line {lines} rests, was altered after it was signed. Nothing of the file counts; ask its sender for it again.',
  file_signature_wrong:
    'A signature does not fit what it is said to sign. Nothing of the file counts; ask its sender for it again.',
  file_newer_format: 'The file was written by a newer version of Contra. Update the app first.',
  file_signer_unknown: 'The key of {name} is not known here. Accept their identity card first.',
  file_signer_revoked: 'The key of {name} was revoked here ({because}).',
  file_own_approval:
    '{name} has worked on the batch and signed the approval of revision {revision}. Somebody else must approve it.',
  file_ids_taken:
    'Ids in the file are those of something else here. The practice batches that every sandbox begins with do not travel; any other file like this was not made by Contra.',
  file_of_other_kind: 'The file is of another kind of ledger. Training and live ledgers never mix.',
  file_already_here: 'All that the file holds is here already.',
  file_older: 'More is here already than the file holds. It would change nothing.',
  file_has_moved: 'The batch or the file has changed since you looked. Look at it again.',
  file_conflict_open: 'Some lines were changed on both sides. Choose for each of them.',
  file_approved_but_changed_here:
    'It was approved elsewhere, but lines were changed here since. What was approved is not what stands here.',
  batch_posted_here: 'The batch is posted here already.',
  batch_approved_elsewhere: 'The batch was approved elsewhere. Only posting it is left.',
  batch_not_handed_over:
    'Its latest revision was signed by an older version. Recall it and submit it anew, then save the file.',
  journal_differs: 'It would be booked otherwise here than it was approved: amount, day or period differ.',
  audit_head_contradicted:
    'The audit log of {ledger} is not the one that was seen here before. Ask before you go on.',
  accounts_differ:
    'Booked to other accounts than this ledger would book to: {there}, not {here}. It is booked as it was approved.',
  facts_differ: 'Facts in the file differ from those here. Look at the lines that rest on them.',
  claim_taken_here: '{number} is acted on here as well.',
}
