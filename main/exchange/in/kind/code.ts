import { choice, deleted, flag, required, text } from './kind'
import type { Kind } from './kind'

const activeWords = { true: ['Active', 'Yes', '1'], false: ['Inactive', 'No', '0'] }

export const accountingCode: Kind = {
  kind: 'accountingCode',
  object: 'AccountingCode',
  signatures: [
    {
      all: [
        ['Name', 'AccountingCode', 'AccountingCodeName'],
        ['GlAccountName', 'GlAccountNumber', 'GLAccount'],
      ],
    },
    {
      all: [
        ['Name', 'AccountingCode', 'AccountingCodeName'],
        ['Type', 'AccountType', 'AccountingCodeType'],
        ['Status', 'Active', 'IsActive'],
      ],
      none: ['Currency', 'Amount', 'StartDate'],
    },
  ],
  oneOf: [],
  fields: [
    required(text('name', 100, 'Name', 'AccountingCode', 'AccountingCodeName')),
    text('type', 100, 'Type', 'AccountType', 'AccountingCodeType'),
    choice('active', activeWords, 'Status', 'Active', 'IsActive'),
    deleted,
  ],
}

export const reasonCode: Kind = {
  kind: 'reasonCode',
  object: 'ReasonCode',
  signatures: [
    {
      all: [
        ['ReasonCode', 'ReasonCodeName', 'Name'],
        ['Active', 'IsActive', 'Default', 'IsDefault', 'DefaultReasonCode', 'ReversalDateRule', 'Status'],
      ],
      none: ['AccountNumber', 'Currency', 'Amount', 'StartDate', 'Type'],
    },
  ],
  oneOf: [],
  fields: [
    required(text('name', 32, 'ReasonCode', 'ReasonCodeName', 'Name')),
    choice('active', activeWords, 'Active', 'IsActive', 'Status'),
    flag('isDefault', 'Default', 'IsDefault', 'DefaultReasonCode'),
    choice('reversalDateRule', { original_or_first_open: [], today: [] }, 'ReversalDateRule'),
    text('accountingCode', 100, 'AccountingCode'),
    deleted,
  ],
}
