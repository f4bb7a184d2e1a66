/** Shorter ones are refused by the ledger. */
export const leastPassphrase = 10

export type Strength = 'short' | 'weak' | 'fair' | 'good'

/**
 * How hard a passphrase is to guess, roughly: length counts most, and what repeats or runs on counts little.
 * Only a hint; the ledger asks for the length alone.
 */
export function passphraseStrength(passphrase: string): Strength {
  if (passphrase.length < leastPassphrase) return 'short'
  const distinct = new Set(passphrase.toLowerCase()).size
  const words = passphrase.split(/[\s\-_.,]+/).filter((word) => word.length > 2)
  const distinctWords = new Set(words.map((word) => word.toLowerCase())).size
  if (distinct < 6 || isRun(passphrase)) return 'weak'
  if (passphrase.length >= 20 || distinctWords >= 4) return 'good'
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(passphrase)).length
  if (passphrase.length >= 14 || kinds >= 3) return 'fair'
  return 'weak'
}

/** `abcdefghij`, `9876543210`: every character follows the one before. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((character, index) => {
    return (character.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0)
  })
  return new Set(steps).size === 1
}
