import { expect, type Locator } from '@playwright/test'
import type { App } from './app'
import { dialogCalled, goTo } from './screen'
import { signIfAsked } from './signing'

// Settings, People: names, keys and cards, as two machines exchange them.

export async function openPeople(app: App): Promise<void> {
  await goTo(app, 'Settings')
  await app.page.getByRole('tab', { name: /^People/ }).click()
}

export function personRow({ page }: App, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) })
}

export async function renamePerson(app: App, name: string, next: string): Promise<void> {
  const { page } = app
  await openPeople(app)
  await personRow(app, name)
    .getByRole('button', { name: `More for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: 'Change…' }).click()
  const dialog = dialogCalled(page, `Change ${name}`)
  await dialog.getByRole('textbox', { name: 'Name' }).fill(next)
  await dialog.getByRole('button', { name: /^Change / }).click()
  await expect(dialog).toBeHidden()
}

/** Whoever acts makes a key and saves its card; gives the path. */
export async function makeCard(app: App, file: string): Promise<string> {
  const { page } = app
  await openPeople(app)
  const choose = page.getByRole('button', { name: 'Choose a passphrase…' })
  const save = page.getByRole('button', { name: 'Save my card…' })
  await expect(choose.or(save)).toBeVisible()
  if (await choose.isVisible()) {
    await choose.click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await signIfAsked(page)
  }
  return app.saved(() => save.click(), file)
}

/** Accepts the card of somebody of another machine, who may do this one thing here. */
export async function acceptCard(
  app: App,
  card: string,
  name: string,
  right: 'Prepare' | 'Review',
): Promise<void> {
  const { page } = app
  await openPeople(app)
  await app.chooseFiles(() => page.getByRole('button', { name: 'Accept a card…' }).click(), [card])
  const dialog = dialogCalled(page, `Accept the card of ${name}`)
  await dialog.getByRole('checkbox', { name: 'Review' }).setChecked(right === 'Review')
  await dialog.getByRole('checkbox', { name: 'Prepare' }).setChecked(right === 'Prepare')
  await dialog.getByRole('checkbox', { name: `I compared it with ${name}` }).check()
  await dialog.getByRole('button', { name: `Accept ${name}` }).click()
  await expect(dialog).toBeHidden()
}
