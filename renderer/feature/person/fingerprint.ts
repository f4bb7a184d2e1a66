const groupLength = 4
const comparedDigits = 40

/** What people compare of a key: the first 160 bits of its fingerprint, as ten groups of four hex digits. */
export function fingerprintGroups(identityId: string): string[] {
  const compared = identityId.slice(0, comparedDigits)
  return compared.match(new RegExp(`.{1,${String(groupLength)}}`, 'g')) ?? []
}

export function shownFingerprint(identityId: string): string {
  return fingerprintGroups(identityId).join(' ')
}
