import { choice, date, deleted, id, required, text } from './kind'
import type { Kind } from './kind'

export const period: Kind = {
  kind: 'period',
  object: 'AccountingPeriod',
  signatures: [
    {
      all: [
        ['StartDate', 'PeriodStartDate'],
        ['EndDate', 'PeriodEndDate'],
        ['FiscalYear', 'FiscalQuarter', 'PeriodName', 'Name', 'AccountingPeriodName'],
      ],
      none: ['Amount', 'AccountNumber', 'Currency'],
    },
  ],
  oneOf: [],
  fields: [
    id('id', 'Id', 'AccountingPeriodId'),
    required(text('name', 100, 'Name', 'PeriodName', 'AccountingPeriodName')),
    required(date('startDate', 'StartDate', 'PeriodStartDate')),
    required(date('endDate', 'EndDate', 'PeriodEndDate')),
    text('fiscalYear', 20, 'FiscalYear'),
    text('fiscalQuarter', 20, 'FiscalQuarter'),
    choice(
      'status',
      { Open: [], PendingClose: ['Pending'], Closed: ['Close'] },
      'Status',
      'State',
      'PeriodStatus',
    ),
    deleted,
  ],
}
