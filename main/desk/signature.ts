import type { Name } from '@contract/api'

const signing: ReadonlySet<Name> = new Set([
  'submitBatch',
  'returnBatch',
  'approveBatch',
  'saveBatchFile',
  'saveEvidence',
])

/** What is signed; nothing else is handed an unlocked key. */
export function signs(name: Name): boolean {
  return signing.has(name)
}
