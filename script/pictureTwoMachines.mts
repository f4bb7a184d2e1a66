import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { actAs, button, confirm, goTo, openInvoice, row, take, type } from './pictureScreen.mts'

// The pictures of docs/guide-two-machines.md: two sandboxes, a batch that goes to and fro as a file.

/** `folder` holds the files on their way. */
export async function takeTwoMachines(here: Page, there: Page, folder: string): Promise<void> {
  await actAs(here, 'Pat Preparer')
  await openInvoice(here, 'TRN00000205')
  await type(here, 1, 'Credit', '12.40')
  await type(here, 2, 'Credit', '8.00')
  await type(here, 3, 'Credit', '3.10')
  await submit(here)
  const first = await saveFile(here, folder, 'first', 'file-save')

  await actAs(there, 'Robin Reviewer')
  await open(there, first)
  await take(there, 'file-preview')
  await bringIn(there)
  await button(there, 'Return…').click()
  await there.getByRole('dialog').getByRole('textbox').fill('The first two are too much')
  await confirm(there, /^Return/)
  const returned = await saveFile(there, folder, 'returned')

  await open(here, returned)
  await bringIn(here)
  await openInvoice(here, 'TRN00000205')
  await type(here, 1, 'Credit', '10.00')
  await actAs(there, 'Casey Controller')
  await goTo(there, 'Batches')
  await row(there, 'Corrections').click()
  await button(there, 'Work in this draft').click()
  await openInvoice(there, 'TRN00000205')
  await type(there, 1, 'Credit', '9.00')
  await type(there, 2, 'Credit', '6.00')
  await submit(there)
  const changed = await saveFile(there, folder, 'changed')
  await open(here, changed)
  await here.keyboard.press('Alt+n')
  await take(here, 'file-merge')
  // Notices that were closed for the picture had the focus.
  await here.keyboard.press('Alt+n')
  await here.keyboard.press('h')
  await bringIn(here)
  await button(here, /^Submit/).click()
  await confirm(here, /^Submit/)
  const both = await saveFile(here, folder, 'both')

  await actAs(there, 'Robin Reviewer')
  await open(there, both)
  await bringIn(there)
  await button(there, /^Approve and post/).click()
  await confirm(there, /^Approve and post/)
  const approved = await saveFile(there, folder, 'approved')
  await open(here, approved)
  await take(here, 'file-post')
}

async function submit(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await confirm(page, /^Submit/)
}

async function saveFile(page: Page, folder: string, name: string, picture = ''): Promise<string> {
  await goTo(page, 'Batches')
  await row(page, 'Corrections').click()
  await button(page, /^Save file for/)
    .or(button(page, 'Files'))
    .first()
    .waitFor()
  await page.keyboard.press('Alt+s')
  const dialog = page.getByRole('dialog', { name: /as a file$/ })
  await dialog.waitFor()
  if (picture !== '') await take(page, picture)
  const path = join(folder, `${name}.contra`)
  const [download] = await Promise.all([page.waitForEvent('download'), confirm(page, /^Save revision/)])
  await download.saveAs(path)
  return path
}

async function open(page: Page, path: string): Promise<void> {
  await goTo(page, 'Batches')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(page, 'Open batch file…').first().click(),
  ])
  await chooser.setFiles([path])
  await page.getByRole('heading', { name: 'Signatures' }).waitFor()
}

async function bringIn(page: Page): Promise<void> {
  const unconfirmed = page.getByRole('checkbox', { checked: false })
  while ((await unconfirmed.count()) > 0) await unconfirmed.first().check()
  await button(page, /^Bring /).click()
  await page.getByRole('tablist', { name: 'Parts of the batch' }).waitFor()
}
