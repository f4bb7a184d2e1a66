import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createLedger } from '../../main/ledger/open'
import { elapsedMilliseconds, systemClock } from '../../main/platform/clock'
import { idFactory } from '../../main/platform/id'
import { seedSandbox } from '../../main/usecase/seedSandbox'

// `npm run seed -- --items N [--adjustments N] --ledger FILE`: a sandbox of any size, for benches and trials.

const usage = 'usage: npm run seed -- --items N [--adjustments N] --ledger FILE'

function main(): void {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '1500' },
      adjustments: { type: 'string', default: '0' },
      ledger: { type: 'string' },
    },
  })
  const itemCount = countOf(values.items)
  const adjustmentCount = countOf(values.adjustments)
  if (values.ledger === undefined || itemCount === undefined || adjustmentCount === undefined) fail(usage)
  if (existsSync(values.ledger)) fail(`${values.ledger} exists: name a new file`)
  const start = elapsedMilliseconds()
  const newId = idFactory(systemClock)
  const ledger = createLedger(values.ledger, {
    ledgerId: newId(),
    kind: 'sandbox',
    name: 'Training company',
    code: 'SEED',
    createdAt: systemClock.now(),
  })
  seedSandbox(ledger, { clock: systemClock, newId }, { itemCount, adjustmentCount })
  ledger.close()
  const seconds = ((elapsedMilliseconds() - start) / 1000).toFixed(1)
  console.log(
    `${values.ledger}: ${itemCount} items, ${adjustmentCount || 'the usual'} adjustments, ${seconds} s`,
  )
}

function countOf(text: string): number | undefined {
  return /^\d{1,8}$/.test(text) ? Number(text) : undefined
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}

main()
