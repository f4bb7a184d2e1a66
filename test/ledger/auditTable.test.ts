import { expect, it } from 'vitest'
import { writeAudit } from '../../main/ledger/auditTable'
import { inTransaction } from '../../main/ledger/database'
import { verifyLedger } from '../../main/ledger/verify'
import { tempLedger } from '../support/tempLedger'

it.each([
  ['half a surrogate pair', 'reason code \ud83d'],
  ['a character outside the first plane', 'reason code \ud83d\ude00'],
  ['a NUL', 'reason code \u0000'],
])('a row with %s is the same when it is read again', (_, subject) => {
  const ledger = tempLedger()
  const entry = { at: '2026-11-20T10:00:00.000Z', personId: 'p', personName: subject, action: 'a', subject }
  inTransaction(ledger, () => writeAudit(ledger, { ...entry, detail: { name: subject } }))
  inTransaction(ledger, () => writeAudit(ledger, { ...entry, detail: {} }))
  expect(verifyLedger(ledger).faults).toEqual([])
})
