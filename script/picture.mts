import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from '@playwright/test'
import { buildIfNeeded } from './build.mts'
import { findBrowser } from './host.mts'
import { takeMainJob } from './pictureMainJob.mts'
import { takeReversal } from './pictureReversal.mts'
import { takeReview } from './pictureReview.mts'
import { button, pictureFolder, take } from './pictureScreen.mts'
import { takeTwoMachines } from './pictureTwoMachines.mts'
import { root } from './program.mts'

// The pictures of the README and of the guides, taken of the running app: `npm run pictures`, or one guide's:
// `npm run pictures -- reversal`. They follow the guides in training companies that are made anew.

const [wanted] = process.argv.slice(2)
const size = { width: 1280, height: 800 }

await buildIfNeeded()
const found = await findBrowser()
if ('missing' in found) {
  console.error(`No pictures: ${found.missing}.`)
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'contra-picture-'))
const ends: (() => Promise<void>)[] = []
const browser = await chromium.launch({
  executablePath: found.host.path,
  args: [...found.host.words],
  env: { ...process.env, ...found.host.env },
})
try {
  mkdirSync(pictureFolder, { recursive: true })
  if (wanted !== 'machines' && wanted !== 'review') await takeAll(await startMachine('one'))
  if (wanted === undefined || wanted === 'review') {
    const page = await startMachine('review')
    await openSandbox(page)
    await takeReview(page)
  }
  if (wanted === undefined || wanted === 'machines') {
    const [here, there] = [await startMachine('here'), await startMachine('there')]
    for (const page of [here, there]) await openSandbox(page)
    await takeTwoMachines(here, there, folder)
  }
  console.log(`${String(readdirSync(pictureFolder).length)} pictures in docs/picture`)
} finally {
  await browser.close()
  for (const end of ends) await end()
  rmSync(folder, { recursive: true, force: true })
}

async function takeAll(page: Page): Promise<void> {
  await button(page, 'Open the training sandbox').waitFor()
  if (wanted === undefined || wanted === 'main') await take(page, 'start')
  await openSandbox(page)
  if (wanted === undefined || wanted === 'main') await takeMainJob(page)
  if (wanted === undefined || wanted === 'reversal') await takeReversal(page)
}

async function openSandbox(page: Page): Promise<void> {
  await button(page, 'Open the training sandbox').click()
  await page.getByRole('heading', { name: 'By period' }).waitFor()
}

/** A program of its own with data of its own, and its page. */
async function startMachine(name: string): Promise<Page> {
  const data = join(folder, name)
  const host = spawn(process.execPath, [join(root, 'out/main/browser.js'), '--no-open', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  ends.push(async () => {
    const ended = new Promise((done) => host.once('exit', done))
    host.kill('SIGTERM')
    await ended
  })
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(await addressOf(host.stdout))
  return page
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    return (JSON.parse(line) as { url: string }).url
  }
  throw new Error('The browser host ended before it printed its address')
}
