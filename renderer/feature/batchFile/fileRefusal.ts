import type { Rejection } from '@contract/rejection'

/** What to do about a file that was refused. */
export type WayOut =
  'again' | 'other' | 'ledger' | 'update' | 'card' | 'revoked' | 'own' | 'kind' | 'here' | 'older' | 'look'

const waysByCode: Partial<Record<Rejection['code'], readonly WayOut[]>> = {
  file_not_a_batch: ['other', 'ledger'],
  file_damaged: ['again'],
  file_line_altered: ['again'],
  file_fact_altered: ['again'],
  file_signature_wrong: ['again'],
  file_newer_format: ['update'],
  file_signer_unknown: ['card'],
  file_signer_revoked: ['revoked'],
  file_own_approval: ['own'],
  file_of_other_kind: ['kind'],
  file_already_here: ['here'],
  file_older: ['older'],
  file_has_moved: ['look'],
}

/** Every way once, in the order of what was found; for anything unforeseen another file. */
export function waysOut(rejections: readonly Rejection[]): readonly WayOut[] {
  const ways = new Set(rejections.flatMap(({ code }) => waysByCode[code] ?? []))
  return ways.size > 0 ? [...ways] : ['other']
}

/** The person whose card is missing, as the file names them. */
export function unknownSigner(rejections: readonly Rejection[]): string {
  const found = rejections.find(({ code }) => code === 'file_signer_unknown')
  return textOf(found?.params['name'])
}

/** Keys that are not known or do not count here, to be compared with the card that comes. */
export function keysNamed(
  rejections: readonly Rejection[],
): readonly { readonly name: string; readonly fingerprint: string }[] {
  return rejections.flatMap(({ code, params }) => {
    const [name, fingerprint] = [textOf(params['name']), textOf(params['fingerprint'])]
    const isKey = code === 'file_signer_unknown' || code === 'file_signer_revoked'
    return isKey && /^[0-9a-f]{64}$/.test(fingerprint) ? [{ name, fingerprint }] : []
  })
}

/** The batch that is here already, where the refusal names it. */
export function batchOf(rejections: readonly Rejection[]): string {
  for (const { code, at, params } of rejections) {
    if (code !== 'file_already_here' && code !== 'file_older') continue
    const named = textOf(params['batchId']) || (/^batches\/([0-9A-Z]{26})/.exec(at)?.[1] ?? '')
    if (named !== '') return named
  }
  return ''
}

export interface FilePlace {
  readonly key: 'line' | 'lineField' | 'lines' | 'part' | `act.${string}`
  readonly params: Readonly<Record<string, string>>
}

/** Where in the file it is: a line, the lines that rest on a fact, a signature, a part. */
export function placeInFile({ code, params }: Rejection): FilePlace | undefined {
  const [line, lines, field] = [textOf(params['line']), textOf(params['lines']), textOf(params['field'])]
  if (code === 'file_line_altered' && line !== '') {
    return field === '' ? { key: 'line', params: { line } } : { key: 'lineField', params: { line, field } }
  }
  if (code === 'file_fact_altered' && lines !== '') return { key: 'lines', params: { lines } }
  const act = textOf(params['act'])
  if (act !== '') {
    const named = { name: textOf(params['name']), revision: textOf(params['revision']) }
    return { key: `act.${act}`, params: named }
  }
  const part = textOf(params['part'])
  return part === '' ? undefined : { key: 'part', params: { part } }
}

function textOf(value: Rejection['params'][string] | undefined): string {
  return value === undefined || value === null ? '' : String(value)
}
