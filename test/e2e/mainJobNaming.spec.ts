import { company, companyAsOf } from '../support/company/company'
import { expect, test } from './support/app'
import { chooseImport, commitImport, filesIn, previewImport } from './support/importing'
import { expectRecomputed } from './support/invoicePage'
import { makeLedger } from './support/screen'

// The same company under each naming, each into a ledger of its own: the same facts, the same balances.

for (const naming of ['api', 'export', 'label', 'warehouse'] as const) {
  test(`a company with names as in "${naming}" is imported, and its balances hold @electron`, async ({
    app,
  }) => {
    await makeLedger(app, `Named ${naming}`)
    await chooseImport(app, filesIn(`company/${naming}`))
    await previewImport(app, companyAsOf.slice(0, 16))
    expect(await commitImport(app)).toBe('Import 92 new facts')
    for (const number of ['INV00071001', 'INV00071003', 'INV00071004']) {
      await expectRecomputed(app, company, number, [])
    }
    expect(app.complaints).toEqual([])
  })
}
