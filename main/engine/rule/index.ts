import type { LineRejectionCode, Rejection, WarningCode } from '@contract/rejection'
import { accountingCodeUsable } from './accountingCodeUsable'
import { adjustmentUnknown } from './adjustmentUnknown'
import { amountIncrement } from './amountIncrement'
import { amountNotPositive } from './amountNotPositive'
import { amountScale } from './amountScale'
import { amountTooLong } from './amountTooLong'
import { balanceTowardsZero } from './balanceTowardsZero'
import { cancelCrossesZero } from './cancelCrossesZero'
import { cancelHasReversals } from './cancelHasReversals'
import { cancelInFlight } from './cancelInFlight'
import { cancelNotProcessed } from './cancelNotProcessed'
import { cancelPeriodClosed } from './cancelPeriodClosed'
import { cancelTransferred } from './cancelTransferred'
import { dateBeforeInvoice } from './dateBeforeInvoice'
import { dateInvalid } from './dateInvalid'
import { deleteNotAllowed } from './deleteNotAllowed'
import { deprecated } from './deprecated'
import { duplicateLine } from './duplicateLine'
import { factsDisagree } from './factsDisagree'
import { fieldRequired } from './fieldRequired'
import { historyUnverified } from './historyUnverified'
import { invoiceIdsDisagree } from './invoiceIdsDisagree'
import { invoiceNotPosted } from './invoiceNotPosted'
import { invoiceUnknown } from './invoiceUnknown'
import { itemSignOpposite } from './itemSignOpposite'
import { itemTowardsZero } from './itemTowardsZero'
import { periodUsable } from './periodUsable'
import type { LineReading } from './reading'
import { reasonInactive } from './reasonInactive'
import { reasonUnknown } from './reasonUnknown'
import { reversalExceedsRemainder } from './reversalExceedsRemainder'
import { reversalNotEnabled } from './reversalNotEnabled'
import { reversalNotPosted } from './reversalNotPosted'
import { reversalOfCanceled } from './reversalOfCanceled'
import { reversalOfReversal } from './reversalOfReversal'
import { sourceOnInvoice } from './sourceOnInvoice'
import type { Step } from './step'
import { textNotAllowed } from './textNotAllowed'
import { textTooLong } from './textTooLong'
import { underException } from './underException'
import { valueUnknown } from './valueUnknown'

/** A rule that looks at a line beside the facts. */
export interface LineRule {
  readonly codes: readonly LineRejectionCode[]
  readonly judge: (reading: LineReading) => readonly Rejection[]
}

/** A rule that looks at a line at its turn in the sequence of its invoice. */
export interface StepRule {
  readonly codes: readonly LineRejectionCode[]
  readonly judgeStep: (step: Step) => readonly Rejection[]
}

export interface WarningRule {
  readonly code: WarningCode
  readonly warn: (reading: LineReading) => readonly Rejection[]
}

/** The rule book, in the order in which a line's rejections are reported. */
export const ruleBook: readonly (LineRule | StepRule)[] = [
  // 1. The line says what the billing system needs, and names things that exist and belong together.
  { codes: ['field_required'], judge: fieldRequired },
  { codes: ['value_unknown'], judge: valueUnknown },
  { codes: ['invoice_unknown'], judge: invoiceUnknown },
  { codes: ['invoice_ids_disagree'], judge: invoiceIdsDisagree },
  { codes: ['invoice_not_posted'], judge: invoiceNotPosted },
  { codes: ['source_not_on_invoice', 'source_type_mismatch'], judge: sourceOnInvoice },
  // 2. The amount is above zero and one that the currency and the billing system can hold.
  { codes: ['amount_not_positive'], judge: amountNotPositive },
  { codes: ['amount_scale'], judge: amountScale },
  { codes: ['amount_increment'], judge: amountIncrement },
  { codes: ['amount_too_long'], judge: amountTooLong },
  // 3. The date is a calendar day, not before the invoice's.
  { codes: ['date_invalid'], judge: dateInvalid },
  { codes: ['date_before_invoice'], judge: dateBeforeInvoice },
  // 4. The person who is judged may post into the period that contains the date.
  {
    codes: ['period_unknown', 'period_closed', 'period_hard_locked', 'period_pending_close'],
    judge: periodUsable,
  },
  // 5. Reason and accounts exist and are in use.
  { codes: ['reason_unknown'], judge: reasonUnknown },
  { codes: ['reason_inactive'], judge: reasonInactive },
  {
    codes: ['accounting_code_unknown', 'accounting_code_inactive', 'accounting_code_missing'],
    judge: accountingCodeUsable,
  },
  // 6. Texts fit and can be seen.
  { codes: ['text_too_long'], judge: textTooLong },
  { codes: ['text_not_allowed'], judge: textNotAllowed },
  // 7. The item's open amount moves towards zero, not across it.
  { codes: ['item_away_from_zero', 'item_crosses_zero'], judgeStep: itemTowardsZero },
  // 8. Where the tenant has it so, items whose sign is not the invoice's are left alone. Off by default.
  { codes: ['item_sign_opposite'], judge: itemSignOpposite },
  // 9. The invoice's balance moves towards zero, not across it.
  { codes: ['balance_away_from_zero', 'balance_crosses_zero'], judgeStep: balanceTowardsZero },
  // Cancel: Processed, nothing reversed, period not closed, not transferred, not in flight, not across zero.
  { codes: ['adjustment_unknown'], judge: adjustmentUnknown },
  { codes: ['cancel_not_processed'], judge: cancelNotProcessed },
  { codes: ['cancel_has_reversals'], judge: cancelHasReversals },
  { codes: ['cancel_period_closed'], judge: cancelPeriodClosed },
  { codes: ['cancel_transferred'], judge: cancelTransferred },
  { codes: ['cancel_in_flight'], judge: cancelInFlight },
  { codes: ['cancel_crosses_zero'], judgeStep: cancelCrossesZero },
  // Delete: only what is Canceled, landed and never transferred, in an open period.
  { codes: ['delete_not_allowed'], judge: deleteNotAllowed },
  // Reversal: up to the remainder, of what is posted and stands, once, where the tenant has the feature.
  { codes: ['reversal_exceeds_remainder'], judge: reversalExceedsRemainder },
  { codes: ['reversal_of_reversal'], judge: reversalOfReversal },
  { codes: ['reversal_of_canceled'], judge: reversalOfCanceled },
  { codes: ['reversal_not_posted'], judge: reversalNotPosted },
  { codes: ['reversal_not_enabled'], judge: reversalNotEnabled },
]

/** Rule 12: what a person must confirm. `only_together` comes from judging a submission as a whole. */
export const warningBook: readonly WarningRule[] = [
  { code: 'duplicate_line', warn: duplicateLine },
  { code: 'history_unverified', warn: historyUnverified },
  { code: 'facts_disagree', warn: factsDisagree },
  { code: 'deprecated', warn: deprecated },
  // Rule 4: what would be refused but for an exception is said, to those who submit and to those who approve.
  { code: 'under_exception', warn: underException },
]
