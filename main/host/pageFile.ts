import { readFile, realpath } from 'node:fs/promises'
import { extname, join, relative, resolve, isAbsolute } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
}

export interface PageFile {
  readonly content: Uint8Array<ArrayBuffer>
  readonly type: string
}

/**
 * A file of the built page. Addresses without an ending are screens of the page's router and give the
 * page itself. Undefined for anything that is not inside the folder, links followed.
 */
export async function pageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  const wanted = decoded(urlPath)
  if (wanted === undefined) return undefined
  const name = extname(wanted) === '' ? 'index.html' : wanted
  const type = types[extname(name)]
  if (type === undefined) return undefined
  const path = resolve(join(folder, name))
  if (!isInside(folder, path)) return undefined
  try {
    if (!isInside(await realpath(folder), await realpath(path))) return undefined
    return { content: new Uint8Array(await readFile(path)), type }
  } catch {
    return undefined
  }
}

function decoded(urlPath: string): string | undefined {
  try {
    const path = decodeURIComponent(urlPath)
    return path.includes('\0') ? undefined : path
  } catch {
    return undefined
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
