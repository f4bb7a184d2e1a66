import { describe, expect, it } from 'vitest'
import { broughtVersions, findNode } from '../../script/nodeVersions.mts'
import { aBatchFile } from '../support/aBatchFile'
import { editedFields, everyByteFlipped, flippedBytes } from '../support/alteredFile'
import { aPack } from '../support/aPack'
import { reviewer } from '../support/tempLedger'
import { checkCorpus, writeCorpus, type CorpusFile } from './corpus'

// What an auditor has may be any Node that is kept up. Without `npm run test`, which brings the other two, only this one.

const nodes = [
  { version: '24', path: process.execPath },
  ...broughtVersions.map((version) => ({ version, path: findNode(version) })),
]

function* corpus(): Generator<CorpusFile> {
  const small = aBatchFile({ lineCount: 1, state: 'submitted', isPlain: true })
  yield { name: 'small.contra', bytes: small.bytes, altered: everyByteFlipped(small.bytes) }
  const moved = aBatchFile({ lineCount: 1, state: 'approved', isPlain: true, withMovedFacts: true })
  yield { name: 'moved.contra', bytes: moved.bytes, altered: editedFields(moved.bytes) }
  const returned = aBatchFile({ lineCount: 1, state: 'returned' })
  yield { name: 'returned.contra', bytes: returned.bytes, altered: editsBesideTheContent(returned.bytes) }
  const approved = aBatchFile({ lineCount: 12, state: 'approved', withMovedFacts: true })
  yield {
    name: 'approved.contra',
    bytes: approved.bytes,
    altered: flippedBytes(approved.bytes, 20261120, 5000),
  }
  const pack = aPack(small.context.as(reviewer), small.batchId).bytes
  yield { name: 'pack.html', bytes: pack, altered: flippedBytes(pack, 20261121, 1000) }
  yield { name: 'small.html', bytes: pack, altered: everyThirtiethByteFlipped(pack) }
}

/** Returns, accepted lines and claims, which the other file does not have. */
function* editsBesideTheContent(bytes: Buffer) {
  for (const edited of editedFields(bytes))
    if (/^(statement|claims|batch|card)/.test(edited.name)) yield edited
}

function* everyThirtiethByteFlipped(bytes: Buffer) {
  let count = 0
  for (const altered of everyByteFlipped(bytes)) if (count++ % 30 === 0) yield altered
}

describe('contra-verify on every Node', () => {
  it(
    'accepts what the app wrote and refuses every alteration, in the same words',
    { timeout: 600_000 },
    async () => {
      const { folder, altered } = writeCorpus(corpus())
      expect(altered).toBeGreaterThan(15_000)
      const here = nodes.flatMap(({ path }) => (path === undefined ? [] : [path]))
      const outcomes = await Promise.all(here.map((path) => checkCorpus(path, folder)))
      for (const { wrong } of outcomes) expect(wrong.slice(0, 10)).toEqual([])
      const [first] = outcomes
      expect(first).toMatchObject({ sound: 6, refused: altered })
      expect(new Set(outcomes.map(({ hash }) => hash)).size).toBe(1)
      expect(outcomes.map(({ node }) => node.split('.')[0])).toEqual(
        nodes.filter(({ path }) => path !== undefined).map(({ version }) => version),
      )
    },
  )

  for (const { version, path } of nodes) {
    it.skipIf(path === undefined)(`has Node ${version} to run on`, () => {
      expect(path).toBeDefined()
    })
  }
})
