import { approvalKinds } from '@contract/approval'
import { line, type Row } from './example'

const underException = { isUnderException: true }

export const kindRows: readonly Row[] = [
  ...approvalKinds.map((kind): Row => [
    `${kind}, the only kind of the rule`,
    { kinds: [kind] },
    [line('1.00', { kind })],
    [],
    'covered',
  ]),
  ...approvalKinds.map((kind): Row => [
    `${kind}, the only kind that the rule does not have`,
    { kinds: approvalKinds.filter((other) => other !== kind) },
    [line('1.00', { kind })],
    [],
    `kind ${kind}`,
  ]),
  [
    'a reversal of a credit is no charge',
    { kinds: ['item_charge', 'invoice_charge'] },
    [line('1.00', { kind: 'reversal' })],
    [],
    'kind reversal',
  ],
  [
    'one line of another kind among many',
    { kinds: ['item_credit'] },
    [line('1.00'), line('1.00'), line('1.00', { kind: 'cancel' }), line('1.00', { kind: 'cancel' })],
    [],
    'kind cancel',
  ],
]

export const exceptionRows: readonly Row[] = [
  ['under an exception, covered', { coversExceptions: true }, [line('1.00', underException)], [], 'covered'],
  [
    'under an exception, not covered',
    { coversExceptions: false },
    [line('1.00', underException)],
    [],
    'exception',
  ],
  ['no line under one', { coversExceptions: false }, [line('1.00')], [], 'covered'],
  [
    'one of many under one',
    { coversExceptions: false },
    [line('1.00'), line('1.00', underException), line('1.00')],
    [],
    'exception',
  ],
]
