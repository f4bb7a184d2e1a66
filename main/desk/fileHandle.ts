import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenFile } from '../platform/file'
import { lookAtFile, removeFolder } from '../platform/file'
import { secret } from '../platform/id'

/**
 * The files of one session by opaque handles: what was picked, dropped or uploaded, and what waits to
 * be saved. The page only ever sees a handle, and a handle of another session is worth nothing here.
 */
export class FileHandles {
  private readonly files = new Map<string, OpenFile>()
  private readonly places = new Map<string, string>()
  /** Uploads and files to be saved live here until the session ends. */
  readonly folder: string

  constructor(temporaryFolder: string) {
    this.folder = join(temporaryFolder, secret(9))
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
  }

  /** Undefined when there is nothing at that path. */
  register(path: string, name?: string): (OpenFile & { readonly handle: string }) | undefined {
    const file = lookAtFile(path, name)
    if (file === undefined) return undefined
    const handle = secret()
    this.files.set(handle, file)
    return { handle, ...file }
  }

  add(files: Readonly<Record<string, OpenFile>>): void {
    for (const [handle, file] of Object.entries(files)) this.files.set(handle, file)
  }

  /** A place where nothing is yet: a new ledger's. */
  registerPlace(path: string): string {
    const handle = secret()
    this.places.set(handle, path)
    return handle
  }

  file(handle: string): OpenFile | undefined {
    return this.files.get(handle)
  }

  place(handle: string): string | undefined {
    return this.places.get(handle)
  }

  all(): Record<string, OpenFile> {
    return Object.fromEntries(this.files)
  }

  isOwn(file: OpenFile): boolean {
    return file.path.startsWith(this.folder)
  }

  /** A path of our own for an upload; its name is never part of it. */
  newPath(): string {
    return join(this.folder, secret(9))
  }

  discard(handle: string): void {
    const file = this.files.get(handle)
    this.files.delete(handle)
    if (file !== undefined && this.isOwn(file)) rmSync(file.path, { force: true, recursive: true })
  }

  close(): void {
    this.files.clear()
    this.places.clear()
    removeFolder(this.folder)
  }
}
