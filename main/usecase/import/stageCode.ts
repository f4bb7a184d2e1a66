import { stagedTableOf } from '../../ledger/stagingColumn'
import { isMapped, positionOf, type Stager, type StagingWork } from './stager'

export function accountingCodeStager({ reader }: StagingWork): Stager {
  const [name, type, active] = ['name', 'type', 'active'].map((field) => positionOf(reader, field))
  return {
    table: stagedTableOf('accountingCode'),
    columns: ['name', 'type', 'active'],
    given: ['name', ...['type', 'active'].filter((field) => isMapped(reader, field))],
    keyOf: ({ values }) => values[name ?? 0] ?? '',
    stage: ({ values, line }) => [
      BigInt(line),
      values[name ?? 0] ?? '',
      values[type ?? 0] ?? '',
      flag(values[active ?? 0], true),
    ],
  }
}

const fieldOfColumn = {
  active: 'active',
  is_default: 'isDefault',
  reversal_date_rule: 'reversalDateRule',
  accounting_code: 'accountingCode',
}

/** The rule for the date of a reversal is our own; a file rarely has it. */
export function reasonCodeStager({ reader }: StagingWork): Stager {
  const name = positionOf(reader, 'name')
  const [active, isDefault, rule, code] = Object.values(fieldOfColumn).map((field) =>
    positionOf(reader, field),
  )
  const mapped = Object.entries(fieldOfColumn).filter(([, field]) => isMapped(reader, field))
  return {
    table: stagedTableOf('reasonCode'),
    columns: ['name', ...Object.keys(fieldOfColumn)],
    given: ['name', ...mapped.map(([column]) => column)],
    keyOf: ({ values }) => values[name] ?? '',
    stage: ({ values, line }) => [
      BigInt(line),
      values[name] ?? '',
      flag(values[active ?? 0], true),
      flag(values[isDefault ?? 0], false),
      values[rule ?? 0] || 'original_or_first_open',
      values[code ?? 0] ?? '',
    ],
  }
}

function flag(value: string | undefined, whenEmpty: boolean): bigint {
  return value === 'true' || (value !== 'false' && whenEmpty) ? 1n : 0n
}
