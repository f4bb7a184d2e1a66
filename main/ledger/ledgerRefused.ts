import type { Rejection, RejectionCode } from '@contract/rejection'

/** A file that cannot be opened as a ledger, for an expected reason; the desk answers with its rejection. */
export class LedgerRefused extends Error {
  readonly rejection: Rejection

  constructor(code: RejectionCode, params: Rejection['params'] = {}) {
    super(code)
    this.name = 'LedgerRefused'
    this.rejection = { code, at: '', params }
  }
}
