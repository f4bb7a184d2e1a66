import { formatMinor } from '../../engine/money/amount'
import { currencyDigits } from '../../engine/money/currency'
import type { MoneyOfFile } from '../../exchange/in/money'
import type { FactRow } from '../../exchange/in/row'
import { refuse } from '../../exchange/in/refusal'
import { stagingInserter } from '../../ledger/stagingInsert'
import { findAccount, findAccountByNumber, type KnownAccount } from '../../ledger/stagingLookup'
import { stagedTableOf } from '../../ledger/stagingColumn'
import {
  extraWriter,
  isMapped,
  numberRefused,
  positionOf,
  Refused,
  type Stager,
  type StagingWork,
} from './stager'

const amounts = {
  amount: 'amount_minor',
  taxAmount: 'tax_minor',
  balance: 'balance_minor',
  paymentAmount: 'paid_minor',
  refundAmount: 'refunded_minor',
  adjustmentAmount: 'adjusted_minor',
} as const

const extras = [
  'targetDate',
  'postedDate',
  'amountWithoutTax',
  'creditBalanceAdjustmentAmount',
  'creditMemoAmount',
  'comments',
  'source',
  'sourceId',
  'transferredToAccounting',
  'reversed',
  'createdById',
  'createdDate',
  'updatedById',
  'updatedDate',
]

/** An invoice whose account is unknown gets a placeholder account and a warning (domain.md, "Facts"). */
export function invoiceStager(work: StagingWork): Stager {
  const { reader, parents, warnRounded } = work
  const at = (field: string) => positionOf(reader, field)
  const id = at('id')
  const number = at('invoiceNumber')
  const ownCurrency = at('currency')
  const status = at('status')
  const invoiceDate = at('invoiceDate')
  const dueDate = at('dueDate')
  const moneyExtras = ['amountWithoutTax', 'creditBalanceAdjustmentAmount', 'creditMemoAmount'].map(
    (field) => ({
      field,
      position: at(field),
    }),
  )
  const amountFields = Object.keys(amounts).map((field) => ({ field, position: at(field) }))
  const extra = extraWriter(reader, extras)
  const accountOf = accountFinder(work)

  function stage(row: FactRow) {
    const { values, line } = row
    const account = accountOf(row)
    const currency = (values[ownCurrency] || account.known?.currency) ?? ''
    const money =
      currencyDigits(currency) === undefined ? undefined : parents.money(currency, reader.formats.number)
    if (money === undefined) {
      const found = currency === '' ? 'no currency on the invoice, no account that has one' : currency
      return new Refused(
        refuse('row_currency_unknown', reader.place(line, 'currency'), 'a currency of ISO 4217', found),
      )
    }
    const read: Record<string, MoneyOfFile | undefined> = {}
    for (const { field, position } of amountFields) {
      const written = values[position] ?? ''
      if (written === '') continue
      const amount = money(written)
      if ('fault' in amount) return new Refused(numberRefused(reader, line, field, amount.fault, written))
      if (amount.exact !== '') warnRounded(line, field, amount, currency)
      read[field] = amount
    }
    // `65` and `65.00` are one amount: kept in one form, so that another naming of a fact is no change of it.
    const kept = [...values]
    for (const { field, position } of moneyExtras) {
      const written = values[position] ?? ''
      if (written === '') continue
      const amount = money(written)
      if ('fault' in amount) return new Refused(numberRefused(reader, line, field, amount.fault, written))
      read[field] = amount
      kept[position] = amount.exact || formatMinor(amount.minor, currency)
    }
    const net = read.amountWithoutTax
    const amountMinor = read.amount?.minor ?? 0n
    const taxMinor = read.taxAmount?.minor ?? (net === undefined ? 0n : amountMinor - net.minor)
    return [
      BigInt(line),
      values[id] ?? '',
      values[number] ?? '',
      account.known?.id ?? account.placeholder(currency),
      values[status] ?? '',
      currency,
      values[invoiceDate] ?? '',
      values[dueDate] ?? '',
      amountMinor,
      taxMinor,
      read.balance?.minor ?? 0n,
      read.paymentAmount?.minor ?? 0n,
      read.refundAmount?.minor ?? 0n,
      read.adjustmentAmount?.minor ?? null,
      extra({ ...row, values: kept }),
    ]
  }

  const columns = Object.keys(stagedTableOf('invoice').columns)
  const optional = Object.entries({ ...amounts, dueDate: 'due_date' })
  const absent = optional.filter(([field]) => !isMapped(reader, field)).map(([, column]) => column)
  const given = columns.filter((column) => column !== 'extra' && !absent.includes(column as never))
  return { table: stagedTableOf('invoice'), columns, given, stage, keyOf: ({ values }) => values[id] ?? '' }
}

interface AccountOfRow {
  readonly known: KnownAccount | undefined
  readonly placeholder: (currency: string) => string
}

function accountFinder({ reader, staging, file, warn }: StagingWork): (row: FactRow) => AccountOfRow {
  const accountId = positionOf(reader, 'accountId')
  const accountNumber = positionOf(reader, 'accountNumber')
  const accountName = positionOf(reader, 'accountName')
  const columns = ['id', 'number', 'name', 'currency', 'status', 'is_placeholder']
  const insert = stagingInserter(staging, stagedTableOf('account'), file, columns)
  return ({ values, line }) => {
    const id = values[accountId] ?? ''
    const number = values[accountNumber] ?? ''
    const known =
      id !== '' ? findAccount(staging, id) : number !== '' ? findAccountByNumber(staging, number) : undefined
    return {
      known,
      placeholder: (currency) => {
        const key = id || number || 'unknown account'
        if (findAccount(staging, key) === undefined) {
          insert([BigInt(line), key, number || key, values[accountName] || number || key, currency, '', 1n])
          const field = id !== '' || number === '' ? 'accountId' : 'accountNumber'
          warn(
            line,
            refuse('placeholder_account', reader.place(line, field), 'an account that is known', key),
          )
        }
        return key
      },
    }
  }
}
