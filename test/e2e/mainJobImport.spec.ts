import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from './support/app'
import { unzipped } from './support/exportedFile'
import { Grid } from './support/grid'
import { chooseImport, commitImport, countsOf, filesIn, previewImport } from './support/importing'
import { goTo, makeLedger } from './support/screen'

// Real files of a warehouse, as they come: what is sound is taken, everything else is refused by name.

const deleted = /^The source marks this row as deleted\.$/
const foreign = /^The row is in JPY, what it belongs to in USD\.$/
const orphan = /is neither in the ledger nor in this import\. Import it too\.$/
const ofRefused = /^The row belongs to \w{32}, which is refused itself\.$/
const refusals: readonly (readonly [file: string, line: number, column: string, reason: RegExp])[] = [
  ['zuora_account_data.csv', 4, '_fivetran_deleted', deleted],
  ...[2, 3, 4, 5, 6, 7].map(
    (line) => ['zuora_invoice_item_data.csv', line, 'transaction_currency', foreign] as const,
  ),
  ['zuora_taxation_item_data.csv', 2, '_fivetran_deleted', deleted],
  ...[3, 4, 5].map((line) => ['zuora_taxation_item_data.csv', line, 'invoice_item_id', orphan] as const),
  ...[6, 7].map((line) => ['zuora_taxation_item_data.csv', line, 'invoice_item_id', ofRefused] as const),
]

test('the five files of a warehouse, with every refusal and its reason @electron', async ({ app }) => {
  const { page } = app
  await makeLedger(app, 'Warehouse')

  await test.step('each file is named by what it holds', async () => {
    const files = await chooseImport(app, filesIn('import/dbt_zuora'))
    for (const [name, kind] of [
      ['zuora_account_data.csv', 'Accounts'],
      ['zuora_invoice_data.csv', 'Invoices'],
      ['zuora_invoice_item_data.csv', 'Invoice items'],
      ['zuora_taxation_item_data.csv', 'Tax lines'],
    ] as const) {
      await expect(files.getByRole('row').filter({ hasText: name })).toContainText(kind)
      await expect(files.getByRole('row').filter({ hasText: name })).toContainText(
        'names as a warehouse has them',
      )
    }
    const fifth = files.getByRole('row').filter({ hasText: 'zuora_credit_balance_adjustment_data.csv' })
    await expect(fifth).toContainText('Not imported')
    await expect(files).toContainText('The file holds credit balance adjustments, which is not imported.')
  })

  await test.step('the preview counts what would be taken and what not', async () => {
    const counts = await previewImport(app)
    const nothing = { new: 0, changed: 0, same: 0, twins: 0 }
    expect(await countsOf(counts, 'zuora_account_data.csv')).toMatchObject({ new: 4, refused: 1 })
    expect(await countsOf(counts, 'zuora_invoice_data.csv')).toMatchObject({ new: 5, refused: 0 })
    expect(await countsOf(counts, 'zuora_invoice_item_data.csv')).toMatchObject({ ...nothing, refused: 6 })
    expect(await countsOf(counts, 'zuora_taxation_item_data.csv')).toMatchObject({ ...nothing, refused: 6 })
    await expect(page.getByText(/account is unknown and gets a placeholder/)).toBeVisible()
  })

  await test.step('each refused row stands with file, line and reason', async () => {
    await page
      .getByRole('group', { name: 'Rows shown' })
      .getByRole('button', { name: /^Refused/ })
      .click()
    const rows = new Grid(page, 'Rows of the preview')
    await expect(rows.row(refusals.length)).toBeVisible()
    await expect(rows.row(refusals.length + 1)).toHaveCount(0)
    for (const [index, [file, line, column, reason]] of refusals.entries()) {
      await expect(await rows.at(index + 1, 'File')).toHaveText(file)
      await expect(await rows.at(index + 1, 'Line')).toHaveText(String(line))
      await expect(await rows.at(index + 1, 'Column')).toHaveText(column)
      await expect(await rows.at(index + 1, 'What of it')).toHaveText(reason)
    }
  })

  await test.step('the refused rows are saved as a file, with what was wrong beside them', async () => {
    const path = await app.saved(
      () => page.getByRole('button', { name: 'Save 13 refused rows…' }).click(),
      'refused.zip',
    )
    const files = [...unzipped(readFileSync(path))].map(([name, content]) => {
      const rows: string[][] = parse(content, { bom: true, relax_column_count: true })
      return [name, rows.length - 1, content.toString('utf8').includes('JPY')]
    })
    expect(files).toEqual([
      ['1 zuora_account_data.csv', 1, false],
      ['4 zuora_invoice_item_data.csv', 6, true],
      ['5 zuora_taxation_item_data.csv', 6, false],
    ])
  })

  await test.step('exactly the preview is imported, and the same files again change nothing', async () => {
    expect(await commitImport(app)).toBe('Import 9 new facts')
    await goTo(app, 'Invoices')
    await expect(new Grid(page, 'Invoices').row(5)).toBeVisible()
    await page.getByRole('link', { name: 'Accounts' }).click()
    await new Grid(page, 'Accounts').rowWith('dff38ac00240057303623f9ba5542afa').click()
    await expect(page.getByText('Placeholder', { exact: true })).toBeVisible()

    await chooseImport(app, filesIn('import/dbt_zuora'))
    const again = await previewImport(app)
    expect(await countsOf(again, 'zuora_account_data.csv')).toMatchObject({ new: 0, changed: 0, same: 4 })
    expect(await countsOf(again, 'zuora_invoice_data.csv')).toMatchObject({ new: 0, changed: 0, same: 5 })
    await expect(page.getByRole('button', { name: 'Import nothing' })).toHaveAccessibleDescription(
      'These files change nothing: the ledger knows all of it.',
    )
  })
  expect(app.complaints).toEqual([])
})
