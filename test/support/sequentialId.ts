/** ULIDs that count up from one: the same in every run, growing as real ones do. */
export function sequentialIds(prefix = '01TEST'): () => string {
  let last = 0
  return () => {
    last += 1
    return prefix + String(last).padStart(26 - prefix.length, '0')
  }
}
