/** Ids as one bound value, read in SQL with `json_each`: a set of any size, one prepared statement. */
export function idList(ids: Iterable<string>): string {
  return JSON.stringify([...ids])
}
