import { expect, test, type App } from './support/app'
import { expectCounted, findAdjustments } from './support/adjustmentList'
import { openBatch } from './support/batchPage'
import { openInvoice } from './support/invoicePage'
import { tabTo } from './support/keyboard'
import { leftOf, pastOf, type Past } from './support/pastAdjustment'
import { openPeriod, periodOf, periodsOf, type ShownPeriod } from './support/periodStep'
import { expectEffect } from './support/reversalEffect'
import {
  expectAmountsAndDates,
  expectCandidates,
  expectDraft,
  expectGreyed,
  plannedOf,
  type Change,
} from './support/reversalExpected'
import { Wizard } from './support/reversalWizard'
import { goTo, openSandbox } from './support/screen'

// The reversal wizard from each of its four starts, with the mouse and with the keys alone, through its five
// steps to a batch. Every figure on the way is held against what the test works out by itself.

interface Ground {
  readonly past: readonly Past[]
  readonly left: ReadonlyMap<string, bigint>
  readonly periods: readonly ShownPeriod[]
}

async function groundOf(app: App): Promise<Ground> {
  await openSandbox(app)
  const past = await pastOf(app)
  return { past, left: leftOf(past), periods: await periodsOf(app) }
}

interface Walk {
  readonly candidates: readonly Past[]
  readonly batch: string
  readonly changes?: Readonly<Record<string, Change>>
}

async function walk(
  wizard: Wizard,
  ground: Ground,
  { candidates, batch, changes = {} }: Walk,
): Promise<void> {
  const { app } = wizard
  const { left, periods } = ground
  const planned = plannedOf(candidates, left, periods, changes)
  expect(planned.length, 'something is left to reverse').toBeGreaterThan(0)
  await expectCandidates(wizard, candidates, left, periods)
  await wizard.goOn()
  await expectAmountsAndDates(wizard, plannedOf(candidates, left, periods), periods)
  await expectGreyed(wizard, planned)
  for (const [number, change] of Object.entries(changes)) await type(wizard, number, change)
  await expectAmountsAndDates(wizard, planned, periods)
  await wizard.goOn()
  for (const [number, { instead }] of Object.entries(changes)) {
    if (instead === undefined) continue
    await wizard.type(wizard.instead, await wizard.instead.numberOf(number), instead.type, instead.amount)
  }
  await wizard.goOn()
  await expect(wizard.effect.getByRole('heading', { name: 'Proof' })).toBeVisible()
  await expectEffect(wizard, planned, periods)
  await wizard.goOn()
  const words = await wizard.finish(batch)
  expect(words).toContain(`${planned.length} reversal`)
  await expectDraft(app, batch, planned)
  expect(app.complaints).toEqual([])
}

async function type(wizard: Wizard, number: string, { amount, date, reference }: Change): Promise<void> {
  const { when } = wizard
  const row = await when.numberOf(number)
  const charge = await when.at(row, 'Charge')
  const side = (await charge.getAttribute('aria-readonly')) === 'true' ? 'Credit' : 'Charge'
  if (amount !== undefined) await wizard.type(when, row, side, amount)
  if (date !== undefined) await wizard.type(when, row, 'Dated', date)
  if (reference !== undefined) await wizard.type(when, row, 'Reference', reference)
}

function ofInvoice({ past }: Ground, number: string): Past[] {
  return past.filter(({ invoice }) => invoice === number)
}

async function goByKeys({ page }: App, digit: number, heading: RegExp): Promise<void> {
  await page.keyboard.press(`Alt+Shift+Digit${digit}`)
  await expect(page.getByRole('heading', { name: heading, level: 2 })).toBeVisible()
}

async function findByKeys({ page }: App, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(text)
  const first = page.getByRole('option', { name: new RegExp(text) }).first()
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
}

test('from an invoice, its header, items and tax lines @electron', async ({ app }) => {
  const { page } = app
  const ground = await groundOf(app)
  await test.step('with the mouse, and something instead', async () => {
    const candidates = ofInvoice(ground, 'TRN00000168')
    const item = candidates.find(({ sourceType }) => sourceType === 'InvoiceDetail')
    await openInvoice(app, 'TRN00000168')
    await page.getByRole('button', { name: 'Reverse past adjustments…' }).click()
    await expect(new Wizard(app, 'mouse').title('Reverse adjustments of TRN00000168')).toBeVisible()
    await walk(new Wizard(app, 'mouse'), ground, {
      candidates,
      batch: 'Of an invoice',
      changes: {
        [item?.number ?? '']: { instead: { type: 'Credit', amount: '20.00' }, reference: 'CASE-77' },
      },
    })
  })
  await test.step('with the keys alone', async () => {
    await findByKeys(app, 'TRN00000063')
    await expect(page.getByRole('button', { name: 'Reverse past adjustments…' })).toBeVisible()
    await page.keyboard.press('Alt+r')
    await expect(new Wizard(app, 'keys').title('Reverse adjustments of TRN00000063')).toBeVisible()
    await walk(new Wizard(app, 'keys'), ground, {
      candidates: ofInvoice(ground, 'TRN00000063'),
      batch: 'By keys',
    })
  })
})

test('from a selection, with what cannot be reversed among it @electron', async ({ app }) => {
  const { page } = app
  const ground = await groundOf(app)
  const ofAccount = (name: string) => ground.past.filter(({ account }) => account === name)
  await test.step('with the mouse, one of them in part', async () => {
    const candidates = ofAccount('Alder Creek Dairy')
    expect(candidates.some(({ status }) => status === 'Canceled')).toBe(true)
    const list = await findAdjustments(app, 'Alder Creek Dairy', candidates.length)
    for (let row = 1; row <= candidates.length; row += 1) await list.row(row).locator('[data-gutter]').click()
    await page.getByRole('button', { name: 'Reverse…' }).click()
    await expect(new Wizard(app, 'mouse').title(`Reverse ${candidates.length} adjustments`)).toBeVisible()
    const [first] = plannedOf(candidates, ground.left, ground.periods).filter(({ amount }) => amount > 100n)
    await walk(new Wizard(app, 'mouse'), ground, {
      candidates,
      batch: 'Of a selection',
      changes: { [first?.past.number ?? '']: { amount: '1.00' } },
    })
  })
  await test.step('with the keys alone, in a currency of three decimals', async () => {
    const candidates = ofAccount('Failaka Desalination')
    await goByKeys(app, 3, /^Adjustments/)
    await page.keyboard.press('Control+f')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Failaka Desalination')
    await expectCounted(app, candidates.length)
    await tabTo(app, 'grid', 'Adjustments')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Alt+r')
    const [first] = plannedOf(candidates, ground.left, ground.periods)
    await walk(new Wizard(app, 'keys'), ground, {
      candidates,
      batch: 'By keys',
      changes: { [first?.past.number ?? '']: { amount: '0.125' } },
    })
  })
})

test('from a past batch @electron', async ({ app }) => {
  const { page } = app
  const ground = await groundOf(app)
  const ofBatch = (name: string) => ground.past.filter(({ batch }) => batch === name)
  await test.step('with the mouse, one which waits for its export', async () => {
    await openBatch(app, 'Price list of last year')
    await page.getByRole('button', { name: 'Reverse this batch…' }).click()
    await expect(new Wizard(app, 'mouse').title('Reverse the batch “Price list of last year”')).toBeVisible()
    await walk(new Wizard(app, 'mouse'), ground, {
      candidates: ofBatch('Price list of last year'),
      batch: 'Of a batch',
    })
  })
  await test.step('with the keys alone, one which has landed, on another day', async () => {
    const candidates = ofBatch('Outage in the north')
    const day = periodOf(ground.periods, candidates[0]?.date ?? '').end
    await findByKeys(app, 'Outage in the north')
    await expect(page.getByRole('button', { name: 'Reverse this batch…' })).toBeVisible()
    await page.keyboard.press('Alt+r')
    await expect(new Wizard(app, 'keys').title('Reverse the batch “Outage in the north”')).toBeVisible()
    await walk(new Wizard(app, 'keys'), ground, {
      candidates,
      batch: 'By keys',
      changes: { [candidates[0]?.number ?? '']: { date: day } },
    })
  })
})

test('from a period that is closed, and from one that is locked for good @electron', async ({ app }) => {
  const { page } = app
  const ground = await groundOf(app)
  const inPeriod = ({ start, end }: ShownPeriod) =>
    ground.past.filter(({ date }) => start <= date && date <= end)
  await test.step('with the mouse', async () => {
    const closed = ground.periods.findLast(({ state }) => state === 'Closed') as ShownPeriod
    await goTo(app, 'Periods')
    const panel = await openPeriod(app, closed.name)
    await panel.getByRole('link', { name: 'Reverse adjustments of this period…' }).click()
    await expect(new Wizard(app, 'mouse').title(`Reverse adjustments of ${closed.name}`)).toBeVisible()
    await walk(new Wizard(app, 'mouse'), ground, { candidates: inPeriod(closed), batch: 'Of a period' })
  })
  await test.step('with the keys alone', async () => {
    const locked = ground.periods[0] as ShownPeriod
    expect(locked.state).toBe('Hard-locked')
    await goByKeys(app, 5, /^Periods/)
    await tabTo(app, 'grid', 'Periods')
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: locked.name })).toBeVisible()
    await page.keyboard.press('Alt+r')
    await expect(new Wizard(app, 'keys').title(`Reverse adjustments of ${locked.name}`)).toBeVisible()
    await walk(new Wizard(app, 'keys'), ground, { candidates: inPeriod(locked), batch: 'By keys' })
  })
})
