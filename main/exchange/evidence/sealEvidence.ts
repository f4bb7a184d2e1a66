import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { signText } from '../../platform/identityKey'

/** What is put under a page: whose key, when, and the batch file that the page tells of. */
interface Sealing {
  readonly batchFile: Uint8Array
  readonly savedAt: string
  readonly signer: { readonly identityId: string; readonly privateKey: string }
}

const charactersInRow = 76

/**
 * A page with its batch file and its seal (docs/evidence.md). The file follows the page as a comment, in base 64,
 * which has no sign that could end one; the last row is the seal, over every byte before it.
 */
export function sealEvidence(
  page: readonly Uint8Array[],
  { batchFile, savedAt, signer }: Sealing,
): Uint8Array[] {
  const pageBytes = page.reduce((sum, chunk) => sum + chunk.length, 0)
  const embedded = Buffer.from(`<!--contra-batch-file\n${rowsOf(batchFile)}-->\n`, 'latin1')
  const hash = createHash('sha256')
  for (const chunk of [...page, embedded]) hash.update(chunk)
  const says = canonicalize({
    batchFile: { bytes: batchFile.length, sha256: createHash('sha256').update(batchFile).digest('hex') },
    by: signer.identityId,
    bytes: pageBytes + embedded.length,
    contra: 'evidence',
    format: 1,
    pageBytes,
    savedAt,
    sha256: hash.digest('hex'),
  })
  if (says === undefined) throw new Error('A seal is a JSON value')
  const row = `<!--contra-evidence ${says} ${signText(says, signer.privateKey)}-->\n`
  return [...page, embedded, Buffer.from(row, 'latin1')]
}

function rowsOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64')
  let rows = ''
  for (let from = 0; from < text.length; from += charactersInRow) {
    rows += `${text.slice(from, from + charactersInRow)}\n`
  }
  return rows
}
