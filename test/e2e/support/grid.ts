import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** A grid as a person at the keyboard sees it: found by its name, walked with arrows, typed into. */
export class Grid {
  readonly grid: Locator

  constructor(
    private readonly page: Page,
    name: string | RegExp,
  ) {
    this.grid = page.getByRole('grid', { name })
  }

  /** Rows that are drawn, without the header and the totals. Counted from 1, as a person counts. */
  row(number: number): Locator {
    return this.grid.locator(`[role="row"][aria-rowindex="${String(number + 1)}"]`)
  }

  rowWith(text: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ hasText: text }).first()
  }

  /** The number of the row that says it. */
  async numberOf(text: string): Promise<number> {
    return Number(await this.rowWith(text).getAttribute('aria-rowindex')) - 1
  }

  /** The cell of a row under a header. */
  async cell(row: Locator, column: string): Promise<Locator> {
    const index = await this.header(column).getAttribute('aria-colindex')
    return row.locator(`[role="gridcell"][aria-colindex="${index ?? ''}"]`)
  }

  async at(row: number, column: string): Promise<Locator> {
    return this.cell(this.row(row), column)
  }

  /** Goes to a cell with the keys alone. */
  async moveTo(row: number, column: string): Promise<void> {
    await this.grid.focus()
    const { keyboard } = this.page
    await keyboard.press('Control+Home')
    for (let step = 1; step < row; step += 1) await keyboard.press('ArrowDown')
    const steps = await this.columnsBefore(column)
    for (let step = 0; step < steps; step += 1) await keyboard.press('ArrowRight')
    await expect(await this.at(row, column)).toHaveAttribute('id', (await this.activeId()) ?? '')
  }

  /** Types over the cell and goes down, as in a spreadsheet. */
  async type(row: number, column: string, text: string): Promise<void> {
    await this.moveTo(row, column)
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
  }

  async activeId(): Promise<string | null> {
    return this.grid.getAttribute('aria-activedescendant')
  }

  private header(column: string): Locator {
    return this.grid.getByRole('columnheader', { name: column, exact: true })
  }

  private async columnsBefore(column: string): Promise<number> {
    const titles = await this.grid.getByRole('columnheader').evaluateAll((headers) =>
      headers.map((header) => ({
        index: Number(header.getAttribute('aria-colindex')),
        title: (header as HTMLElement).innerText.trim(),
      })),
    )
    const found = await this.header(column).getAttribute('aria-colindex')
    const first = titles.find(({ title }) => title !== '#' && title !== '')
    return Number(found) - (first?.index ?? 1)
  }
}
