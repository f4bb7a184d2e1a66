import type { FactKind } from '@contract/exchange'
import { account } from './account'
import { invoiceAdjustment, invoiceItemAdjustment } from './adjustment'
import { accountingCode, reasonCode } from './code'
import { invoice } from './invoice'
import { item } from './item'
import type { Kind } from './kind'
import { period } from './period'
import { taxLine } from './taxLine'

/** All kinds, the most telling first: a file of item adjustments also has what an invoice adjustment has. */
export const kinds: readonly Kind[] = [
  invoiceItemAdjustment,
  invoiceAdjustment,
  taxLine,
  item,
  invoice,
  period,
  account,
  accountingCode,
  reasonCode,
]

export function kindOf(kind: FactKind): Kind {
  const found = kinds.find((entry) => entry.kind === kind)
  if (found === undefined) throw new RangeError(`No kind of file: ${kind}`)
  return found
}
