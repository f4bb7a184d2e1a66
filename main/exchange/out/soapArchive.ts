import { Zip, ZipPassThrough } from 'fflate'
import type { SoapCall } from './soapCall'

/**
 * The calls as one file: a ZIP archive with one document a call, named in the order of sending. Several
 * envelopes one after the other would not be XML, and no sender takes an envelope of envelopes. The
 * entries are stored, not packed: they are sent soon and packing takes longer than writing them.
 * `at` (UTC) is the time of every entry.
 */
export function* archiveSoapCalls(calls: Iterable<SoapCall>, at: string): Generator<Uint8Array> {
  let ready: Uint8Array[] = []
  let failure: Error | null = null
  const archive = new Zip((error, bytes) => {
    failure ??= error
    if (bytes !== undefined) ready.push(bytes)
  })
  for (const call of calls) {
    const entry = new ZipPassThrough(call.name)
    entry.mtime = at
    archive.add(entry)
    entry.push(call.bytes, true)
    yield* ready
    ready = []
  }
  archive.end()
  if (failure !== null) throw new Error('The archive could not be made', { cause: failure })
  yield* ready
}
