import { expect, type Locator } from '@playwright/test'
import type { App } from './app'
import { Grid } from './grid'
import { tabTo } from './keyboard'

// The five steps of a reversal as somebody takes them, with the mouse or with the keys alone.

type How = 'mouse' | 'keys'

export class Wizard {
  readonly what: Grid
  readonly when: Grid
  readonly instead: Grid
  readonly effect: Locator
  readonly confirm: Locator
  readonly goOnButton: Locator
  readonly finishButton: Locator

  constructor(
    readonly app: App,
    readonly how: How,
  ) {
    const { page } = app
    this.what = new Grid(page, 'Adjustments to choose from')
    this.when = new Grid(page, 'Amounts and dates of the reversals')
    this.instead = new Grid(page, 'What is posted instead')
    this.effect = page.getByRole('region', { name: 'Effect', exact: true })
    this.confirm = page.getByRole('region', { name: 'Confirm', exact: true })
    this.goOnButton = page.getByRole('button', { name: /^Continue with/ })
    this.finishButton = page.getByRole('button', { name: /^Put .* into/ })
  }

  title(words: string | RegExp): Locator {
    return this.app.page.getByRole('heading', { name: words, level: 2 })
  }

  /** From a step to the one after it. */
  async goOn(): Promise<void> {
    await expect(this.goOnButton).not.toHaveAttribute('aria-disabled', 'true')
    if (this.how === 'mouse') await this.goOnButton.click()
    else await this.app.page.keyboard.press('Control+Enter')
  }

  step(name: string): Locator {
    return this.app.page.getByRole('list', { name: 'Steps of the reversal' }).getByRole('button', { name })
  }

  /** Takes a row of the first step in, or out. */
  async toggle(row: number): Promise<void> {
    const before = await this.what.row(row).getAttribute('aria-selected')
    if (this.how === 'mouse') await this.what.row(row).locator('[data-gutter]').click()
    else {
      await this.into(this.what)
      await this.app.page.keyboard.press('Control+Home')
      for (let step = 1; step < row; step += 1) await this.app.page.keyboard.press('ArrowDown')
      await this.app.page.keyboard.press(' ')
    }
    await expect(this.what.row(row)).toHaveAttribute('aria-selected', before === 'true' ? 'false' : 'true')
  }

  /** Types over a cell; `shown` is what it says afterwards. */
  async type(grid: Grid, row: number, column: string, text: string, shown = text): Promise<void> {
    const cell = await grid.at(row, column)
    if (this.how === 'mouse') {
      await cell.dblclick()
      await this.app.page.keyboard.press('Control+a')
      await this.app.page.keyboard.type(text)
      await this.app.page.keyboard.press('Enter')
    } else {
      await this.into(grid)
      await grid.type(row, column, text)
    }
    await expect(cell).toHaveText(shown)
  }

  /** Names the new batch on the last step and puts the lines there; gives the words of the button. */
  async finish(batch: string): Promise<string> {
    const { page } = this.app
    const name = page.getByRole('textbox', { name: 'Name of the new batch' })
    if (this.how === 'mouse') await name.fill(batch)
    else {
      await tabTo(this.app, 'textbox', 'Name of the new batch')
      await page.keyboard.press('Control+a')
      await page.keyboard.type(batch)
    }
    await expect(this.finishButton).not.toHaveAttribute('aria-disabled', 'true')
    const words = (await this.finishButton.innerText()).replace(/\s*(Ctrl|⌘).*$/s, '').trim()
    if (this.how === 'mouse') await this.finishButton.click()
    else await page.keyboard.press('Control+Enter')
    await expect(page).toHaveURL(/batches\/[0-9A-Z]{26}/)
    return words
  }

  /** With the keys alone, a grid is reached by Tab once; then its own keys do the rest. */
  private async into(grid: Grid): Promise<void> {
    const isThere = await grid.grid.evaluate((element) => element === document.activeElement)
    if (!isThere) await tabTo(this.app, 'grid', (await grid.grid.getAttribute('aria-label')) ?? '')
  }
}
