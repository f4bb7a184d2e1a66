import { expect } from '@playwright/test'
import type { App } from './app'
import { Grid } from './grid'
import { goTo } from './screen'

/** Narrows the list of adjustments to what a search finds, of which it must say so many. */
export async function findAdjustments(app: App, text: string, count: number): Promise<Grid> {
  await goTo(app, 'Adjustments')
  await app.page.getByRole('searchbox', { name: 'Search adjustments' }).fill(text)
  await expectCounted(app, count)
  return new Grid(app.page, 'Adjustments')
}

export async function expectCounted({ page }: App, count: number): Promise<void> {
  const heading = page.getByRole('main').getByRole('heading', { name: /^Adjustments/, level: 2 })
  await expect(heading).toHaveText(new RegExp(`\\D ?${count} adjustments?$`))
}
