import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { OpenFile } from '../../platform/file'
import type { Session } from '../../desk/session'

const mostJsonBytes = 32 * 1024 * 1024
const deepestJson = 60

/** Thrown for a request that is answered with its status and nothing else. */
export class BadRequest extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`)
  }
}

/** The JSON body of a command. Refused: too long (413), not JSON or too deep (400). */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new BadRequest(415)
  const text = (await readBytes(request, mostJsonBytes)).toString('utf8')
  // JSON.parse takes any depth; what walks the value next does not.
  if (isDeeperThan(text, deepestJson)) throw new BadRequest(400)
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown)
  } catch {
    throw new BadRequest(400)
  }
}

export async function readText(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, 1000)).toString('utf8')
}

/** Keeps an upload in the session's own folder, under a name of ours. */
export async function takeUpload(
  request: IncomingMessage,
  session: Session,
): Promise<OpenFile & { readonly handle: string }> {
  const path = session.files.newPath()
  const isFolder = request.headers['x-contra-folder'] === '1'
  try {
    if (isFolder) await mkdir(path)
    else await pipeline(request, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  const file = session.files.register(path, givenName(request))
  if (file === undefined) throw new BadRequest(400)
  return file
}

function givenName(request: IncomingMessage): string {
  const header = request.headers['x-contra-name']
  try {
    const name = decodeURIComponent(typeof header === 'string' ? header : '').slice(0, 255)
    return name === '' ? 'file' : name
  } catch {
    throw new BadRequest(400)
  }
}

async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > most) throw new BadRequest(413)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (isText) {
      if (character === '\\') at += 1
      else if (character === '"') isText = false
    } else if (character === '"') isText = true
    else if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') depth -= 1
    if (depth > limit) return true
  }
  return false
}
