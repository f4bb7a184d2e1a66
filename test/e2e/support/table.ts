import { expect, type Locator } from '@playwright/test'

// Grids and tables as rows of texts under their headers.

export type TextRow = Readonly<Record<string, string>>

/** Every row of a grid; one that is longer than its window is paged through. `chosen` says which are selected. */
export async function gridRows(grid: Locator): Promise<(TextRow & { readonly chosen: string })[]> {
  const found = new Map<number, TextRow & { chosen: string }>()
  await grid.evaluate((element) => (element.scrollTop = 0))
  await expect(async () => {
    await expect(grid).not.toHaveAttribute('aria-busy', 'true', { timeout: 5000 })
    const { count, drawn } = await drawnRows(grid)
    for (const [row, texts] of drawn) found.set(row, texts)
    if (found.size < count) await grid.evaluate((element) => (element.scrollTop += element.clientHeight / 2))
    expect(found.size).toBe(count)
  }).toPass({ intervals: [50], timeout: 10_000 })
  await grid.evaluate((element) => (element.scrollTop = 0))
  return [...found].sort(([one], [other]) => one - other).map(([, texts]) => texts)
}

async function drawnRows(grid: Locator): Promise<{
  /** Without header and totals. */
  readonly count: number
  readonly drawn: [number, TextRow & { chosen: string }][]
}> {
  return grid.evaluate((element) => {
    const textOf = (cell: Element) => ((cell as HTMLElement).innerText || '').replace(/\s+/g, ' ').trim()
    const heads = new Map(
      [...element.querySelectorAll('[role=columnheader]')].map((head) => [
        head.getAttribute('aria-colindex'),
        textOf(head),
      ]),
    )
    const body = [...element.querySelectorAll('.grid-body [role=row]')]
    const others = element.querySelectorAll('[role=row]').length - body.length
    const drawn = body.map((row): [number, Record<string, string> & { chosen: string }] => {
      const cells = [...row.querySelectorAll('[role=gridcell]')].map((cell) => [
        heads.get(cell.getAttribute('aria-colindex')) ?? '',
        textOf(cell),
      ])
      const texts = Object.fromEntries(cells) as Record<string, string>
      const chosen = String(row.getAttribute('aria-selected') === 'true')
      return [Number(row.getAttribute('data-row')), { ...texts, chosen }]
    })
    return { count: Number(element.getAttribute('aria-rowcount')) - others, drawn }
  })
}

/** The rows of a plain table under a heading, each with the texts of all its cells in their order. */
export async function tableRows(region: Locator, heading: string): Promise<string[][]> {
  const section = region
    .locator('section, figure')
    .filter({ has: region.page().getByRole('heading', { name: heading }) })
  const table = section.getByRole('table').first()
  await expect(table).toBeVisible()
  return table.evaluate((element) =>
    [...element.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => ((cell as HTMLElement).innerText || '').replace(/\s+/g, ' ').trim()),
    ),
  )
}

/** Minor units of a figure on a screen: `1,204.80 USD`, `(12.00)`, `+12.00`, and a dash for nothing. */
export function figureIn(text: string, currency: string): bigint {
  const [, digits = ''] = /(\d[\d,]*(?:\.\d+)?)/.exec(text) ?? []
  if (digits === '') return 0n
  const [whole = '0', fraction = ''] = digits.replaceAll(',', '').split('.')
  const places = { JPY: 0, KWD: 3 }[currency] ?? 2
  const value = BigInt(whole + fraction.padEnd(places, '0'))
  return /\(|[−-]\s?\d/.test(text) ? -value : value
}
