import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from './support/app'
import { openBatch } from './support/batchPage'
import { actAs, dialogCalled, openSandbox } from './support/screen'
import { signDialog } from './support/signing'

// An auditor gets a page, reads it in a browser without the app, and checks it with Node alone.

const script = resolve(__dirname, '../../script/contra-verify.mjs')

test('a pack is saved from the batch, checked with Node alone, and read without loading anything @electron', async ({
  app,
}, info) => {
  const { page } = app
  await openSandbox(app)
  await actAs(app, 'Robin Reviewer')
  await openBatch(app, 'Price list of last year')
  await page.keyboard.press('Alt+e')
  const path = await app.saved(async () => {
    await dialogCalled(page, /^Save evidence of/)
      .getByRole('button', { name: 'Save the evidence' })
      .click()
    await expect(signDialog(page)).toBeVisible()
    await page.keyboard.press('Enter')
  }, 'evidence.html')
  const { status, stdout } = spawnSync('node', [script, path], { encoding: 'utf8' })
  expect(stdout).toContain('An evidence pack: batch “Price list of last year”, revision 1, approved')
  expect(stdout).toMatch(/4 journals, balanced, approved by Robin Reviewer/)
  expect(status).toBe(0)
  expect(readFileSync(path, 'utf8')).toContain('TRAINING')

  if (info.project.name === 'browser') {
    const reader = await page.context().browser()!.newPage()
    const asked: string[] = []
    reader.on('request', (request) => asked.push(request.url()))
    const complaints: string[] = []
    reader.on('console', (message) => complaints.push(message.text()))
    await reader.goto(pathToFileURL(path).href)
    await expect(reader.getByRole('heading', { name: /^Price list of last year/ })).toBeVisible()
    await expect(reader.getByRole('heading', { name: 'Signatures' })).toBeVisible()
    expect(asked).toEqual([pathToFileURL(path).href])
    expect(complaints).toEqual([])
    await reader.screenshot({ path: join(info.outputDir, 'pack.png'), fullPage: true })
    await reader.close()
  }
  expect(app.complaints).toEqual([])
})
