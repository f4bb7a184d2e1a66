import type { AccountingCodeView } from '@contract/invoice'
import type { Ledger } from './database'

interface AccountingCodeRow {
  name: string
  type: string
  active: bigint
}

export function readAccountingCodes(ledger: Ledger): AccountingCodeView[] {
  const rows = ledger
    .sql<AccountingCodeRow>('select name, type, active from accounting_code order by name')
    .all()
  return rows.map(({ name, type, active }) => ({ name, type, active: active === 1n }))
}
