import { expect } from '@playwright/test'
import type { App } from './app'
import { confirmStep } from './draft'
import { Grid } from './grid'
import { goTo } from './screen'

export async function openBatch(app: App, name: string): Promise<void> {
  await goTo(app, 'Batches')
  await new Grid(app.page, 'Batches').rowWith(name).click()
  await expect(app.page.getByRole('tablist', { name: 'Parts of the batch' })).toBeVisible()
}

/** Where the files of each format were saved. */
export interface PostedFiles {
  readonly json: string
  readonly soap: string
  readonly csv: string
  readonly worksheet: string
}

/** Exports the open batch in every format, one after the other. */
export async function postedFiles(app: App): Promise<PostedFiles> {
  await app.page.getByRole('tab', { name: 'Export and landing' }).click()
  return {
    json: await exportAs(app, 'JSON requests', 'requests.jsonl', 7),
    soap: await exportAs(app, 'SOAP documents', 'soap.zip', 6),
    csv: await exportAs(app, 'CSV', 'lines.csv', 9),
    worksheet: await exportAs(app, 'Worksheet', 'worksheet.html', 2),
  }
}

/** Exports the open batch in one format, of which so many lines must be in the file; gives its path. */
export async function exportAs(app: App, format: string, name: string, lineCount: number): Promise<string> {
  const { page } = app
  await page.getByRole('button', { name: `Export… ${format}` }).click()
  const path = await app.saved(async () => {
    await confirmStep(app, /^Export “/, new RegExp(`^Export \\d+ lines as ${format}`))
  }, name)
  const file = name.replaceAll('.', '\\.')
  await expect(page.getByText(new RegExp(`^${lineCount} lines in .*${file}`))).toBeVisible()
  return path
}
