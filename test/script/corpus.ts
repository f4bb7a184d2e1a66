import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from '../support/tempLedger'
import { root } from '../../script/program.mts'
import type { AlteredFile } from '../support/alteredFile'

/** Files for `checkMany.mjs`: sound ones, and of each what becomes of it when it is altered. */
export interface CorpusFile {
  readonly name: string
  readonly bytes: Buffer
  readonly altered: Iterable<AlteredFile>
}

export function writeCorpus(files: Iterable<CorpusFile>): { folder: string; altered: number } {
  const folder = tempFolder()
  for (const part of ['sound', 'altered']) mkdirSync(join(folder, part))
  let count = 0
  for (const { name, bytes, altered } of files) {
    writeFileSync(join(folder, 'sound', name), bytes)
    const rows = [...altered].map((one) => `${JSON.stringify(differenceOf(bytes, one.bytes))}\n`)
    count += rows.length
    if (rows.length > 0) writeFileSync(join(folder, 'altered', `${name}.jsonl`), rows.join(''))
  }
  return { folder, altered: count }
}

/** How much is the same at the beginning and at the end, and what stands between. */
function differenceOf(was: Buffer, is: Buffer): [from: number, rest: number, put: string] {
  const shorter = Math.min(was.length, is.length)
  let from = 0
  while (from < shorter && was[from] === is[from]) from += 1
  let rest = 0
  while (rest < shorter - from && was[was.length - 1 - rest] === is[is.length - 1 - rest]) rest += 1
  return [from, rest, is.subarray(from, is.length - rest).toString('base64')]
}

export interface CorpusOutcome {
  readonly node: string
  readonly sound: number
  readonly refused: number
  readonly wrong: readonly string[]
  readonly hash: string
}

export function checkCorpus(node: string, folder: string): Promise<CorpusOutcome> {
  return new Promise((done, failed) => {
    const words = [join(root, 'test/script/checkMany.mjs'), folder]
    execFile(node, words, { maxBuffer: 2 ** 26 }, (error, said) => {
      if (error === null) done(JSON.parse(said) as CorpusOutcome)
      else failed(new Error(`${node}: ${error.message}`))
    })
  })
}
