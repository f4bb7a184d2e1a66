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
  const { page } = app
  await page.getByRole('tab', { name: 'Export and landing' }).click()
  return {
    json: await exportAs('JSON requests', 'requests.jsonl', /^7 lines in .*requests\.jsonl/),
    soap: await exportAs('SOAP documents', 'soap.zip', /^6 lines in .*soap\.zip/),
    csv: await exportAs('CSV', 'lines.csv', /^9 lines in .*lines\.csv/),
    worksheet: await exportAs('Worksheet', 'worksheet.html', /^2 lines in .*worksheet\.html/),
  }

  async function exportAs(format: string, name: string, result: RegExp): Promise<string> {
    await page.getByRole('button', { name: `Export… ${format}` }).click()
    const path = await app.saved(async () => {
      await confirmStep(app, /^Export “/, new RegExp(`^Export \\d+ lines as ${format}`))
    }, name)
    await expect(page.getByText(result)).toBeVisible()
    return path
  }
}
