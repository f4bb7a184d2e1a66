import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { backUpLedger, verifyLedgerFile } from '../../main/ledger/backup'
import type { Ledger } from '../../main/ledger/database'
import { LedgerRefused } from '../../main/ledger/ledgerRefused'
import { readLedger } from '../../main/ledger/ledgerTable'
import { verifyLedger } from '../../main/ledger/verify'
import { aCompany, anInvoice } from '../support/aCompany'
import { openAgain, tempFolder, tempLedger, testContext } from '../support/tempLedger'
import { itemLine, postedOf } from './postedBatch'

let ledger: Ledger
let target: string

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  postedOf(testContext(ledger), 'First', [itemLine('I1', 'IT1', '40.00')])
  target = join(tempFolder(), 'copy.contra')
})

function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof LedgerRefused) return error.rejection.code
    throw error
  }
  return 'none'
}

describe('backup', () => {
  it('is one file with all that was committed, sound and of the same ledger', () => {
    backUpLedger(ledger, target)
    expect(readdirSync(join(target, '..'))).toEqual(['copy.contra'])
    const copy = openAgain(target, 'read')
    expect(readLedger(copy)).toEqual(readLedger(ledger))
    expect(verifyLedger(copy)).toEqual(verifyLedger(ledger))
  })

  it('can be made from a connection that only reads', () => {
    backUpLedger(openAgain(ledger.path, 'read'), target)
    expect(verifyLedger(openAgain(target, 'read')).sound).toBe(true)
  })

  it('of an unsound ledger is refused, and the earlier backup stays', () => {
    backUpLedger(ledger, target)
    const before = readFileSync(target)
    ledger.sql("update invoice set current_balance_minor = 1 where id = 'I1'").run()
    expect(refusalOf(() => backUpLedger(ledger, target))).toBe('ledger_damaged')
    expect(readFileSync(target).equals(before)).toBe(true)
    expect(existsSync(`${target}.partial`)).toBe(false)
  })
})

describe('a file that claims to be a ledger', () => {
  beforeEach(() => backUpLedger(ledger, target))

  it('opens when it is sound', () => {
    const opened = verifyLedgerFile(target)
    expect(readLedger(opened).name).toBe('Test')
    opened.close()
  })

  it('is refused when it is no ledger', () => {
    writeFileSync(target, 'not a database at all, but long enough to be read as one '.repeat(50))
    expect(refusalOf(() => verifyLedgerFile(target))).toBe('ledger_not_a_ledger')
    writeFileSync(target, '')
    expect(refusalOf(() => verifyLedgerFile(target))).toBe('ledger_not_a_ledger')
  })

  it('is refused when it comes from a newer app', () => {
    const newer = openAgain(target, 'write')
    newer.database.pragma('user_version = 99')
    newer.close()
    expect(refusalOf(() => verifyLedgerFile(target))).toBe('ledger_newer')
  })

  it('is refused when its end is missing, or bytes in its middle are others', () => {
    const whole = readFileSync(target)
    truncateSync(target, whole.length - 8192)
    expect(refusalOf(() => verifyLedgerFile(target))).toBe('ledger_damaged')
    const broken = Buffer.from(whole)
    broken.fill(0xff, Math.floor(whole.length / 2), Math.floor(whole.length / 2) + 4096)
    writeFileSync(target, broken)
    expect(refusalOf(() => verifyLedgerFile(target))).toBe('ledger_damaged')
  })

  it.each([
    'drop trigger adjustment_never_changes',
    'create trigger extra after insert on audit begin delete from line; end',
    "update invoice set current_balance_minor = 1 where id = 'I1'",
  ])('is refused after: %s', (change) => {
    const changed = openAgain(target, 'write')
    changed.database.exec(change)
    changed.close()
    expect(refusalOf(() => verifyLedgerFile(target))).toBe('ledger_damaged')
  })
})
