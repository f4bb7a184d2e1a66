import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from '@playwright/test'
import type { Browser } from '../../script/host.mts'
import { insertInvoices } from './benchInvoice'
import {
  median,
  missingFinding,
  plainFinding,
  quantile,
  sized,
  type Bench,
  type Extent,
  type Finding,
} from './measure'
import { inFolder, seededLedger } from './workplace'

/** The page of an invoice with 100,000 items in a real browser, 1280×800: rows in the page, and how long scrolling blocks. */
export const gridBench: Bench = {
  name: 'grid',
  run: (extent) => inFolder((folder) => measureGrid(folder, extent)),
}

async function measureGrid(folder: string, extent: Extent): Promise<Finding[]> {
  const count = sized(extent, 100_000)
  const what = `grid with ${count.toLocaleString('en')} rows, 1280×800`
  const found = process.env.CONTRA_BROWSER
  if (found === undefined) return [missingFinding(what, 'there is no browser on this machine')]
  const path = join(folder, 'grid.contra')
  const ledger = seededLedger(path)
  const [invoice] = insertInvoices(ledger, 1, count)
  ledger.close()
  const host = await startHost(path, folder)
  const browser = await startBrowser(JSON.parse(found) as Browser)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(host.url)
    await page.getByRole('link', { name: 'Invoices' }).waitFor()
    await page.evaluate((id) => (location.hash = `#/invoices/${id}`), invoice?.id ?? '')
    await page.locator('.data-grid [role=row][data-row="5"]').first().waitFor({ timeout: 60_000 })
    const rounds: Round[] = []
    for (let turn = -1; turn < extent.turns; turn += 1) {
      const round = await scroll(page)
      if (turn >= 0) rounds.push(round)
    }
    return findingsOf(what, rounds)
  } finally {
    await browser.close()
    host.stop()
  }
}

interface Round {
  readonly mostRows: number
  readonly reachedRow: number
  /** For each step of scrolling, how long the page could do nothing else. */
  readonly blocked: readonly number[]
  /** The same while nothing scrolls: what the machine itself does to the page. */
  readonly atRest: readonly number[]
}

function findingsOf(what: string, rounds: readonly Round[]): Finding[] {
  const reachedRow = Math.max(...rounds.map((round) => round.reachedRow))
  const longest = median(rounds.map(({ blocked }) => Math.max(...blocked)))
  const atRest = median(rounds.map((round) => quantile(round.atRest, 0.99)))
  const mostRows = Math.max(...rounds.map((round) => round.mostRows))
  return [
    plainFinding(
      `${what}: rows in the page`,
      `scrolled as far as row ${reachedRow}`,
      { value: mostRows, unit: 'rows' },
      60,
    ),
    plainFinding(
      `${what}: p99 of the time that scrolling blocks`,
      `the same page at rest: ${atRest.toFixed(1)} ms; the longest was ${longest.toFixed(0)} ms`,
      { value: median(rounds.map(({ blocked }) => quantile(blocked, 0.99))), unit: 'ms' },
      50,
    ),
  ]
}

/**
 * Scrolls by wheel steps, by pages and by jumps through the whole list. A message that the page sends itself
 * over and over tells how long it was kept from answering: by rows made, laid out, painted, or loaded.
 */
function scroll(page: Page): Promise<Round> {
  return page.evaluate(async () => {
    const grid = document.querySelector('.data-grid')
    if (grid === null) throw new Error('There is no grid')
    const channel = new MessageChannel()
    let last = performance.now()
    let longest = 0
    let isRunning = true
    channel.port1.onmessage = () => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      if (isRunning) channel.port2.postMessage(0)
    }
    channel.port2.postMessage(0)
    const settle = () => new Promise((resolve) => setTimeout(resolve, 50))
    const height = grid.scrollHeight - grid.clientHeight
    const blocked: number[] = []
    let mostRows = 0
    let reachedRow = 0
    const step = async (top: number) => {
      longest = 0
      grid.scrollTop = Math.min(height, top)
      await settle()
      blocked.push(longest)
      const rows = [...grid.querySelectorAll('[role=row]')]
      mostRows = Math.max(mostRows, rows.length)
      for (const row of rows) reachedRow = Math.max(reachedRow, Number(row.getAttribute('data-row')))
    }
    const atRest: number[] = []
    grid.scrollTop = 0
    await settle()
    for (let rest = 0; rest < 50; rest += 1) {
      longest = 0
      await settle()
      atRest.push(longest)
    }
    for (let wheel = 1; wheel <= 100; wheel += 1) await step(wheel * 120)
    for (let leaf = 1; leaf <= 60; leaf += 1) await step(12_000 + leaf * 600)
    for (let jump = 1; jump <= 40; jump += 1) await step(height * ((jump * 0.618) % 1))
    await step(height)
    isRunning = false
    return { mostRows, reachedRow: reachedRow + 1, blocked, atRest }
  })
}

function startBrowser({ path, words, env }: Browser) {
  return chromium.launch({ executablePath: path, args: [...words], env: { ...process.env, ...env } })
}

async function startHost(ledgerPath: string, folder: string): Promise<{ url: string; stop: () => void }> {
  const words = ['--no-open', '--ledger', ledgerPath, '--data', join(folder, 'data')]
  const host = spawn(process.execPath, [join(__dirname, 'browser.js'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: host.stdout })) {
    const { url } = JSON.parse(line) as { url: string }
    return { url, stop: () => void host.kill('SIGTERM') }
  }
  throw new Error('The browser host ended before it printed its address')
}
