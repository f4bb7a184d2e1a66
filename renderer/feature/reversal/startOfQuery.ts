import { ReversalStart } from '@contract/reversal'

/** `?invoice=ID`, `?batch=ID`, `?period=ID` or `?adjustments=ID,ID`; undefined where the address names nothing. */
export function startOfQuery(query: Readonly<Record<string, unknown>>): ReversalStart | undefined {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const given = [
    { of: 'invoice', invoiceId: text('invoice') },
    { of: 'batch', batchId: text('batch') },
    { of: 'period', periodId: text('period') },
    { of: 'adjustments', adjustmentIds: text('adjustments').split(',') },
  ].find(({ of }) => text(of) !== '')
  return ReversalStart.safeParse(given).data
}
