import { expect, it } from 'vitest'
import { mapColumns } from '../../../main/usecase/import/mapColumns'
import { tempLedger } from '../../support/tempLedger'
import { importing } from './importing'

const plain = { numberFormat: 'point', dateFormat: 'dmy', encoding: 'utf-8' } as const

it('suggests columns for the kind that a person names, and keeps the formats', () => {
  const steps = importing(tempLedger())
  const view = steps.start(steps.text('x.csv', 'ChargeAmount,Colour\n1,red\n'))
  expect(view.files[0]).toMatchObject({ kind: '', rejections: [{ code: 'file_kind_unknown' }] })
  const named = mapColumns(steps.context, {
    importId: view.importId,
    fileId: 'f1',
    mapping: { kind: 'item', columns: {}, ...plain },
  })
  expect(named).toMatchObject({
    ok: true,
    value: { files: [{ kind: 'item', mapping: { columns: { ChargeAmount: 'chargeAmount' }, ...plain } }] },
  })
  expect(named.ok && named.value.files[0]?.rejections.map(({ params }) => params.expected)).toEqual([
    'Id',
    'InvoiceId or InvoiceNumber',
  ])
})

it('looks anew at a file that could not be read in its first encoding', () => {
  const steps = importing(tempLedger())
  const view = steps.start(steps.file('dirt/windows-1252.csv'))
  expect(view.files[0]).toMatchObject({ kind: '', rejections: [{ code: 'file_encoding' }] })
  const looked = mapColumns(steps.context, {
    importId: view.importId,
    fileId: 'f1',
    mapping: { kind: 'item', columns: {}, ...plain, encoding: 'windows-1252' },
  })
  expect(looked).toMatchObject({ ok: true, value: { files: [{ kind: 'invoice', rejections: [] }] } })
})
