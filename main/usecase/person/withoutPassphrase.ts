/**
 * What is stored of a command's input is a quick hash, at which a passphrase could be guessed: none goes
 * into it, nor into the audit log.
 */
export function withoutPassphrase<Given extends object>(input: Given): Given {
  const secrets = ['passphrase', 'current', 'next']
  return Object.fromEntries(
    Object.entries(input).map(([field, value]) => [field, secrets.includes(field) ? '' : (value as unknown)]),
  ) as Given
}
