import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { company } from '../../support/company/company'
import type { PostedFiles } from './batchPage'
import { linesIn, requestsIn, soapObjectsIn } from './exportedFile'
import { made } from './madeAdjustment'
import { currencyOf, sourcesOf, type Made } from './recomputed'

// What the saved files must say, worked out from what was typed.

const items = [...made.single, made.namedSeats]

export function expectFiles(files: PostedFiles): void {
  expectRequests(files.json)
  expectSoap(files.soap)
  expectLines(files.csv)
  expectWorksheet(files.worksheet)
}

/** Each line as `invoice source type amount`, in an order of its own: files may have any legal order. */
function said(adjustments: readonly Made[]): string[] {
  return adjustments.map((one) => `${one.invoice} ${sourceId(one)} ${one.type} ${one.amount}`).sort()
}

function sourceId({ invoice, row }: Made): string {
  return row === undefined ? '' : (sourcesOf(company, invoice)[row - 1]?.id ?? '')
}

function expectRequests(path: string): void {
  // The amount as it stands in the file: an exact decimal literal, not what a reader makes of it.
  const literals = readFileSync(path, 'utf8').match(/"Amount":[\d.]+/g) ?? []
  const requests = requestsIn(path)
  const found = requests.map(({ body }, index) => {
    const amount = literals[index]?.replace('"Amount":', '') ?? ''
    return `${String(body['InvoiceNumber'])} ${String(body['SourceId'] ?? '')} ${String(body['Type'])} ${amount}`
  })
  expect(found.sort()).toEqual(said([...items, made.header]))
  const paths = requests.map(({ method, path: place }) => `${method} ${place}`)
  expect(paths.filter((place) => place === 'POST /v1/object/invoice-item-adjustment')).toHaveLength(6)
  expect(paths.filter((place) => place === 'POST /v1/object/invoice-adjustment')).toHaveLength(1)
  const keys = requests.map(({ headers }) => headers['Idempotency-Key'] ?? '')
  expect(new Set(keys).size).toBe(7)
  for (const { headers, body } of requests) {
    expect(headers['Idempotency-Key']).toMatch(/^contra-[0-9A-Z]{26}-create$/)
    expect(headers['Zuora-Track-Id']).toMatch(/^[\w.:-]{1,64}$/)
    expect(body['ReferenceId']).toMatch(/^(IIA|IA)-[0-9A-Z]{4}-\d{8}$/)
    expect(body['AdjustmentDate']).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  }
}

/** The API version that a ledger starts with has no invoice adjustments over SOAP any more. */
function expectSoap(path: string): void {
  const objects = soapObjectsIn(path)
  const found = objects.map(
    (one) => `${one['InvoiceNumber']} ${one['SourceId']} ${one['Type']} ${one['Amount']}`,
  )
  expect(found.sort()).toEqual(said(items))
  expect(new Set(objects.map((one) => one['@_type']))).toEqual(new Set(['ns2:InvoiceItemAdjustment']))
}

function expectLines(path: string): void {
  const lines = linesIn(path)
  const found = lines.map(
    (one) => `${one['InvoiceNumber']} ${one['SourceId']} ${one['Type']} ${one['Amount']}`,
  )
  expect(found.sort()).toEqual(said(made.all))
  for (const line of lines) {
    expect(line['Currency']).toBe(currencyOf(company, line['InvoiceNumber'] ?? ''))
    expect(line['ImpactAmount']).toBe(`${line['Type'] === 'Credit' ? '-' : ''}${line['Amount'] ?? ''}`)
    expect(line['Action']).toBe('create')
  }
}

/** The two lines that are legal only together, and no script in a page that is made to be opened. */
function expectWorksheet(path: string): void {
  const page = readFileSync(path, 'utf8')
  for (const one of made.together) expect(page).toContain(one.amount)
  expect(page).toContain('INV00071004')
  expect(page).not.toContain('INV00071001')
  expect(page).not.toMatch(/<script|\son\w+=/i)
}
