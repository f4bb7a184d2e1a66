import { invoice, period, type World } from '../example'
import type { Row } from './row'

const except = (personId: string, until: string, periodId = '2026-04'): World => ({
  exceptions: [{ periodId, personId, until }],
})

const invoiceOn = (invoiceDate: string) => invoice({ invoiceDate })

export const dateRows: readonly Row[] = [
  { what: 'no such day', lines: [{ date: '2026-06-31' }], verdict: 'date_invalid' },
  { what: 'no leap year', lines: [{ date: '2027-02-29' }], verdict: 'date_invalid' },
  { what: 'another way to write it', lines: [{ date: '10.06.2026' }], verdict: 'date_invalid' },
  {
    what: 'the day before the invoice',
    lines: [{ date: '2026-06-09' }],
    world: { invoices: [invoiceOn('2026-06-10')] },
    verdict: 'date_before_invoice',
  },
  {
    what: 'the day of the invoice',
    lines: [{ date: '2026-06-10' }],
    world: { invoices: [invoiceOn('2026-06-10')] },
    verdict: 'ok',
  },
  { what: 'a day in no period', lines: [{ date: '2026-08-01' }], verdict: 'period_unknown' },
  {
    what: 'before the invoice and in no period',
    lines: [{ date: '2026-02-27' }],
    verdict: 'date_before_invoice period_unknown',
  },
  { what: 'a closed period', lines: [{ date: '2026-04-30' }], verdict: 'period_closed' },
  {
    what: 'a closed period with an exception',
    lines: [{ date: '2026-04-30' }],
    world: except('ada', '2026-06-15T12:00:01.000Z'),
    warns: 'under_exception',
    verdict: 'ok',
  },
  {
    what: 'an exception that has run out',
    lines: [{ date: '2026-04-30' }],
    world: except('ada', '2026-06-15T12:00:00.000Z'),
    verdict: 'period_closed',
  },
  {
    what: 'an exception for another person',
    lines: [{ date: '2026-04-30' }],
    world: except('bob', '2026-07-01T00:00:00.000Z'),
    verdict: 'period_closed',
  },
  { what: 'a hard-locked period', lines: [{ date: '2026-03-15' }], verdict: 'period_hard_locked' },
  {
    what: 'a hard-locked period with an exception',
    lines: [{ date: '2026-03-15' }],
    world: except('ada', '2026-07-01T00:00:00.000Z', '2026-03'),
    verdict: 'period_hard_locked',
  },
  { what: 'pending close', lines: [{ date: '2026-05-15' }], verdict: 'period_pending_close' },
  {
    what: 'pending close with the right',
    lines: [{ date: '2026-05-15' }],
    world: { rights: ['manage_close'] },
    verdict: 'ok',
  },
  {
    what: 'pending close with an exception',
    warns: 'under_exception',
    lines: [{ date: '2026-05-15' }],
    world: except('ada', '2026-07-01T00:00:00.000Z', '2026-05'),
    verdict: 'ok',
  },
  {
    what: 'a closed period with the right to manage the close',
    lines: [{ date: '2026-04-15' }],
    world: { rights: ['manage_close'] },
    verdict: 'period_closed',
  },
  {
    what: 'the last day of an open period',
    lines: [{ date: '2026-06-30' }],
    world: { periods: [period('06', 'Open')] },
    verdict: 'ok',
  },
]
