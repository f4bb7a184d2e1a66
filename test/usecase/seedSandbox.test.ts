import { describe, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import type { Ledger } from '../../main/ledger/database'
import { startingReasons } from '../../main/ledger/reasonCodeTable'
import { readAuditHead } from '../../main/ledger/auditTable'
import { readPeople } from '../../main/ledger/personTable'
import { readPeriods } from '../../main/ledger/periodTable'
import { readReasons } from '../../main/ledger/reasonCodeTable'
import { readSettings } from '../../main/ledger/settingTable'
import { prepareLiveLedger, seedSandbox } from '../../main/usecase/seedSandbox'
import { verifyLedger } from '../../main/usecase/verifyLedger'
import { valueOf } from '../support/aBatch'
import { testClock } from '../support/fixedClock'
import { sequentialIds } from '../support/sequentialId'
import { tempLedger, testContext } from '../support/tempLedger'

function seeded(
  moment = '2026-11-20T10:00:00.000Z',
  size?: { itemCount: number; adjustmentCount: number },
): Ledger {
  const ledger = tempLedger('sandbox')
  seedSandbox(ledger, { clock: testClock(moment), newId: sequentialIds() }, size)
  return ledger
}

function one(ledger: Ledger, sql: string): bigint {
  return ledger.sql<{ n: bigint }>(sql).get()?.n ?? -1n
}

const factTables = [
  'account',
  'invoice',
  'item',
  'tax_line',
  'period',
  'adjustment',
  'adjustment_state',
] as const

function contentHash(ledger: Ledger): string {
  const hash = createHash('sha256')
  for (const table of factTables) {
    for (const row of ledger.sql(`select * from ${table} order by 1`).all()) {
      hash.update(
        JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
      )
    }
  }
  return hash.digest('hex')
}

describe('the sandbox', () => {
  it('is as large as promised, in six currencies', () => {
    const ledger = seeded()
    expect(one(ledger, 'select count(*) as n from account')).toBe(40n)
    expect(one(ledger, 'select count(*) as n from invoice')).toBe(250n)
    expect(one(ledger, 'select count(*) as n from item')).toBe(1500n)
    expect(one(ledger, 'select count(*) as n from tax_line')).toBeGreaterThan(1000n)
    const currencies = ledger
      .sql<{ c: string }>('select distinct currency as c from invoice order by 1')
      .all()
    expect(currencies.map(({ c }) => c)).toEqual(['CHF', 'EUR', 'GBP', 'JPY', 'KWD', 'USD'])
  })

  it('holds discounts, negative, fully paid, part paid, refunded, draft and canceled invoices', () => {
    const ledger = seeded()
    expect(
      one(
        ledger,
        "select count(*) as n from item where processing_type = 'Discount' and amount_minor < 0 and applied_to_item_id in (select id from item)",
      ),
    ).toBeGreaterThan(50n)
    expect(one(ledger, 'select count(*) as n from invoice where amount_minor < 0')).toBeGreaterThan(8n)
    expect(
      one(ledger, 'select count(*) as n from invoice where balance_minor = 0 and paid_minor > 0'),
    ).toBeGreaterThan(50n)
    expect(
      one(ledger, 'select count(*) as n from invoice where balance_minor > 0 and paid_minor > 0'),
    ).toBeGreaterThan(10n)
    expect(one(ledger, 'select count(*) as n from invoice where refunded_minor > 0')).toBeGreaterThan(2n)
    expect(one(ledger, "select count(*) as n from invoice where status = 'Draft'")).toBe(5n)
    expect(one(ledger, "select count(*) as n from invoice where status = 'Canceled'")).toBeGreaterThan(0n)
  })

  it('has a history of adjustments: items, tax lines, headers, canceled and taken back ones', () => {
    const ledger = seeded()
    const count = (where: string) =>
      one(
        ledger,
        `select count(*) as n from adjustment a join adjustment_state s on s.adjustment_id = a.id where ${where}`,
      )
    expect(count("kind = 'IIA' and source_type = 'InvoiceDetail'")).toBeGreaterThan(80n)
    expect(count("source_type = 'Tax'")).toBeGreaterThan(30n)
    expect(count("kind = 'IA'")).toBeGreaterThan(4n)
    expect(count("s.status = 'Canceled' and s.cancelled_at is not null")).toBeGreaterThan(8n)
    expect(count("type = 'Charge' and comment like 'Takes back IIA-%'")).toBeGreaterThan(3n)
    expect(one(ledger, 'select count(*) - count(distinct number) as n from adjustment')).toBe(0n)
  })

  it.each(['2026-11-20T10:00:00.000Z', '2027-01-05T00:00:00.000Z', '2026-12-31T23:00:00.000Z'])(
    'holds wrong credits of one customer, of last fiscal year and in a closed period: %s',
    (moment) => {
      const ledger = seeded(moment)
      const found = ledger
        .sql<{ account: string; year: string; state: string; type: string; n: bigint }>(
          `select c.name as account, p.fiscal_year as year, p.state, a.type, count(*) as n from adjustment a
           join invoice i on i.id = a.invoice_id join account c on c.id = i.account_id
           join period p on a.adjustment_date between p.start_date and p.end_date
           where a.reference_id = 'CASE-48213' group by 1, 2, 3, 4`,
        )
        .all()
      const year = String(Number(moment.slice(0, 4)) - 1)
      expect(found).toEqual([
        { account: 'Elkhorn Outfitters', year, state: 'Closed', type: 'Credit', n: 12n },
      ])
    },
  )

  it('adds up: items and tax lines to the header, header and payments to the balance', () => {
    const ledger = seeded()
    expect(
      one(
        ledger,
        `select count(*) as n from invoice i where amount_minor <>
           (select sum(amount_minor) from item where invoice_id = i.id)
           + (select coalesce(sum(amount_minor), 0) from tax_line where invoice_id = i.id)
         or tax_minor <> (select coalesce(sum(amount_minor), 0) from tax_line where invoice_id = i.id)`,
      ),
    ).toBe(0n)
    expect(
      one(
        ledger,
        `select count(*) as n from invoice where current_balance_minor <> balance_minor + pending_minor
         or adjusted_minor <> adjustment_impact_minor - pending_minor
         or balance_minor <> amount_minor - paid_minor + refunded_minor + adjusted_minor`,
      ),
    ).toBe(0n)
  })

  it('leaves nothing adjusted across zero, neither sources nor invoices', () => {
    const ledger = seeded()
    const open = `select s.amount_minor as amount, s.amount_minor + coalesce((select sum(a.impact_minor) from adjustment a
      join adjustment_state t on t.adjustment_id = a.id where a.source_id = s.id and t.status = 'Processed'), 0) as left`
    for (const table of ['item', 'tax_line']) {
      expect(
        one(
          ledger,
          `select count(*) as n from (${open} from ${table} s) where amount * left < 0 or abs(left) > abs(amount)`,
        ),
      ).toBe(0n)
    }
    expect(one(ledger, 'select count(*) as n from invoice where amount_minor * balance_minor < 0')).toBe(0n)
    expect(
      one(
        ledger,
        "select count(*) as n from item where amount_minor % 5 <> 0 and invoice_id in (select id from invoice where currency = 'CHF')",
      ),
    ).toBe(0n)
  })

  it.each(['2026-11-20T10:00:00.000Z', '2027-01-01T00:00:00.000Z', '2028-02-29T23:59:59.000Z'])(
    'lays its periods around the month in which it is made: %s',
    (moment) => {
      const ledger = seeded(moment)
      const periods = readPeriods(ledger)
      expect(periods).toHaveLength(18)
      expect(periods.map(({ state }) => state)).toEqual([
        ...Array<string>(12).fill('Closed'),
        ...Array<string>(6).fill('Open'),
      ])
      const today = moment.slice(0, 10)
      expect(periods.find(({ start, end }) => start <= today && today <= end)?.state).toBe('Open')
      const covered = 'exists (select 1 from period where d between start_date and end_date)'
      expect(
        one(ledger, `select count(*) as n from (select invoice_date as d from invoice) where not ${covered}`),
      ).toBe(0n)
      expect(
        one(
          ledger,
          `select count(*) as n from (select adjustment_date as d from adjustment) where not ${covered}`,
        ),
      ).toBe(0n)
      expect(one(ledger, `select count(*) as n from invoice where invoice_date > '${today}'`)).toBe(0n)
      expect(
        one(
          ledger,
          'select count(*) as n from adjustment where created_date >= (select max(as_of) from invoice)',
        ),
      ).toBe(0n)
    },
  )

  it('is the same within a month, whoever makes it and when', () => {
    expect(contentHash(seeded('2026-11-02T00:00:00.000Z'))).toBe(
      contentHash(seeded('2026-11-28T23:00:00.000Z')),
    )
  })

  it('has people who can check each other, codes, counter item on, and says so in the audit log', () => {
    const ledger = seeded()
    expect(readPeople(ledger).map(({ name }) => name)).toEqual([
      'Pat Preparer',
      'Robin Reviewer',
      'Casey Controller',
    ])
    expect(readSettings(ledger).counterItem).toBe(true)
    expect(readReasons(ledger)).toHaveLength(startingReasons.length)
    const used =
      'select count(*) as n from item where accounting_code not in (select name from accounting_code where active = 1)'
    expect(one(ledger, used)).toBe(0n)
    expect(one(ledger, "select count(*) as n from audit where action = 'seedSandbox'")).toBe(1n)
    expect(readAuditHead(ledger).sequence).toBeGreaterThan(5)
  })

  it('has posted adjustments of its own, with journals: one batch landed, one waits for its export', () => {
    const ledger = seeded()
    expect(ledger.sql('select name, state from batch order by name').all()).toEqual([
      { name: 'Outage in the north', state: 'landed' },
      { name: 'Price list of last year', state: 'approved' },
    ])
    expect(one(ledger, "select count(*) as n from adjustment where origin = 'local'")).toBe(8n)
    expect(one(ledger, 'select count(*) as n from journal')).toBe(8n)
    expect(
      one(
        ledger,
        "select count(*) as n from adjustment_state where create_landed_at is not null and number like 'IIA-0009%'",
      ),
    ).toBe(4n)
  })

  it.each([undefined, { itemCount: 600, adjustmentCount: 1200 }])(
    'is found sound by the verification (%j)',
    (size) => {
      const ledger = seeded(undefined, size)
      const job = {
        ...testContext(ledger),
        progress: () => undefined,
        isCancelled: () => false,
        beginCommit: () => true,
      }
      expect(valueOf(verifyLedger(job))).toMatchObject({ sound: true, faults: [] })
    },
  )

  it('can be made larger, with as many adjustments as are wanted', () => {
    const ledger = seeded(undefined, { itemCount: 6000, adjustmentCount: 12000 })
    expect(one(ledger, 'select count(*) as n from item')).toBe(6000n)
    expect(one(ledger, "select count(*) as n from adjustment where origin = 'imported'")).toBe(12000n)
    expect(
      one(
        ledger,
        'select count(*) as n from invoice where current_balance_minor <> balance_minor + pending_minor',
      ),
    ).toBe(0n)
  })
})

describe('a live ledger', () => {
  it('starts with reason codes, without facts and periods, and with the counter item off', () => {
    const ledger = tempLedger('live')
    prepareLiveLedger(ledger, { clock: testClock(), newId: sequentialIds() })
    expect(readReasons(ledger).map(({ name }) => name)).toContain('Write-off')
    expect(readSettings(ledger).counterItem).toBe(false)
    expect(readPeriods(ledger)).toEqual([])
    expect(one(ledger, 'select count(*) as n from invoice')).toBe(0n)
    expect(readPeople(ledger).length).toBeGreaterThanOrEqual(2)
  })
})
