import { currencyDigits } from '../../engine/money/currency'
import { refuse } from '../../exchange/in/refusal'
import { stagedTableOf } from '../../ledger/stagingColumn'
import { extraWriter, isMapped, positionOf, Refused, type Stager, type StagingWork } from './stager'

export function accountStager({ reader }: StagingWork): Stager {
  const at = (field: string) => positionOf(reader, field)
  const [id, number, name, currency, status] = [
    at('id'),
    at('accountNumber'),
    at('name'),
    at('currency'),
    at('status'),
  ]
  const extra = extraWriter(reader, ['parentId', 'createdDate', 'updatedDate'])
  const columns = Object.keys(stagedTableOf('account').columns)
  return {
    table: stagedTableOf('account'),
    columns,
    given: columns.filter((column) => column !== 'status' || isMapped(reader, 'status')),
    keyOf: ({ values }) => values[id] ?? '',
    stage: (row) => {
      const { values, line } = row
      const code = values[currency] ?? ''
      if (currencyDigits(code) === undefined) {
        return new Refused(
          refuse('row_currency_unknown', reader.place(line, 'currency'), 'a currency of ISO 4217', code),
        )
      }
      const texts = [id, number, name, currency, status].map((position) => values[position] ?? '')
      return [BigInt(line), ...texts, 0n, extra(row)]
    },
  }
}
