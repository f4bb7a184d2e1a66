import { closeSync, fsyncSync, openSync } from 'node:fs'

/** What has been written to the file is on the disk when this returns. */
export function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
