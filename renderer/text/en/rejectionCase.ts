/** Sentences that stand in for those of `rejection.ts` where a limit decides what can be done. */
export default {
  approval_not_covered_kind:
    'No rule of approval covers this batch. The nearest, “{rule}”, does not take {kind}. A controller sets the rules in Settings.',
  approval_not_covered_exception:
    'No rule of approval covers this batch. The nearest, “{rule}”, does not take lines that go into a period under an exception.',
  approval_not_covered_currency:
    'No rule of approval covers this batch. The nearest, “{rule}”, has no limit in {currency}, so it takes nothing in it.',
  approval_not_covered_line:
    'No rule of approval covers this batch. The nearest, “{rule}”, takes up to {limit} {currency} a line; the largest one has {found}.',
  approval_not_covered_batch:
    'No rule of approval covers this batch. The nearest, “{rule}”, takes up to {limit} {currency} a batch; this one comes to {found}.',
  approval_not_covered_invoice:
    'No rule of approval covers this batch. The nearest, “{rule}”, takes up to {limit} {currency} per invoice in {days}; with this batch, {label} comes to {found}.',
  approval_not_covered_account:
    'No rule of approval covers this batch. The nearest, “{rule}”, takes up to {limit} {currency} per account in {days}; with this batch, {label} comes to {found}.',
  approval_not_covered_preparer:
    'No rule of approval covers this batch. The nearest, “{rule}”, takes up to {limit} {currency} per preparer in {days}; with this batch, {label} comes to {found}.',
  approval_not_covered_reason:
    'No rule of approval covers this batch. The nearest, “{rule}”, takes up to {limit} {currency} per reason code in {days}; with this batch, “{label}” comes to {found}.',
  period_closed_next: '{value} lies in {period}, which is closed. The next open day is {alternative}.',
  period_unknown_next: 'No period contains {value}. The next open day is {alternative}.',
  period_hard_locked_next:
    '{value} lies in {period}, which is locked for good. The next open day is {alternative}.',
  period_pending_close_next:
    '{value} lies in {period}, which is being closed. The next open day is {alternative}.',
  period_hard_locked_bare: '{period} is locked for good. No one can lift that.',
  period_blocked_bare: 'Something still waits in this period. Settle it first.',
  period_blocked_cut:
    'Adjustments are dated after that day, up to {limit}: {count}. The period has to hold them.',
  period_gap_next: 'This would leave days without a period. The next one starts on {alternative}.',
  period_overlap_next: 'This period overlaps another one. The next one starts on {alternative}.',
  period_not_in_order_earlier: '{neighbour} comes before it and is {state}. Close that one first.',
  period_not_in_order_next:
    'Only the period just before an open one goes back. {neighbour}, the one after it, is {state}: open that one first.',
  period_not_in_order_last:
    'Only the period just before an open one goes back. Define the period after it first.',
  period_not_in_order_step: '{period} is {state}. Periods go from Open to Pending close to Closed, and back.',
  period_not_in_order_notClosed: '{period} is {state}. Close it first.',
  period_not_in_order_notLast: 'Only the last period can end on another day, and only while it is open.',
  right_missing_manage_close: 'Periods are moved by those with the right to manage the close.',
  right_missing_control: 'Only a controller can do this.',
  exception_over_bare: 'The exception is over already.',
  item_crosses_zero_none: 'Nothing is left on this item.',
  item_crosses_zero_other:
    'This would take the item across zero, and {limit} {currency} is left on the invoice’s balance.',
  item_crosses_zero_othernone:
    'This would take the item across zero, and the invoice’s balance leaves no room either.',
  item_away_from_zero_none: 'This would move the item away from zero, and the other type has no room either.',
  balance_crosses_zero_none: 'Nothing is left on the invoice’s balance.',
  balance_crosses_zero_other:
    'This would take the invoice’s balance across zero, and {limit} {currency} is left on this item.',
  balance_crosses_zero_othernone:
    'This would take the invoice’s balance across zero, and nothing is left on this item.',
  balance_crosses_zero_paid:
    'The invoice is fully paid. Refund first, or submit lines that come to zero together.',
  balance_away_from_zero_none: 'This would move the balance ({balance} {currency}) away from zero.',
  balance_away_from_zero_paid:
    'The invoice is fully paid. Refund first, or submit lines that come to zero together.',
  item_crosses_zero_paid:
    'The invoice is fully paid. Refund first, or submit lines that come to zero together.',
  item_away_from_zero_paid:
    'The invoice is fully paid. Refund first, or submit lines that come to zero together.',
  item_away_from_zero_toomany:
    'Legal only together, and one submission holds at most {mostTogether} lines of one invoice and date. These are {together}: take another date for some.',
  item_crosses_zero_toomany:
    'Legal only together, and one submission holds at most {mostTogether} lines of one invoice and date. These are {together}: take another date for some.',
  balance_away_from_zero_toomany:
    'Legal only together, and one submission holds at most {mostTogether} lines of one invoice and date. These are {together}: take another date for some.',
  balance_crosses_zero_toomany:
    'Legal only together, and one submission holds at most {mostTogether} lines of one invoice and date. These are {together}: take another date for some.',
  cancel_not_processed_batch: 'The batch “{batch}” acts on it already.',
  cancel_not_processed_line: 'An earlier line of this batch cancels or deletes it already.',
  delete_not_allowed_not_canceled: 'Only a canceled adjustment is deleted: cancel it first.',
  delete_not_allowed_never_left: 'It never left this ledger: delete it at once, on its page.',
  delete_not_allowed_left_this_ledger: 'It has left this ledger: put a line that deletes it into a batch.',
  delete_not_allowed_in_flight:
    'It has been exported and it is not known whether it landed. Mark it as landed first.',
  delete_not_allowed_transferred: 'It has been transferred to accounting, so it stays.',
  delete_not_allowed_period_closed: 'Its period is closed, so it stays.',
  delete_not_allowed_taken: 'Another line of a batch acts on it already.',
  delete_not_allowed_batch: 'The batch “{batch}” acts on it already.',
  delete_not_allowed_line: 'An earlier line of this batch deletes it already.',
  claim_taken_batch: 'The batch “{batch}” reverses or cancels it already. {left} {currency} is left.',
  period_closed_no_open_day: 'No day after it is open. Define or open a period first.',
  period_closed_today_not_open:
    'Today is not open, which the reason asks for. Choose another reason or a day.',
  reversal_of_canceled_batch: 'The batch “{batch}” cancels or deletes it.',
  reversal_of_canceled_line: 'An earlier line of this batch cancels it.',
  link_not_allowed_local: 'It was posted here, so what it reverses is known already.',
  link_not_allowed_linked: 'It is linked to {original}. Take that link away first.',
  link_not_allowed_canceled: 'It has been canceled, so it takes nothing back.',
  link_not_allowed_nothing: 'Its amount is zero, so it takes nothing back.',
  link_not_allowed_reversed:
    'Another adjustment is linked to it as its reversal, and a reversal is not reversed.',
  link_of_another_source: 'It is not on the same source. Choose an adjustment on the same one.',
  link_of_another_type: 'It is of the same type. A credit is taken back by a charge, a charge by a credit.',
  link_of_another_date: 'It is dated later ({value}). Choose one of the same day or earlier.',
  reversal_exceeds_remainder_none: 'Nothing of {original} is left to reverse.',
  reversal_exceeds_remainder_linknone:
    'Nothing of {original} is left to reverse. Choose another original, or leave it without a link.',
  reversal_exceeds_remainder_link:
    '{limit} {currency} of {original} is left to reverse. Choose another original, or leave it without a link.',
  refusal_contradicted_landed:
    '{number} cannot have been refused: its reversal {reversal} has landed. Cancel that first, or mark {number} as landed.',
  refusal_contradicted_in_flight:
    'Its reversal {reversal} (batch “{in}”) has been exported and it is not known whether it landed. Mark that first.',
  refusal_contradicted_cancel_unanswered:
    'Its reversal {reversal} landed, and it is not known whether its cancel did. Mark the cancel first.',
  refusal_contradicted_original_refused:
    '{reversal} would stand again, and {number}, which it reverses, was refused. Mark the cancel as landed, or cancel anew.',
  duplicate_line_batch: 'An earlier line of this batch has the same source, type, amount and date.',
  duplicate_line_ledger: 'The adjustment {of} has the same source, type, amount and date.',
  value_unknown_amount: '“{value}” cannot be read as one amount. Write it like {expected}.',
  reason_unknown_next: 'There is no reason code “{value}”. Choose “{alternative}”, for example.',
  reason_inactive_next: 'The reason code “{value}” is no longer active. Choose “{alternative}”, for example.',
  reason_unknown_empty: 'No reason code is the default. Choose one.',
  row_older_than_known_bare: 'The ledger knows a newer state of this row. Import a newer file.',
  ledger_in_use_bare: 'The ledger is in use by another window or program. Close it there first.',
  defect_bare: 'Something went wrong in the app itself. Nothing was half done. Try again.',
  batch_state_bare: 'The batch is in a state that does not allow this. Load it again to see what it allows.',
  file_too_large_bare: 'The file is too large. Split it.',
  name_taken_bare: 'The name is taken. Choose another.',
  export_repeated_bare: 'This batch was exported before. Sending it again can make everything twice.',
  amount_not_spreadable_bare: 'The amount cannot be spread over these lines: they have no room for it.',
  file_kind_not_imported_bare: 'The file holds a kind of record that is not imported.',
  under_exception_ended:
    '{period} took this only under an exception: the one of {person}, which has ended since ({reason}).',
  history_unverified_bare: 'Its adjustment history has not been imported: open amounts are not proven.',
  facts_disagree_bare: 'The imported sums of this invoice do not agree with each other.',
  row_key_duplicate_taken: 'The number {found} is that of another invoice ({expected}).',
  row_parent_refused_bare: 'What the row belongs to is refused itself.',
  file_damaged_bare:
    'The file was damaged on its way: it does not hold what it says it holds. Ask for it again.',
  file_fact_altered_all:
    '{fact} of revision {revision}, on which all lines rest, was altered after it was signed. Nothing of the file counts; ask its sender for it again.',
  file_signature_wrong_submit:
    'The submission of revision {revision} is not what {name} signed. Nothing of the file counts; ask its sender for it again.',
  file_signature_wrong_return:
    'The return of revision {revision} is not what {name} signed. Nothing of the file counts; ask its sender for it again.',
  file_signature_wrong_approve:
    'The approval of revision {revision} is not what {name} signed. Nothing of the file counts; ask its sender for it again.',
  file_signature_wrong_card:
    'The identity card of {name} in the file is not as it was signed. Nothing of the file counts; ask its sender for it again.',
  file_signature_wrong_seal:
    'The file is not as its sender sealed it. Nothing of it counts; ask the sender for it again.',
  batch_not_handed_over_draft: 'Nobody has submitted it yet, so there is nothing to hand over.',
  batch_not_handed_over_changed:
    'It has been changed since its revision {revision}. Submit it, then save the file.',
}
