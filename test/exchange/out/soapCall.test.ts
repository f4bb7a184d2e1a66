import { strFromU8, unzipSync } from 'fflate'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { archiveSoapCalls } from '../../../main/exchange/out/soapArchive'
import { writeSoapCalls, type SoapCall } from '../../../main/exchange/out/soapCall'
import type { ExportLine, ExportTarget } from '../../../main/exchange/out/exportLine'
import { midnightIn } from '../../../main/exchange/out/adjustmentMoment'
import { expectGolden } from './golden'
import { controlTexts, hostileTexts } from './hostileText'
import { itemLines, sampleBatch } from './sampleBatch'
import { sampleLine, sampleTarget } from './sampleLine'

// Order of the children is kept, texts stay texts.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: false,
  processEntities: { enabled: true },
})

type Node = Record<string, unknown>

function callsOf(lines: readonly ExportLine[], target: ExportTarget): SoapCall[] {
  return [...writeSoapCalls(lines, target)]
}

function textOfCall(call: SoapCall | undefined): string {
  return call?.bytes.toString('utf8') ?? ''
}

function child(nodes: unknown, name: string): Node[][] {
  return (nodes as Node[]).filter((node) => name in node).map((node) => node[name] as Node[])
}

/** Verb of the call, and per object its elements as [name, text] in their order. */
function parse(call: SoapCall) {
  const text = textOfCall(call)
  expect(XMLValidator.validate(text)).toBe(true)
  const [envelope] = child(parser.parse(text), 'soapenv:Envelope')
  const [body] = child(envelope, 'soapenv:Body')
  const [request] = (body ?? []).filter((node) => Object.keys(node)[0]?.startsWith('ns1:'))
  const verb = Object.keys(request ?? {})[0] ?? ''
  const content = (request?.[verb] ?? []) as Node[]
  const objects = child(content, 'ns1:zObjects').map((fields) =>
    fields.map((field) => {
      const [name = ''] = Object.keys(field)
      const parts = field[name] as Node[]
      return [name, parts.map((part) => String(part['#text'])).join('')] as const
    }),
  )
  return { verb, content, objects }
}

const everyFeature = { revenueAccounts: true, revenueExclusion: true }

describe('SOAP calls', () => {
  it.each([
    ['soap-46', sampleTarget({ apiVersion: 46, ...everyFeature }), sampleBatch],
    ['soap-63', sampleTarget({ apiVersion: 63, ...everyFeature }), sampleBatch],
    ['soap-68', sampleTarget({ apiVersion: 68, ...everyFeature }), itemLines],
    ['soap-69', sampleTarget({ apiVersion: 69, ...everyFeature }), itemLines],
    ['soap-117', sampleTarget({ apiVersion: 117, ...everyFeature }), itemLines],
    ['soap-training', sampleTarget({ isTraining: true }), itemLines],
  ])('%s', (name, target, lines) => {
    const calls = callsOf(lines, target)
    for (const call of calls) expect(XMLValidator.validate(textOfCall(call))).toBe(true)
    expectGolden(`${name}.xml.txt`, calls.map((call) => `==== ${call.name}\n${textOfCall(call)}`).join('\n'))
  })

  it('are one verb and one type each, in the order of the lines', () => {
    const calls = callsOf(sampleBatch, sampleTarget({ apiVersion: 63 }))
    expect(calls.map(({ name }) => name)).toEqual([
      '0001-create-InvoiceItemAdjustment.xml',
      '0002-create-InvoiceAdjustment.xml',
      '0003-update-InvoiceItemAdjustment.xml',
      '0004-update-InvoiceAdjustment.xml',
      '0005-delete-InvoiceItemAdjustment.xml',
    ])
    expect(calls.map((call) => parse(call).verb)).toEqual([
      'ns1:create',
      'ns1:create',
      'ns1:update',
      'ns1:update',
      'ns1:delete',
    ])
    expect(parse(calls[2]!).objects).toEqual([
      [
        ['ns2:Id', '402881822a453a87012a4553f6cd01d8'],
        ['ns2:Status', 'Canceled'],
      ],
    ])
    expect(textOfCall(calls[4])).toContain(
      '<ns1:delete><ns1:type>InvoiceItemAdjustment</ns1:type><ns1:ids>402881822a453a87012a4559898f025f</ns1:ids></ns1:delete>',
    )
  })

  it.each([
    [1, [1]],
    [49, [49]],
    [50, [50]],
    [51, [50, 1]],
    [150, [50, 50, 50]],
  ])('of %i lines hold at most 50 objects: %j', (count, sizes) => {
    const lines = Array.from({ length: count }, () => sampleLine())
    const calls = callsOf(lines, sampleTarget())
    expect(calls.map((call) => parse(call).objects.length)).toEqual(sizes)
    expect(calls.map(({ objectCount }) => objectCount)).toEqual(sizes)
  })

  it('have their elements in the order of the schema, custom fields among them', () => {
    for (const line of [sampleBatch[2]!, sampleBatch[0]!]) {
      const [object = []] = parse(
        callsOf([line], sampleTarget({ apiVersion: 130, ...everyFeature }))[0]!,
      ).objects
      const names = object.map(([name]) => name)
      expect(names).toEqual([...names].sort())
      expect(new Set(names).size).toBe(names.length)
      expect(object.every(([, text]) => text !== '')).toBe(true)
    }
  })

  it('say the date as their version has it: with the offset of the tenant at midnight before 69', () => {
    const dateOf = (apiVersion: number, date: string) =>
      Object.fromEntries(
        parse(callsOf([sampleLine({ date })], sampleTarget({ apiVersion }))[0]!).objects[0] ?? [],
      )['ns2:AdjustmentDate']
    expect(dateOf(69, '2026-07-01')).toBe('2026-07-01')
    expect(dateOf(68, '2026-07-01')).toBe('2026-07-01T00:00:00.000+02:00')
    expect(dateOf(23, '2026-12-01')).toBe('2026-12-01T00:00:00.000+01:00')
  })

  it.each([
    ['UTC', '2026-03-29', '+00:00'],
    ['Europe/Berlin', '2026-03-29', '+01:00'],
    ['Europe/Berlin', '2026-03-30', '+02:00'],
    ['Europe/Berlin', '2026-10-25', '+02:00'],
    ['America/New_York', '2026-03-08', '-05:00'],
    ['America/New_York', '2026-03-09', '-04:00'],
    ['Asia/Kolkata', '2026-01-01', '+05:30'],
    ['Pacific/Kiritimati', '2026-01-01', '+14:00'],
    ['Pacific/Niue', '2026-01-01', '-11:00'],
    // Midnight did not happen here: the clocks went from 23:59:59 to 01:00.
    ['America/Sao_Paulo', '2018-11-04', '-03:00'],
    ['Nowhere/Land', '2026-07-01', '+00:00'],
  ])('know midnight in %s on %s: %s', (zone, date, offset) => {
    expect(midnightIn(zone)(date)).toBe(`${date}T00:00:00.000${offset}`)
  })

  it('know no invoice adjustment from version 64 on', () => {
    const header = sampleBatch.filter(({ kind }) => kind === 'IA')
    expect(callsOf(header, sampleTarget({ apiVersion: 63 }))).toHaveLength(2)
    expect(() => callsOf(header, sampleTarget({ apiVersion: 64 }))).toThrow()
  })

  it.each(hostileTexts)('bring %j back as a text, and nothing else', (text) => {
    const [call] = callsOf(
      [sampleLine({ comment: text, customFields: { z__c: text } })],
      sampleTarget({ ledgerName: text, batchName: text }),
    )
    const { objects } = parse(call!)
    const fields = Object.fromEntries(objects[0] ?? [])
    const decoded = (found: string | undefined) =>
      (found ?? '').replaceAll('&#39;', "'").replaceAll('&#13;', '\r')
    expect(objects).toHaveLength(1)
    expect(decoded(fields['ns2:Comment'])).toBe(text)
    expect(decoded(fields['ns2:z__c'])).toBe(text)
    expect(fields['ns2:Amount']).toBe('1234.50')
  })

  it.each(controlTexts)('never hold what XML forbids: %j', (text) => {
    const [call] = callsOf([sampleLine({ comment: text })], sampleTarget({ ledgerName: text }))
    expect(textOfCall(call)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe]/)
    expect(Object.fromEntries(parse(call!).objects[0] ?? [])['ns2:Comment']).toBe('a\ufffdb')
  })

  it('are kept together in an archive, one document a call', () => {
    const target = sampleTarget({ isTraining: true })
    const calls = callsOf(itemLines, target)
    const archive = Buffer.concat([...archiveSoapCalls(calls, target.at)])
    const found = unzipSync(archive)
    expect(Object.keys(found)).toEqual(calls.map(({ name }) => name))
    for (const call of calls) {
      expect(call.name).toMatch(/^TRAINING-\d{4}-/)
      expect(strFromU8(found[call.name]!)).toBe(textOfCall(call))
      expect(textOfCall(call)).toMatch(/<!-- TRAINING: .*audit head a0d17000/)
    }
  })
})
