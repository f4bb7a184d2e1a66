import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { FileRefused, refuse } from './refusal'

/** A file to import. `name` is what people see; the path stays in the main process. */
export interface InputFile {
  readonly path: string
  readonly name: string
  readonly sizeBytes: number
}

const gibibyte = 1024 ** 3

/** A million items take some 130 MB. What is larger is a mistake, or wants to be exported in parts. */
export const largestFileBytes = gibibyte

/** Read at a time. Small pieces stay in the cache of the processor and are soon free again. */
export const blockBytes = 64 * 1024

/** Throws FileRefused: file_is_folder, file_empty, file_too_large, file_unreadable. Reads nothing of the content. */
export function openInputFile(path: string, name: string): InputFile {
  const place = { file: name }
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) throw new FileRefused(refuse('file_unreadable', place, 'a file', 'nothing'))
  if (stat.isDirectory()) throw new FileRefused(refuse('file_is_folder', place, 'a file', 'a folder'))
  if (!stat.isFile()) throw new FileRefused(refuse('file_unreadable', place, 'a file', 'a device or socket'))
  if (stat.size === 0) throw new FileRefused(refuse('file_empty', place, 'rows', '0 bytes'))
  if (stat.size > largestFileBytes) throw tooLarge(name, stat.size, largestFileBytes)
  return { path, name, sizeBytes: stat.size }
}

function megabytes(bytes: number): string {
  return `${(bytes - (bytes % 1_048_576)) / 1_048_576} MB`
}

export function tooLarge(name: string, foundBytes: number, limitBytes: number): FileRefused {
  return new FileRefused(
    refuse('file_too_large', { file: name }, 'a smaller file', megabytes(foundBytes), {
      limit: megabytes(limitBytes),
    }),
  )
}

/** The bytes in blocks; each block is its own memory, so that a caller may keep one. Throws FileRefused file_unreadable. */
export function* readBlocks(file: InputFile): Generator<Buffer> {
  const handle = open(file)
  try {
    for (;;) {
      const block = Buffer.allocUnsafe(blockBytes)
      const length = readSync(handle, block, 0, blockBytes, null)
      if (length === 0) return
      yield length === blockBytes ? block : block.subarray(0, length)
    }
  } finally {
    closeSync(handle)
  }
}

export function readStart(file: InputFile, bytes: number): Buffer {
  const handle = open(file)
  try {
    const start = Buffer.alloc(Math.min(bytes, file.sizeBytes))
    return start.subarray(0, readSync(handle, start, 0, start.length, 0))
  } finally {
    closeSync(handle)
  }
}

function open(file: InputFile): number {
  try {
    return openSync(file.path, 'r')
  } catch (error) {
    const found = error instanceof Error && 'code' in error ? String(error.code) : 'no access'
    throw new FileRefused(refuse('file_unreadable', { file: file.name }, 'a file that can be read', found))
  }
}
