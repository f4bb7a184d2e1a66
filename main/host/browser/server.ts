import { createReadStream } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import type { Desk } from '../../desk/desk'
import type { Session } from '../../desk/session'
import { secret } from '../../platform/id'
import { pageFile } from '../pageFile'
import { securityHeaders } from '../securityHeader'
import { BadRequest, readJsonBody, readText, takeUpload } from './body'
import { Guard } from './guard'
import { Pages } from './pages'

export interface BrowserHostOptions {
  readonly desk: Desk
  /** The built page. */
  readonly pageFolder: string
  /** 0 takes any free port. */
  readonly port: number
  /** How long a page may be gone before its session ends. */
  readonly graceMilliseconds: number
  /** Whether the last page takes the server with it, once it has been gone for that long. */
  readonly endsWithLastPage: boolean
  /** Called then, and when a page asks for the end. */
  readonly onEnd: () => void
}

export interface BrowserHost {
  readonly url: string
  readonly token: string
  /** An address with a code for one page: safe on a command line. */
  oneTimeUrl(): string
  close(): Promise<void>
}

/** Serves the page and the desk on 127.0.0.1, to whoever holds the token. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const token = secret(32)
  const codes = new Set<string>()
  const { desk, graceMilliseconds, endsWithLastPage, onEnd } = options
  const pages = new Pages(desk, graceMilliseconds, endsWithLastPage ? onEnd : undefined)
  const server = createServer()
  await listen(server, options.port)
  const { port } = server.address() as AddressInfo
  const guard = new Guard(port, token)
  const routes = new Routes(options, pages, guard, token, codes)
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void routes.answer(request, response)
  })
  const url = `http://127.0.0.1:${port}/`
  return {
    url,
    token,
    oneTimeUrl: () => {
      const code = secret()
      codes.add(code)
      return `${url}#code=${code}`
    },
    close: async () => {
      pages.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

class Routes {
  constructor(
    private readonly options: BrowserHostOptions,
    private readonly pages: Pages,
    private readonly guard: Guard,
    private readonly token: string,
    private readonly codes: Set<string>,
  ) {}

  /** Every answer carries the security headers; none carries a CORS header, so no other origin reads it. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    response.setHeader('Cache-Control', 'no-store')
    try {
      if (!this.guard.isOurAddress(request)) throw new BadRequest(403)
      await this.route(request, response)
    } catch (error) {
      if (error instanceof BadRequest) fail(response, error.status)
      else if (!response.destroyed) {
        this.options.desk.options.log.defect(`${request.method} ${pathOf(request)}`, error)
        fail(response, 500)
      }
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request)
    const [area = '', rest = ''] = path.slice(1).split('/', 2)
    if (request.method === 'POST' && path === '/token') return this.giveToken(request, response)
    if (!['invoke', 'file', 'event', 'stop'].includes(area)) return this.givePage(request, response, path)
    if (!this.guard.hasToken(request)) throw new BadRequest(401)
    if (area === 'event' && request.method === 'GET') return this.pages.follow(pageName(request), response)
    const session = this.pages.session(pageName(request))
    if (session === undefined) throw new BadRequest(429)
    if (area === 'file' && request.method === 'GET') return giveFile(session, rest, response)
    if (request.method !== 'POST') throw new BadRequest(405)
    if (area === 'invoke') return this.invoke(session, rest, request, response)
    if (area === 'file') return takeFile(session, request, response)
    sendJson(response, { stopping: true })
    this.options.onEnd()
  }

  private async invoke(
    session: Session,
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const input = await readJsonBody(request)
    sendJson(response, await this.options.desk.invoke(session, decodeURIComponent(name), input))
  }

  private async giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const code = await readText(request)
    if (!this.codes.delete(code)) throw new BadRequest(401)
    response.setHeader('Content-Type', 'text/plain; charset=utf-8')
    response.end(this.token)
  }

  private async givePage(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (request.method !== 'GET') throw new BadRequest(405)
    const file = await pageFile(this.options.pageFolder, path)
    if (file === undefined) throw new BadRequest(404)
    response.setHeader('Content-Type', file.type)
    response.end(file.content)
  }
}

async function giveFile(session: Session, handle: string, response: ServerResponse): Promise<void> {
  const file = session.files.file(handle)
  // Only what the desk made or took in is handed out, never a file that was picked from the disk.
  if (file === undefined || file.isFolder || !session.files.isOwn(file)) throw new BadRequest(404)
  response.setHeader('Content-Type', 'application/octet-stream')
  response.setHeader('Content-Length', file.bytes)
  response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  await pipeline(createReadStream(file.path), response)
}

async function takeFile(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { handle, name, bytes } = await takeUpload(request, session)
  sendJson(response, { handle, name, bytes })
}

function pageName(request: IncomingMessage): string {
  const header = request.headers['x-contra-page']
  return typeof header === 'string' ? header.slice(0, 64) : ''
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(value))
}

function fail(response: ServerResponse, status: number): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  // A body that is not read to its end must not be taken for the next request.
  response.setHeader('Connection', 'close')
  response.end(`${status}\n`)
}
