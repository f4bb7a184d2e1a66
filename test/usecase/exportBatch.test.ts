import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Input } from '@contract/api'
import type { BatchView, DraftChange, LineFields } from '@contract/batch'
import type { ExportFormat } from '@contract/exchange'
import type { Ledger } from '../../main/ledger/database'
import { readAuditHead } from '../../main/ledger/auditTable'
import { writeSettings } from '../../main/ledger/settingTable'
import { getBatch } from '../../main/usecase/batch/getBatch'
import { listLines } from '../../main/usecase/batch/listLines'
import { markLanded } from '../../main/usecase/batch/markLanded'
import type { JobContext } from '../../main/usecase/context'
import { exportBatch } from '../../main/usecase/exportBatch'
import { listExports } from '../../main/usecase/listExports'
import { verifyLedger } from '../../main/usecase/verifyLedger'
import { aPostedBatch, aDraft, cell, codesOf, edit, submit, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { forcePeriod } from '../support/forcedPeriod'
import { tempLedger, testContext, type TestContext } from '../support/tempLedger'

const deprecated = { code: 'deprecated', at: '' }

/** The context of a job, remembering where its files are. */
function jobOf(context: TestContext, changes: Partial<JobContext> = {}) {
  const paths = new Map<string, string>()
  const job: JobContext = {
    ...context,
    newFile: (name) => {
      const file = context.newFile(`${context.newId()} ${name}`)
      paths.set(file.handle, file.path)
      return file
    },
    progress: () => undefined,
    isCancelled: () => false,
    beginCommit: () => true,
    ...changes,
  }
  return { job, paths }
}

function inputOf(
  context: TestContext,
  batchId: string,
  format: ExportFormat,
  confirmed = [deprecated],
): Input<'exportBatch'> {
  return { commandId: context.newId(), batchId, format, confirmed }
}

function exported(context: TestContext, batchId: string, format: ExportFormat, confirmed = [deprecated]) {
  const { job, paths } = jobOf(context)
  const answer = valueOf(exportBatch(job, inputOf(context, batchId, format, confirmed)))
  return { answer, bytes: readFileSync(paths.get(answer.file.handle) ?? '') }
}

function requestsOf(bytes: Buffer) {
  return bytes
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          method: string
          path: string
          body: Record<string, unknown> | null
          mark?: string
        },
    )
}

function world(kind: 'live' | 'sandbox' = 'live'): TestContext {
  const ledger = tempLedger(kind)
  aCompany(ledger)
  writeSettings(ledger, {
    defaultAdjustmentCode: 'Adjustments',
    counterItem: true,
    adjustOppositeSign: true,
    timeZone: 'Europe/Berlin',
  })
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 2000 }] },
      { id: 'IT2', amount: 5000 },
    ],
  })
  anInvoice(ledger, {
    id: 'I2',
    items: [
      { id: 'IT3', amount: 10000 },
      { id: 'IT4', amount: -9900 },
    ],
  })
  return testContext(ledger)
}

const header: DraftChange = {
  op: 'put',
  lineId: '',
  fields: {
    action: 'create',
    kind: 'IA',
    invoiceId: 'I1',
    type: 'Credit',
    amount: '1.00',
    date: '2026-11-20',
  },
}

function actOn(action: 'cancel' | 'delete', adjustmentId: string): DraftChange {
  return { op: 'put', lineId: '', fields: { action, adjustmentId } }
}

function linesOf(context: TestContext, { batchId }: Pick<BatchView, 'batchId'>) {
  return valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 100 })).rows
}

function land(context: TestContext, batchId: string, billingIds = true): void {
  const marks = linesOf(context, { batchId }).map(({ line }, index) => ({
    lineId: line.lineId,
    outcome: 'landed' as const,
    moment: '2026-11-20T12:00:00.000Z',
    billingId: billingIds ? `8a80${String(index).padStart(28, '0')}` : '',
    number: billingIds ? `${line.kind}-0000010${index}` : '',
  }))
  valueOf(markLanded(context, { commandId: context.newId(), batchId, marks }))
}

function count(ledger: Ledger, table: string, where = '1'): number {
  return Number(ledger.sql<{ n: bigint }>(`select count(*) as n from ${table} where ${where}`).get()?.n)
}

describe('an export', () => {
  it('writes the requests, and records file, lines, state and audit row', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [
      cell('I1', 'IT1', 'Credit', '100.00'),
      cell('I1', 'T1', 'Credit', '20.00'),
    ])
    const headBefore = readAuditHead(context.ledger).hash
    const { answer, bytes } = exported(context, batchId, 'json')
    expect(answer).toMatchObject({
      lineCount: 2,
      leftOut: [],
      file: { name: 'Posted r1 requests.jsonl', bytes: bytes.length },
    })
    const requests = requestsOf(bytes)
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST'])
    expect(bytes.toString()).toContain('"Amount":100.00,')
    expect(bytes.toString()).toContain(headBefore)
    expect(requests[0]?.body?.['ReferenceId']).toMatch(/^IIA-7F3K-\d{8}$/)
    expect(requests[0]?.body?.['ReasonCode']).toBe('Standard Adjustment')

    const [row] = valueOf(listExports(context, { batchId })).exports
    const hash = createHash('sha256').update(bytes).digest('hex')
    expect(row).toMatchObject({ exportId: answer.exportId, format: 'json', lineCount: 2, contentHash: hash })
    const view = valueOf(getBatch(context, { batchId }))
    expect(view.state).toBe('exported')
    expect(view.events.at(-1)?.event).toBe('exported')
    expect(linesOf(context, { batchId }).map(({ landing }) => landing)).toEqual(['in_flight', 'in_flight'])
    expect(count(context.ledger, 'adjustment_state', 'is_exported = 1')).toBe(2)
    expect(count(context.ledger, 'adjustment_event', "event = 'exported'")).toBe(2)
    const audit = context.ledger
      .sql<{ detail: string }>('select detail from audit order by sequence desc limit 1')
      .get()
    expect(JSON.parse(audit?.detail ?? '')).toMatchObject({ fileHash: hash, auditHead: headBefore, lines: 2 })
  })

  it('does nothing twice for the same command, and gives the file again', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    const { job, paths } = jobOf(context)
    const input = inputOf(context, batchId, 'json')
    const first = valueOf(exportBatch(job, input))
    const again = valueOf(exportBatch(job, input))
    expect(again.exportId).toBe(first.exportId)
    expect(again.file.handle).not.toBe(first.file.handle)
    const read = (handle: string) => readFileSync(paths.get(handle) ?? '', 'utf8')
    expect(read(again.file.handle)).toBe(read(first.file.handle))
    expect(count(context.ledger, 'export')).toBe(1)
    expect(codesOf(exportBatch(job, { ...input, format: 'csv' }))).toEqual(['command_id_reused'])
  })

  it('wants the end of support confirmed, and a repetition after 24 hours', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    const { job } = jobOf(context)
    expect(codesOf(exportBatch(job, inputOf(context, batchId, 'json', [])))).toEqual([
      'warnings_unconfirmed',
      'deprecated',
    ])
    expect(count(context.ledger, 'export')).toBe(0)
    exported(context, batchId, 'json')
    context.clock.moveTo('2026-11-21T09:59:00.000Z')
    exported(context, batchId, 'soap')
    context.clock.moveTo('2026-11-21T10:01:00.000Z')
    expect(codesOf(exportBatch(job, inputOf(context, batchId, 'json')))).toEqual([
      'warnings_unconfirmed',
      'export_repeated',
    ])
    exported(context, batchId, 'json', [deprecated, { code: 'export_repeated', at: '' }])
    expect(valueOf(listExports(context, { batchId })).exports).toHaveLength(3)
  })

  it('is judged without what the batch itself has posted: an item may be credited in full', () => {
    const context = world()
    const changes = [
      cell('I1', 'IT1', 'Credit', '100.00'),
      cell('I1', 'T1', 'Credit', '20.00'),
      cell('I1', 'IT2', 'Credit', '50.00'),
    ]
    const { batchId } = aPostedBatch(context, changes)
    expect(exported(context, batchId, 'json').answer.lineCount).toBe(3)
  })

  it('is judged again: a period that has been closed since refuses it, with the lines', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    forcePeriod(context.ledger, 'P2026-11', 'Closed')
    const { job } = jobOf(context)
    expect(codesOf(exportBatch(job, inputOf(context, batchId, 'json')))).toEqual([
      'batch_has_rejections',
      'period_closed',
    ])
    expect(count(context.ledger, 'export')).toBe(0)
  })

  it('sends reversals before what rests on them, and judges them without themselves', () => {
    const context = world()
    const first = aPostedBatch(context, [
      cell('I1', 'IT1', 'Credit', '100.00'),
      cell('I1', 'IT2', 'Credit', '50.00'),
      cell('I1', 'T1', 'Credit', '20.00'),
    ])
    exported(context, first.batchId, 'json')
    land(context, first.batchId)
    const [credit] = linesOf(context, first)
    const reversal: LineFields = {
      action: 'create',
      kind: 'IIA',
      invoiceId: 'I1',
      sourceType: 'InvoiceDetail',
      sourceId: 'IT1',
      type: 'Charge',
      amount: '100.00',
      date: '2026-11-20',
      reversesId: credit?.adjustmentId ?? '',
    }
    const { batchId } = aPostedBatch(
      context,
      [
        cell('I1', 'IT1', 'Credit', '30.00', { date: '2026-11-20' }),
        { op: 'put', lineId: '', fields: reversal },
      ],
      'Reversal',
    )
    const bodies = requestsOf(exported(context, batchId, 'json').bytes).map(
      ({ body }) => `${String(body?.['Type'])} ${String(body?.['Amount'])}`,
    )
    expect(bodies).toEqual(['Charge 100', 'Credit 30'])
  })

  it('is judged without what was approved after it and has not landed: it goes first', () => {
    const context = world()
    const first = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '80')])
    const [original] = linesOf(context, first)
    const { lineId: reversesId = '' } = original?.line ?? {}
    const reversal: DraftChange = { op: 'put', lineId: '', fields: { reversesId, amount: '30.00' } }
    const second = aPostedBatch(context, [reversal], 'Reversal')
    const third = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '40')], 'On top')
    for (const { batchId } of [first, second, third]) {
      expect(exported(context, batchId, 'json').answer.lineCount).toBe(1)
    }
  })

  it('is judged with what was approved after it once that has landed', () => {
    const context = world()
    const first = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '80')])
    const { lineId: reversesId = '' } = linesOf(context, first)[0]?.line ?? {}
    const reversal: DraftChange = { op: 'put', lineId: '', fields: { reversesId, amount: '30.00' } }
    const second = aPostedBatch(context, [reversal], 'Reversal')
    const third = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '40')], 'On top')
    land(context, third.batchId)
    const { job } = jobOf(context)
    expect(codesOf(exportBatch(job, inputOf(context, second.batchId, 'json')))).toContain('item_crosses_zero')
  })

  it('puts what is legal only together on a worksheet, and the rest into requests', () => {
    const context = world()
    const together = [cell('I2', 'IT4', 'Charge', '2.00'), cell('I2', 'IT3', 'Credit', '2.50')]
    const { batchId } = aPostedBatch(context, [...together, cell('I1', 'IT2', 'Credit', '1.00')])
    const requests = exported(context, batchId, 'json')
    expect(requests.answer.lineCount).toBe(1)
    expect(requests.answer.leftOut.map(({ code }) => code)).toEqual(['only_together', 'only_together'])
    const sheet = exported(context, batchId, 'worksheet')
    expect(sheet.answer).toMatchObject({ lineCount: 2, leftOut: [{ code: 'goes_by_request' }] })
    expect(sheet.bytes.toString()).toContain('Together, net -0.50')
    expect(exported(context, batchId, 'csv').answer).toMatchObject({ lineCount: 3, leftOut: [] })
  })

  it('refuses a file without a line', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT2', 'Credit', '1.00')])
    const { job } = jobOf(context)
    expect(codesOf(exportBatch(job, inputOf(context, batchId, 'worksheet')))).toEqual([
      'export_nothing_to_send',
    ])
  })

  it.each([
    [63, 2, []],
    [64, 1, ['not_in_api_version']],
  ])('writes SOAP for version %i: %i lines, left out %j', (apiVersion, lineCount, leftOut) => {
    const context = world()
    writeSettings(context.ledger, { apiVersion })
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT2', 'Credit', '1.00'), header])
    const { answer, bytes } = exported(context, batchId, 'soap')
    expect(answer.lineCount).toBe(lineCount)
    expect(answer.leftOut.map(({ code }) => code)).toEqual(leftOut)
    const documents = Object.values(unzipSync(bytes)).map((document) => strFromU8(document))
    expect(documents).toHaveLength(lineCount)
    expect(documents.join()).toContain(
      '<ns2:AdjustmentDate>2026-11-20T00:00:00.000+01:00</ns2:AdjustmentDate>',
    )
  })

  it('is marked TRAINING when it leaves a sandbox, in every format', () => {
    const context = world('sandbox')
    const together = [cell('I2', 'IT4', 'Charge', '2.00'), cell('I2', 'IT3', 'Credit', '2.50')]
    const { batchId } = aPostedBatch(context, [...together, cell('I1', 'IT2', 'Credit', '1.00')])
    for (const format of ['json', 'csv', 'worksheet', 'soap'] as const) {
      const { answer, bytes } = exported(context, batchId, format)
      expect(answer.file.name).toMatch(/^TRAINING /)
      expect(bytes.toString('latin1')).toContain('TRAINING')
    }
  })
})

describe('cancels and deletes', () => {
  it('leave the export together with what they cancel, when nothing was ever sent', () => {
    const context = world()
    const first = aPostedBatch(context, [
      cell('I1', 'IT1', 'Credit', '10.00'),
      cell('I1', 'IT2', 'Credit', '5.00'),
    ])
    const [credit] = linesOf(context, first)
    const second = aPostedBatch(context, [actOn('cancel', credit?.adjustmentId ?? '')], 'Cancel')
    const { answer } = exported(context, first.batchId, 'json')
    expect(answer.lineCount).toBe(1)
    expect(answer.leftOut).toEqual([{ lineId: credit?.line.lineId, code: 'never_exported' }])
    const { job } = jobOf(context)
    expect(codesOf(exportBatch(job, inputOf(context, second.batchId, 'json')))).toEqual([
      'export_nothing_to_send',
    ])
  })

  it('of what has landed go out as update and delete of its id', () => {
    const context = world()
    const first = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    exported(context, first.batchId, 'json')
    land(context, first.batchId)
    const [credit] = linesOf(context, first)
    const id = '8a80' + '0'.repeat(28)
    const second = aPostedBatch(context, [actOn('cancel', credit?.adjustmentId ?? '')], 'Cancel')
    const cancel = requestsOf(exported(context, second.batchId, 'json').bytes)
    expect(cancel).toMatchObject([
      { method: 'PUT', path: `/v1/object/invoice-item-adjustment/${id}`, body: { Status: 'Canceled' } },
    ])
    // Again within a day: the cancel itself does not stand in its own way.
    exported(context, second.batchId, 'json')
    land(context, second.batchId)
    const third = aPostedBatch(context, [actOn('delete', credit?.adjustmentId ?? '')], 'Delete')
    const remove = requestsOf(exported(context, third.batchId, 'json').bytes)
    expect(remove).toMatchObject([
      { method: 'DELETE', path: `/v1/object/invoice-item-adjustment/${id}`, body: null },
    ])
  })

  it('stay behind where the id is not known', () => {
    const context = world()
    const first = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    exported(context, first.batchId, 'json')
    land(context, first.batchId, false)
    const [credit] = linesOf(context, first)
    const second = aPostedBatch(context, [actOn('cancel', credit?.adjustmentId ?? '')], 'Cancel')
    const { job } = jobOf(context)
    const outcome = exportBatch(job, inputOf(context, second.batchId, 'json'))
    expect(outcome).toMatchObject({
      rejections: [{ code: 'export_nothing_to_send', params: { reasons: 'billing_id_unknown' } }],
    })
    expect(exported(context, second.batchId, 'csv').answer.lineCount).toBe(1)
  })

  it('send of a batch that has landed in part only the rest', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [
      cell('I1', 'IT1', 'Credit', '10.00'),
      cell('I1', 'IT2', 'Credit', '5.00'),
    ])
    exported(context, batchId, 'json')
    const [first, second] = linesOf(context, { batchId })
    const mark = {
      lineId: first?.line.lineId ?? '',
      outcome: 'landed' as const,
      moment: '2026-11-20T12:00:00.000Z',
      billingId: '',
      number: '',
    }
    valueOf(markLanded(context, { commandId: context.newId(), batchId, marks: [mark] }))
    const { answer, bytes } = exported(context, batchId, 'json')
    expect(answer.leftOut).toEqual([{ lineId: first?.line.lineId, code: 'landed' }])
    expect(requestsOf(bytes).map(({ body }) => body?.['SourceId'])).toEqual([second?.line.sourceId])
    exported(context, batchId, 'csv')
    expect(linesOf(context, { batchId }).map(({ landing }) => landing)).toEqual(['landed', 'in_flight'])
  })
})

describe('the verification', () => {
  it('finds a ledger sound after exports, landings, cancels and deletes', () => {
    const context = world()
    const first = aPostedBatch(context, [
      cell('I1', 'IT1', 'Credit', '10.00'),
      cell('I1', 'IT2', 'Credit', '5.00'),
    ])
    exported(context, first.batchId, 'json')
    exported(context, first.batchId, 'csv')
    land(context, first.batchId)
    const [credit] = linesOf(context, first)
    const second = aPostedBatch(context, [actOn('cancel', credit?.adjustmentId ?? '')], 'Cancel')
    exported(context, second.batchId, 'soap')
    expect(valueOf(verifyLedger(jobOf(context).job))).toMatchObject({ sound: true, faults: [] })
  })
})

describe('nothing is half done', () => {
  it('when the job is cancelled before its commit', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    for (const changes of [{ isCancelled: () => true }, { beginCommit: () => false }]) {
      const { job, paths } = jobOf(context, changes)
      expect(codesOf(exportBatch(job, inputOf(context, batchId, 'json')))).toEqual(['job_cancelled'])
      expect([...paths.values()].some(existsSync)).toBe(false)
    }
    expect(count(context.ledger, 'export')).toBe(0)
    expect(valueOf(getBatch(context, { batchId })).state).toBe('approved')
  })

  it.each(['adjustment_event', 'batch_event', 'audit', 'command'])('when the write to %s fails', (table) => {
    const context = world()
    const { ledger } = context
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    const head = readAuditHead(ledger)
    ledger.database.exec(
      `create temp trigger fault before insert on main.${table} begin select raise(abort, 'fault'); end`,
    )
    const { job } = jobOf(context)
    const input = inputOf(context, batchId, 'json')
    expect(() => exportBatch(job, input)).toThrow('fault')
    ledger.database.exec('drop trigger fault')
    expect(count(ledger, 'export')).toBe(0)
    expect(count(ledger, 'adjustment_state', 'is_exported = 1')).toBe(0)
    expect(readAuditHead(ledger)).toEqual(head)
    expect(valueOf(getBatch(context, { batchId })).state).toBe('approved')
    expect(valueOf(exportBatch(job, input)).lineCount).toBe(1)
  })

  it('when the folder of the file is gone', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    const { job } = jobOf(context, {
      newFile: (name) => ({ handle: 'h'.repeat(20), path: join('/nowhere/at/all', name) }),
    })
    expect(() => exportBatch(job, inputOf(context, batchId, 'json'))).toThrow()
    expect(count(context.ledger, 'export')).toBe(0)
  })
})

describe('refused', () => {
  it('is a batch that is not approved, that is unknown, landed, or born elsewhere', () => {
    const context = world()
    const { job, paths } = jobOf(context)
    const attempt = (batchId: string) => codesOf(exportBatch(job, inputOf(context, batchId, 'json')))
    expect(attempt('01TEST00000000000000009999')).toEqual(['batch_unknown'])
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10.00')])
    expect(attempt(batchId)).toEqual(['batch_state'])
    submit(context, batchId)
    expect(attempt(batchId)).toEqual(['batch_state'])
    const posted = aPostedBatch(context, [cell('I1', 'IT2', 'Credit', '1.00')], 'Elsewhere')
    // Nothing but a batch file brings such a batch: the database itself refuses this.
    context.ledger.database.exec('drop trigger batch_keeps_its_birth')
    context.ledger.sql("update batch set birth_ledger_id = 'other' where id = ?").run(posted.batchId)
    expect(attempt(posted.batchId)).toEqual(['export_not_of_birth_ledger'])
    expect(paths.size).toBe(0)
    expect(codesOf(listExports(context, { batchId: '01TEST00000000000000009999' }))).toEqual([
      'batch_unknown',
    ])
  })

  it('leaves no file behind', () => {
    const context = world()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10.00')])
    const { job, paths } = jobOf(context)
    codesOf(exportBatch(job, inputOf(context, batchId, 'json', [])))
    valueOf(exportBatch(job, inputOf(context, batchId, 'json')))
    const [path = ''] = paths.values()
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1)
  })
})
