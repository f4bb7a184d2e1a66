/** Ledgers end in `.contra` too: what a file is, its reader finds out and says. */
export function isBatchFileName(name: string): boolean {
  return /\.contra$/i.test(name)
}
