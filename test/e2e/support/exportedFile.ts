import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { XMLParser, XMLValidator } from 'fast-xml-parser'

// Reads back what an export wrote, with readers that have nothing to do with the app's writers.

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, string | number | boolean | undefined>>
}

export function requestsIn(path: string): Request[] {
  const text = readFileSync(path, 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Request)
}

export function linesIn(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true, bom: true })
}

/** The objects of all calls of a ZIP of SOAP documents, with the kind that `xsi:type` names. */
export function soapObjectsIn(path: string): Record<string, string>[] {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, removeNSPrefix: true })
  return [...unzipped(readFileSync(path)).values()].flatMap((content) => {
    const text = content.toString('utf8')
    const verdict = XMLValidator.validate(text)
    if (verdict !== true) throw new Error(`No well-formed XML: ${JSON.stringify(verdict)}`)
    const document = parser.parse(text) as {
      Envelope: { Body: { create: { zObjects: Record<string, string> | Record<string, string>[] } } }
    }
    const { zObjects } = document.Envelope.Body.create
    return Array.isArray(zObjects) ? zObjects : [zObjects]
  })
}

/** Files of a ZIP by its central directory, as any unpacker reads it. */
export function unzipped(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const name = zip.toString('utf8', at + 46, at + 46 + (nameBytes ?? 0))
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const content = zip.subarray(from, from + packed)
    files.set(name, method === 0 ? content : inflateRawSync(content))
    at += 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0)
  }
  return files
}
