import { describe, expect, it } from 'vitest'
import { trackId, writeRequestLines } from '../../../main/exchange/out/requestLines'
import type { ExportLine, ExportTarget } from '../../../main/exchange/out/exportLine'
import { expectGolden } from './golden'
import { hostileTexts, controlTexts } from './hostileText'
import { sampleBatch } from './sampleBatch'
import { sampleLine, sampleTarget, textOf } from './sampleLine'

interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>> | null
  readonly mark?: string
  readonly file?: Readonly<Record<string, unknown>>
}

function requestsOf(lines: readonly ExportLine[], target: ExportTarget): Request[] {
  const text = textOf(writeRequestLines(lines, target))
  expect(text.endsWith('\n')).toBe(true)
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Request)
}

const everyFeature = { revenueAccounts: true, revenueExclusion: true }

describe('requests', () => {
  it.each([
    ['requests-46.jsonl', sampleTarget({ apiVersion: 46, ...everyFeature })],
    ['requests-62.jsonl', sampleTarget({ apiVersion: 62, ...everyFeature })],
    ['requests-116.jsonl', sampleTarget({ apiVersion: 116, ...everyFeature })],
    ['requests-130.jsonl', sampleTarget({ apiVersion: 130, ...everyFeature, entityId: '2c92c0f9-entity' })],
    ['requests-training.jsonl', sampleTarget({ isTraining: true })],
  ])('%s', (name, target) => {
    expectGolden(name, textOf(writeRequestLines(sampleBatch, target)))
  })

  it('go to the object of the line, by the verb of its action', () => {
    const requests = requestsOf(sampleBatch, sampleTarget())
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/object/invoice-item-adjustment',
      'POST /v1/object/invoice-item-adjustment',
      'POST /v1/object/invoice-item-adjustment',
      'POST /v1/object/invoice-item-adjustment',
      'POST /v1/object/invoice-item-adjustment',
      'POST /v1/object/invoice-adjustment',
      'PUT /v1/object/invoice-item-adjustment/402881822a453a87012a4553f6cd01d8',
      'PUT /v1/object/invoice-adjustment/402881822a453a87012a4553f6cd01d9',
      'DELETE /v1/object/invoice-item-adjustment/402881822a453a87012a4559898f025f',
    ])
    expect(requests[6]?.body).toEqual({ Status: 'Canceled' })
    expect(requests[8]?.body).toBeNull()
  })

  it('carry an Idempotency-Key with POST only, the same each time, and a Track-Id within its alphabet', () => {
    const first = requestsOf(sampleBatch, sampleTarget())
    const again = requestsOf(sampleBatch, sampleTarget({ at: '2027-01-01T00:00:00.000Z', auditHead: '' }))
    const keys = first.map(({ headers }) => headers['Idempotency-Key'])
    expect(again.map(({ headers }) => headers['Idempotency-Key'])).toEqual(keys)
    expect(keys.map((key) => key !== undefined)).toEqual(first.map(({ method }) => method === 'POST'))
    const given = keys.filter((key) => key !== undefined)
    expect(new Set(given).size).toBe(given.length)
    for (const { headers } of first) {
      expect(headers['Zuora-Track-Id']).toMatch(/^[\x20-\x7e]{1,64}$/)
      expect(headers['Zuora-Track-Id']).not.toMatch(/[:;"']/)
      expect(headers).not.toHaveProperty('Zuora-Entity-Ids')
    }
    expect(trackId(sampleLine(), sampleTarget({ isTraining: true })).length).toBeLessThanOrEqual(64)
  })

  it('name the entity where the ledger has one', () => {
    const [request] = requestsOf([sampleLine()], sampleTarget({ entityId: 'e-1"\\' }))
    expect(request?.headers['Zuora-Entity-Ids']).toBe('e-1"\\')
  })

  it('write the amount as the exact decimal it is', () => {
    for (const amount of ['1234.50', '0.05', '1500', '1.234', '999999999999999.99', '0.1', '100.00']) {
      const text = textOf(writeRequestLines([sampleLine({ amount })], sampleTarget()))
      expect(text).toContain(`"Amount":${amount},`)
    }
    for (const amount of ['1e3', '', '-1.00', '1,5', '1.', '.5', 'NaN', '1,"x":1']) {
      expect(() => textOf(writeRequestLines([sampleLine({ amount })], sampleTarget()))).toThrow()
    }
  })

  it('name each object by its own fields: Comment here, Comments there', () => {
    const requests = requestsOf(sampleBatch, sampleTarget())
    expect(requests[0]?.body).toMatchObject({ Comment: 'Billed twice in October' })
    expect(requests[5]?.body).toMatchObject({
      Comments: 'Late fee given back',
      'InvoiceAdjustment.IntegrationId__NS': 'NS-78',
    })
    expect(requests[2]?.body).toMatchObject({
      'InvoiceItemAdjustment.SyncDate__NS': '2026-11-20T10:00:00.000+01:00',
    })
    expect(requests[5]?.body).not.toHaveProperty('SourceId')
  })

  it.each([
    [46, true, true, []],
    [47, true, true, ['ReasonCode']],
    [62, true, true, ['ReasonCode']],
    [63, true, true, ['ReasonCode', 'DeferredRevenueAccount', 'RecognizedRevenueAccount']],
    [63, false, true, ['ReasonCode']],
    [116, true, true, ['ReasonCode', 'DeferredRevenueAccount', 'RecognizedRevenueAccount']],
    [
      117,
      true,
      true,
      [
        'ReasonCode',
        'DeferredRevenueAccount',
        'RecognizedRevenueAccount',
        'ExcludeItemBillingFromRevenueAccounting',
      ],
    ],
    [117, true, false, ['ReasonCode', 'DeferredRevenueAccount', 'RecognizedRevenueAccount']],
  ] as const)(
    'of version %i (accounts %s, exclusion %s) have %j',
    (apiVersion, revenueAccounts, revenueExclusion, has) => {
      const line = sampleBatch.slice(2, 3)
      const [request] = requestsOf(line, sampleTarget({ apiVersion, revenueAccounts, revenueExclusion }))
      const gated = [
        'ReasonCode',
        'DeferredRevenueAccount',
        'RecognizedRevenueAccount',
        'ExcludeItemBillingFromRevenueAccounting',
      ]
      expect(gated.filter((name) => Object.hasOwn(request?.body ?? {}, name))).toEqual(has)
    },
  )

  it('leave out what is not set', () => {
    const [request] = requestsOf(
      [sampleLine({ reasonCode: '', referenceId: '', comment: '' })],
      sampleTarget(),
    )
    expect(Object.keys(request?.body ?? {}).sort()).toEqual([
      'AdjustmentDate',
      'Amount',
      'InvoiceId',
      'InvoiceNumber',
      'SourceId',
      'SourceType',
      'Type',
    ])
  })

  it('keep value and JSON type of custom fields, and any name', () => {
    const customFields = { ...sampleBatch[2]?.customFields, constructor__c: 'x', __proto____c: '"', a__c: 0 }
    const [request] = requestsOf([sampleLine({ customFields })], sampleTarget())
    expect(request?.body).toMatchObject(customFields)
  })

  it.each([...hostileTexts, ...controlTexts])('bring %j back as it was', (text) => {
    const [request] = requestsOf(
      [sampleLine({ comment: text, customFields: { a__c: text } })],
      sampleTarget(),
    )
    expect(request?.body).toMatchObject({ Comment: text, a__c: text })
  })

  it('say in the first line where the file comes from, and in every line of a sandbox that it is training', () => {
    const live = requestsOf(sampleBatch, sampleTarget())
    expect(live[0]?.file).toMatchObject({
      auditHead: 'a0d17000'.repeat(8),
      contentHash: 'c0ffee00'.repeat(8),
    })
    expect(live.slice(1).every(({ file }) => file === undefined)).toBe(true)
    expect(live.every(({ mark }) => mark === undefined)).toBe(true)
    const training = requestsOf(sampleBatch, sampleTarget({ isTraining: true }))
    expect(training.every(({ mark }) => mark === 'TRAINING')).toBe(true)
    expect(training.every(({ headers }) => headers['Zuora-Track-Id']?.startsWith('TRAINING-'))).toBe(true)
  })

  it('come in chunks and in the given order, however many there are', () => {
    const lines = Array.from({ length: 1300 }, (_, index) => sampleLine({ comment: String(index) }))
    expect([...writeRequestLines(lines, sampleTarget())]).toHaveLength(3)
    expect(requestsOf(lines, sampleTarget()).map(({ body }) => body?.['Comment'])).toEqual(
      lines.map(({ comment }) => comment),
    )
  })

  it('cannot cancel what has no id', () => {
    expect(() => requestsOf([sampleLine({ action: 'cancel' })], sampleTarget())).toThrow()
  })
})
