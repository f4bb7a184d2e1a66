import {
  anyOf,
  fields,
  fieldsNamed,
  listOf,
  matching,
  nothing,
  number,
  oneOf,
  textUpTo,
  truth,
  whole,
} from './shape'
import { fileMoment } from './moment'

// What the large parts of a batch file look like (docs/batch-file.md): lines, facts, journals and claims.

const text = textUpTo(4000)
// As long as the contract has them: a longer one could be brought in and never be shown.
const shortText = textUpTo(1000)
const name = textUpTo(64)
const mostPosition = 999_999_999
const position = (value: unknown) => (Number(value) <= mostPosition ? whole(value) : '')
const id = matching(/^[0-9A-Z]{26}$/)
const idOrNone = matching(/^(?:[0-9A-Z]{26})?$/)
const amount = matching(/^\d{1,15}(?:\.\d{1,9})?$/)
const moment = matching(fileMoment)
const momentOrNone: typeof moment = (value) => (value === '' ? undefined : moment(value))

const oldLine = {
  accountingCode: shortText,
  action: oneOf('create', 'cancel', 'delete'),
  adjustmentId: idOrNone,
  amount: name,
  comment: text,
  customFields: fieldsNamed(/^[A-Za-z][A-Za-z0-9_]*__c$/, anyOf(text, truth, number, nothing)),
  date: textUpTo(32),
  deferredRevenueAccount: shortText,
  excludeFromRevenue: truth,
  integrationId: shortText,
  integrationStatus: shortText,
  invoiceId: name,
  invoiceNumber: name,
  kind: oneOf('IA', 'IIA'),
  lineId: id,
  position,
  provisionalNumber: text,
  reasonCode: shortText,
  recognizedRevenueAccount: shortText,
  referenceId: shortText,
  reversesId: idOrNone,
  sourceId: name,
  sourceType: oneOf('InvoiceDetail', 'Tax', ''),
  syncDate: shortText,
  type: oneOf('Credit', 'Charge', ''),
}
const lineShape = fields({ ...oldLine, replacesId: idOrNone })
const oldLineShape = fields(oldLine)

const oldFact = {
  currency: matching(/^(?:[A-Z]{3})?$/),
  id: text,
  kind: oneOf('invoice', 'source', 'adjustment', 'period', 'reason', 'accountingCode', 'setting'),
  label: text,
  lineIds: listOf(id),
  values: fieldsNamed(/^[A-Za-z][A-Za-z0-9]*$/, anyOf(text, truth, number)),
}
const factShape = fields({ ...oldFact, factAsOf: momentOrNone })
const oldFactShape = fields(oldFact)

export const factsShape = listOf((fact) => {
  const place = factShape(fact)
  return place === undefined || oldFactShape(fact) === undefined ? undefined : place
})

export const contentShape = fields({
  facts: factsShape,
  lines: listOf((line) => {
    const place = lineShape(line)
    return place === undefined || oldLineShape(line) === undefined ? undefined : place
  }),
})

export const journalShape = listOf(
  fields({
    currency: matching(/^[A-Z]{3}$/),
    date: matching(/^\d{4}-\d{2}-\d{2}$/),
    effect: oneOf('create', 'cancel'),
    entries: listOf(fields({ account: matching(/^[^]{1,4000}$/), credit: amount, debit: amount })),
    lineId: id,
    period: matching(/^[^]{1,4000}$/),
  }),
)

export const claimsShape = listOf(
  fields({
    adjustmentId: id,
    amount: text,
    by: text,
    kind: oneOf('reverse', 'cancel', 'delete'),
    lineId: id,
    since: moment,
  }),
)
