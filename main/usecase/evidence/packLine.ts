import type { PackLine, PackMark, PackSample } from '../../exchange/evidence/evidencePack'
import type { Ledger } from '../../ledger/database'
import { loadAccountNames } from '../../ledger/invoiceFactTable'
import { readPeople } from '../../ledger/personTable'
import { listMarks, listSamples } from '../../ledger/reviewTable'
import { frozenLineView, type FrozenLine } from '../batch/frozenContent'
import { landingOfLines } from '../batch/lineLanding'
import { drawnSample } from '../review/drawnSample'
import type { KeptRevision, Signed } from './packRevision'

/** The lines of the head as the page shows them, with what reviewers said of each. */
export function packLines(
  ledger: Ledger,
  batchId: string,
  frozen: readonly FrozenLine[],
  said: {
    readonly risks: ReadonlyMap<string, readonly string[]>
    readonly marks: ReadonlyMap<string, readonly PackMark[]>
    readonly isPosted: boolean
  },
): PackLine[] {
  const accountNames = loadAccountNames(ledger, new Set(frozen.map(({ invoiceId }) => invoiceId)))
  const lines = frozen.map(({ line }) => line)
  const landings = said.isPosted ? landingOfLines(ledger, batchId, lines) : new Map<string, undefined>()
  return frozen.map((one, index) => {
    const view = frozenLineView(one, accountNames.get(one.invoiceId) ?? '')
    return {
      place: index + 1,
      view: { ...view, landing: landings.get(one.line.lineId)?.landing ?? '' },
      risks: said.risks.get(one.line.lineId) ?? [],
      marks: said.marks.get(one.line.lineId) ?? [],
    }
  })
}

/**
 * By line: what was signed in returns of any revision, and what each reviewer marked of the head. A mark that a
 * return has signed since is not said twice.
 */
export function marksByLine(
  ledger: Ledger,
  batchId: string,
  head: KeptRevision,
  signed: readonly Signed[],
): ReadonlyMap<string, PackMark[]> {
  const found = new Map<string, PackMark[]>()
  const add = (lineId: string, mark: PackMark) => found.set(lineId, [...(found.get(lineId) ?? []), mark])
  const hasReturned = new Set<string>()
  for (const { says } of signed) {
    if (says.act !== 'return') continue
    const { name: by, revision, at, accepted, lineComments } = says
    if (says.contentHash === head.contentHash) hasReturned.add(by)
    for (const [lineId] of accepted) add(lineId, { by, revision, mark: 'accepted', comment: '', at })
    for (const { lineId, comment } of lineComments)
      add(lineId, { by, revision, mark: 'returned', comment, at })
  }
  for (const { id, name } of readPeople(ledger).filter((person) => !hasReturned.has(person.name))) {
    const key = { batchId, contentHash: head.contentHash, personId: id }
    for (const { lineId, mark, comment } of listMarks(ledger, key)) {
      add(lineId, { by: name, revision: head.revision, mark, comment, at: '' })
    }
  }
  return found
}

/** Of every revision, the first one first; drawn again for the head. */
export function packSamples(
  ledger: Ledger,
  batchId: string,
  kept: readonly KeptRevision[],
  head: KeptRevision,
): PackSample[] {
  const nameById = new Map(readPeople(ledger).map(({ id, name }) => [id, name]))
  const lineIds = head.frozen.lines.map(({ lineId }) => lineId)
  return kept.flatMap((revision) =>
    listSamples(ledger, batchId, revision.contentHash)
      .reverse()
      .map(({ seed, size, personId, at }): PackSample => {
        const drawn = revision === head ? drawnSample(lineIds, { seed, size }) : new Set<string>()
        const places = lineIds.flatMap((lineId, index) => (drawn.has(lineId) ? [index + 1] : []))
        return { revision: revision.revision, by: nameById.get(personId) ?? personId, at, seed, size, places }
      }),
  )
}
