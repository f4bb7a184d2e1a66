import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BatchFilePreview } from '@contract/batchFile'
import type { Line } from '@contract/line'
import { mergeLines } from '../../../main/engine/batch/mergeLines'
import { listBatchLines } from '../../../main/ledger/lineTable'
import { verifyLedger } from '../../../main/ledger/verify'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { aDraft, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { controller, reviewer, type TestContext } from '../../support/tempLedger'
import { bringIn, carry, giveBack, preview, savedFile, twoLedgers } from '../../support/twoLedgers'

// Random edits on two copies of one batch, in two ledgers with real files between them.

const sources = [
  ['I1', 'IT1'],
  ['I1', 'IT2'],
  ['I2', 'IT3'],
  ['I2', 'IT4'],
] as const

interface RandomEdit {
  readonly source: number
  /** Empty takes the line out. */
  readonly amount: string
  readonly comment: string
}

const randomEdit = fc.record({
  source: fc.nat(sources.length - 1),
  amount: fc.constantFrom('', '1.00', '2.00', '3.00', '4.00'),
  comment: fc.constantFrom('', 'Outage', 'Price list'),
})
const someEdits = fc.array(randomEdit, { maxLength: 4 })

function apply(context: TestContext, batchId: string, edits: readonly RandomEdit[]): void {
  for (const { source, amount, comment } of edits) {
    const [invoiceId, sourceId] = sources[source] ?? sources[0]
    edit(context, batchId, [cell(invoiceId, sourceId, 'Credit', amount, { comment })])
  }
}

const saidOf = ({ lineId, sourceId, amount, comment }: Line) => `${lineId} ${sourceId} ${amount} ${comment}`
const wordsOf = (line: Line | null) => (line === null ? 'none' : saidOf(line))

/** Proposals with the sides named as whoever opens the file sees them, or the other way round. */
function proposals({ changes }: BatchFilePreview, isMirrored: boolean) {
  const turn = (side: string) =>
    !isMirrored ? side : side === 'here' ? 'there' : side === 'there' ? 'here' : side
  return changes.map(({ lineId, side, proposal, common, here, there, fields }) => ({
    lineId,
    side: turn(side),
    proposal: turn(proposal),
    common: wordsOf(common),
    ours: wordsOf(isMirrored ? there : here),
    theirs: wordsOf(isMirrored ? here : there),
    fields,
  }))
}

const runs = Number(process.env.CONTRA_MERGES ?? 12)

it(
  'nothing is lost, both sides are proposed the same, and a second time does nothing',
  { timeout: 600_000 },
  () => {
    fc.assert(
      fc.property(someEdits, someEdits, fc.boolean(), (editsHere, editsThere, takeThere) => {
        const { here, there: office } = twoLedgers()
        const there = office.as(controller)
        const { batchId } = aDraft(here)
        edit(here, batchId, [cell('I1', 'IT1', 'Credit', '9.00'), cell('I2', 'IT3', 'Credit', '8.00')])
        submit(here, batchId)
        carry(here, office.as(reviewer), batchId)
        giveBack(office.as(reviewer), batchId, 1, 'Again')
        carry(office.as(reviewer), here, batchId)
        const common = listBatchLines(here.ledger, batchId)
        apply(here, batchId, editsHere)
        apply(there, batchId, editsThere)
        // What nobody has submitted does not travel; a batch without lines cannot be.
        for (const context of [here, there]) {
          if (listBatchLines(context.ledger, batchId).length === 0)
            edit(context, batchId, [cell('I1', 'IT2', 'Credit', '0.50')])
          submit(context, batchId)
        }
        const [linesHere, linesThere] = [here, there].map(({ ledger }) => listBatchLines(ledger, batchId))
        const fileHere = savedFile(here, batchId)
        const fileThere = savedFile(there, batchId)
        const seenHere = preview(here, fileThere)
        const seenThere = preview(there, fileHere)
        if (!seenHere.ok || !seenThere.ok) throw new Error('not even looked at')
        expect(proposals(seenHere.value, false)).toEqual(proposals(seenThere.value, true))

        // Every edit of either side is proposed, or stands in a conflict with both versions to be seen.
        const shown = new Map(seenHere.value.changes.map((change) => [change.lineId, change]))
        for (const { lineId, here: ours, there: theirs } of mergeLines(
          common,
          linesHere ?? [],
          linesThere ?? [],
        )) {
          expect(wordsOf(shown.get(lineId)?.here ?? null)).toBe(wordsOf(ours))
          expect(wordsOf(shown.get(lineId)?.there ?? null)).toBe(wordsOf(theirs))
        }
        if (seenHere.value.effect !== 'merge') return
        const decisions = seenHere.value.changes
          .filter(({ side }) => side === 'conflict')
          .map(({ lineId }) => ({ lineId, take: takeThere ? ('there' as const) : ('here' as const) }))
        const mirrored = decisions.map(({ lineId, take }) => ({
          lineId,
          take: take === 'there' ? ('here' as const) : ('there' as const),
        }))
        if (decisions.length > 0) expect(codesOf(bringIn(here, fileThere))).toEqual(['file_conflict_open'])
        valueOf(bringIn(here, fileThere, decisions))
        valueOf(bringIn(there, fileHere, mirrored))
        const [nowHere, nowThere] = [here, there].map(({ ledger }) =>
          listBatchLines(ledger, batchId).map((line) => `${line.position} ${saidOf(line)}`),
        )
        expect(nowHere).toEqual(nowThere)
        for (const change of seenHere.value.changes) {
          const take = decisions.find(({ lineId }) => lineId === change.lineId)?.take ?? change.proposal
          if (take === '') continue
          const now = listBatchLines(here.ledger, batchId).find(({ lineId }) => lineId === change.lineId)
          expect(wordsOf(now ?? null)).toBe(wordsOf(change[take]))
        }
        expect(['file_already_here', 'file_older']).toContain(codesOf(bringIn(here, fileThere))[0])
        expect(valueOf(getBatch(here, { batchId })).state).toBe('draft')
        for (const { ledger } of [here, there]) expect(verifyLedger(ledger).faults).toEqual([])
      }),
      { numRuns: runs, seed: 20261122 },
    )
  },
)
