import { choice, currency, deleted, id, moment, required, text } from './kind'
import type { Kind } from './kind'

export const account: Kind = {
  kind: 'account',
  object: 'Account',
  signatures: [
    { all: [['AccountNumber'], ['Name', 'AccountName'], ['Currency', 'Status', 'BillCycleDay', 'Balance']] },
  ],
  oneOf: [],
  fields: [
    required(id('id', 'Id', 'AccountId')),
    required(text('accountNumber', 255, 'AccountNumber', 'Number')),
    required(text('name', 255, 'Name', 'AccountName', 'CustomerName')),
    required(currency('currency', 'Currency', 'AccountCurrency', 'CurrencyIsoCode')),
    choice('status', { Active: [], Draft: [], Canceled: ['Cancelled'] }, 'Status', 'AccountStatus'),
    id('parentId', 'ParentId', 'ParentAccountId'),
    moment('createdDate', 'CreatedDate'),
    moment('updatedDate', 'UpdatedDate'),
    deleted,
  ],
}
