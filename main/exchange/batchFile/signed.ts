import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { isSignedBy } from '../../platform/identityKey'
import { readIdentityCard, type ReadCard } from '../identityCard/identityCard'
import type { ReadStatement } from './batchFileContent'
import { parseJson, textOf } from './canonical'
import type { Part } from './frame'
import { damaged, signatureWrong } from './refusal'
import { readStatement, wordsOf } from './statement'

// Cards and statements: whose key it is, and what was signed with it.

export type CardsByFingerprint = ReadonlyMap<string, ReadCard>

export function readCard(part: Part): Outcome<ReadCard> {
  const card = readIdentityCard(part.bytes)
  if (card !== undefined && card.fingerprint === part.name.hash) return accepted(card)
  const [said = ''] = part.bytes.toString('utf8').split('\n')
  return refused(signatureWrong(part.name.text, { act: 'card', revision: 0, name: wordsOf(said).name }))
}

/** Those of the cards that are as they were signed, whatever is wrong with others. */
export function soundCards(parts: readonly Part[]): CardsByFingerprint {
  const cards = parts.flatMap((part) => {
    const read = part.name.kind === 'card' && part.isWhole ? readCard(part) : undefined
    return read?.ok === true ? [[read.value.fingerprint, read.value] as const] : []
  })
  return new Map(cards)
}

/**
 * A statement by the key of a card in the file. Refused: `file_signature_wrong`, before anything is said of its form;
 * `file_newer_format`, `file_damaged` for a form that was signed so.
 */
export function readSigned(part: Part, cards: CardsByFingerprint): Outcome<ReadStatement> {
  const [said = '', signature = '', more] = part.bytes.toString('utf8').split('\n')
  const words = wordsOf(said)
  const publicKey = cards.get(words.by)?.card.publicKey
  const isRight = publicKey !== undefined && isSignedBy(said, signature, publicKey)
  if (!isRight) {
    const isStatement = parseJson(said) !== undefined && more === undefined
    return refused(isStatement ? signatureWrong(part.name.text, words) : unreadable(part, cards))
  }
  if (more !== undefined || textOf(part.bytes) === undefined) return refused(damaged(part.name.text))
  const read = readStatement(said)
  if (read.is === 'newer')
    return refused(
      rejection('file_newer_format', `parts/${part.name.text}`, { found: read.format, known: 2 }),
    )
  if (read.is === 'malformed') return refused(damaged(part.name.text, read.place))
  return accepted({ text: said, signature, says: read.says })
}

/** What is no JSON any more has no words to be named by but those that still stand in it. */
function unreadable({ name, bytes }: Part, cards: CardsByFingerprint) {
  const said = bytes.toString('utf8')
  const [, act = ''] = /"act":"(submit|return|approve)"/.exec(said) ?? []
  const [, by = ''] = /"by":"([0-9a-f]{64})"/.exec(said) ?? []
  const [, revision = '0'] = /"revision":(\d{1,9})[,}]/.exec(said) ?? []
  const signer = cards.get(by)?.card.name ?? ''
  return act === '' || signer === ''
    ? damaged(name.text)
    : signatureWrong(name.text, { act, revision: Number(revision), name: signer })
}
