import type { FileWitness } from '@contract/batchFile'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { mostHeadsInFile, type ReadBatchFile } from '../../exchange/batchFile/batchFile'
import { hashOfRow } from '../../ledger/auditTable'
import { listWitnesses } from '../../ledger/batchFileTable'
import type { Ledger } from '../../ledger/database'
import { readLedger } from '../../ledger/ledgerTable'

/**
 * Holds the head of the sender's audit log against what this ledger has seen of that log before. It contradicts an
 * earlier one where the same length had another head, where a head that was sent out before is not remembered any
 * more, or where a later file tells of a shorter log.
 */
export function witnessOf(ledger: Ledger, { about }: ReadBatchFile): FileWitness {
  const { length, head } = about.audit
  const seen = listWitnesses(ledger, about.ledger.id)
  const [latest] = seen
  const known = { length, head, earlierLength: latest?.length ?? 0, earlierSeenAt: latest?.at ?? '' }
  if (about.ledger.id === readLedger(ledger).ledgerId) {
    const isOwn = hashOfRow(ledger, length) === head
    return { ...known, verdict: isOwn ? 'own' : 'contradicted' }
  }
  if (latest === undefined) return { ...known, verdict: 'first' }
  const said = new Map([...about.audit.earlier, [length, head] as const])
  const oldestSaid = Math.min(...said.keys())
  const isContradicted = seen.some((witness) => {
    const heard = said.get(witness.length)
    if (heard !== undefined) return heard !== witness.head
    // A head that was sent to somebody is told of in every later file, as far back as these go.
    if (witness.length < length)
      return about.audit.earlier.length < mostHeadsInFile || witness.length >= oldestSaid
    return about.writtenAt > witness.at
  })
  return { ...known, verdict: isContradicted ? 'contradicted' : 'agrees' }
}

/** The alarm; whoever goes on all the same confirms it, and the log says so. */
export function witnessWarnings({ about }: ReadBatchFile, { verdict, length }: FileWitness): Rejection[] {
  if (verdict !== 'contradicted') return []
  return [
    rejection('audit_head_contradicted', `ledgers/${about.ledger.id}/${length}`, {
      ledger: about.ledger.name,
    }),
  ]
}
