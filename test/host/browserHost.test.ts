import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Desk } from '../../main/desk/desk'
import type { BrowserHost } from '../../main/host/browser/server'
import { startBrowserHost } from '../../main/host/browser/server'
import { contentSecurityPolicy } from '../../main/host/securityHeader'
import { systemClock } from '../../main/platform/clock'
import { memoryLog } from '../support/memoryLog'

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

let folder: string
let desk: Desk
let host: BrowserHost
let port: number
const log = memoryLog()
const onEnd = vi.fn()

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contra-host-'))
  const pageFolder = join(folder, 'page')
  mkdirSync(join(pageFolder, 'assets'), { recursive: true })
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Contra</title>')
  writeFileSync(join(pageFolder, 'assets/a.js'), 'export {}')
  writeFileSync(join(folder, 'secret.json'), '{"secret": true}')
  symlinkSync(join(folder, 'secret.json'), join(pageFolder, 'assets/link.json'))
  desk = new Desk({
    host: 'browser',
    version: '0',
    dataFolder: join(folder, 'data'),
    temporaryFolder: join(folder, 'temporary'),
    workerFile: join(folder, 'no-thread-is-needed.js'),
    holder: 'test',
    clock: systemClock,
    log,
  })
  onEnd.mockClear()
  host = await startBrowserHost({
    desk,
    pageFolder,
    port: 0,
    graceMilliseconds: 80,
    endsWithLastPage: true,
    onEnd,
  })
  port = Number(new URL(host.url).port)
})

afterEach(async () => {
  await host.close()
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As a program would send it: every header can be forged, which `fetch` does not allow. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(method === 'POST' ? body : '')
  })
}

function bearer(token = host.token): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
}

test('with the token a command is answered', async () => {
  const answer = await send('POST', '/invoke/getSession', bearer(), '{}')
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toMatchObject({ ok: true, value: { host: 'browser', ledger: null } })
})

test.each([
  ['no token', {}],
  ['a wrong token', { Authorization: 'Bearer wrong' }],
  ['an empty token', { Authorization: 'Bearer ' }],
  ['another scheme', { Authorization: 'Basic eDp5' }],
])('%s: nothing is answered, on any way in', async (_, headers) => {
  for (const [method, path] of [
    ['POST', '/invoke/getSession'],
    ['POST', '/file'],
    ['GET', '/file/aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['GET', '/event'],
    ['POST', '/stop'],
  ] as const) {
    const answer = await send(method, path, { 'Content-Type': 'application/json', ...headers }, '{}')
    expect([path, answer.status]).toEqual([path, 401])
  }
  expect(onEnd).not.toHaveBeenCalled()
})

test.each([
  ['a foreign name that points here', { Host: 'evil.example' }],
  ['the right name at another port', { Host: '127.0.0.1:1' }],
  ['a foreign page', { Origin: 'https://evil.example' }],
  ['a page without an origin of its own', { Origin: 'null' }],
  ['another server on this machine', { Origin: 'http://127.0.0.1:1' }],
  ['a browser that says cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a browser that says same-site', { 'Sec-Fetch-Site': 'same-site' }],
])('%s is refused, even with the token', async (_, headers) => {
  expect((await send('POST', '/invoke/getSession', { ...bearer(), ...headers }, '{}')).status).toBe(403)
  expect((await send('GET', '/', headers)).status).toBe(403)
})

test('no answer allows another origin to read it, a preflight least of all', async () => {
  for (const method of ['GET', 'POST', 'OPTIONS']) {
    const answer = await send(method, method === 'GET' ? '/' : '/invoke/getSession', bearer(), '{}')
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  }
  expect((await send('OPTIONS', '/invoke/getSession', bearer())).status).toBe(405)
})

test('a code of the address is exchanged once for the token, and any other never', async () => {
  const code = new URL(host.oneTimeUrl()).hash.replace('#code=', '')
  expect((await send('POST', '/token', {}, 'wrong')).status).toBe(401)
  const first = await send('POST', '/token', {}, code)
  expect([first.status, first.text]).toEqual([200, host.token])
  expect((await send('POST', '/token', {}, code)).status).toBe(401)
})

test.each([
  '/../secret.json',
  '/assets/../../secret.json',
  '/%2e%2e/secret.json',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.json',
  '/..%5csecret.json',
  '/assets/link.json',
  '/assets/a.js%00.json',
  '/%ff.json',
  '//etc/passwd.json',
])('only files of the page are served: not %s', async (path) => {
  const answer = await send('GET', path)
  expect(answer.status).toBe(404)
  expect(answer.text).not.toContain('secret')
})

test('the page is served at its own address and at those of its screens', async () => {
  for (const path of ['/', '/invoices', '/batches/01ARZ3NDEKTSV4RRFFQ69G5FAV']) {
    expect((await send('GET', path)).text).toContain('<title>Contra</title>')
  }
  expect((await send('GET', '/assets/a.js')).headers['content-type']).toContain('text/javascript')
})

test.each([
  ['not JSON', '{', 400],
  ['a hundred thousand levels', '['.repeat(100_000), 400],
  ['more than a command can hold', Buffer.alloc(33 * 1024 * 1024, ' '), 413],
])('a body of %s is refused with a plain status', async (_, body, status) => {
  const answer = await send('POST', '/invoke/getSession', bearer(), body).catch(() => ({ status: 413 }))
  expect(answer.status).toBe(status)
})

test('a form cannot be posted to a command: the body has to say that it is JSON', async () => {
  const headers = { ...bearer(), 'Content-Type': 'text/plain' }
  expect((await send('POST', '/invoke/getSession', headers, '{}')).status).toBe(415)
})

test('an upload becomes a handle of that page, and of no other', async () => {
  const name = encodeURIComponent('../../Überträge.csv')
  const own = { ...bearer(), 'X-Contra-Page': 'one' }
  const taken = await send('POST', '/file', { ...own, 'X-Contra-Name': name }, 'a,b\n1,2\n')
  const file = JSON.parse(taken.text) as { handle: string; name: string; bytes: number }
  expect(file).toMatchObject({ name: '../../Überträge.csv', bytes: 8 })
  expect(taken.text).not.toContain(folder)
  const given = await send('GET', `/file/${file.handle}`, own)
  expect(given.text).toBe('a,b\n1,2\n')
  expect(given.headers['content-disposition']).toMatch(/^attachment;/)
  const other = { ...bearer(), 'X-Contra-Page': 'two' }
  expect((await send('GET', `/file/${file.handle}`, other)).status).toBe(404)
})

test('a dropped folder is taken as a folder, so that it can be refused by name', async () => {
  const headers = { ...bearer(), 'X-Contra-Name': 'exports', 'X-Contra-Folder': '1' }
  const { handle } = JSON.parse((await send('POST', '/file', headers)).text) as { handle: string }
  expect((await send('GET', `/file/${handle}`, bearer())).status).toBe(404)
})

test('each page has a session of its own', async () => {
  const ids = ['one', 'two'].map((page) => ({ ...bearer(), 'X-Contra-Page': page }))
  const upload = await send('POST', '/file', { ...ids[0], 'X-Contra-Name': 'a' }, 'a')
  const { handle } = JSON.parse(upload.text) as { handle: string }
  const opened = await send(
    'POST',
    '/invoke/openLedger',
    ids[1],
    JSON.stringify({ recentId: '', file: handle }),
  )
  expect(JSON.parse(opened.text)).toMatchObject({ ok: false, rejections: [{ code: 'not_found' }] })
})

test('the server ends when its last page has been gone for a while, not when it is loaded again', async () => {
  const first = openStream('one')
  await first.opened
  first.close()
  const again = openStream('one')
  await again.opened
  await new Promise((resolve) => setTimeout(resolve, 160))
  expect(onEnd).not.toHaveBeenCalled()
  again.close()
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledTimes(1))
})

test('it ends on request', async () => {
  expect((await send('POST', '/stop', bearer())).status).toBe(200)
  expect(onEnd).toHaveBeenCalledTimes(1)
})

test('it listens on this machine only', async () => {
  expect(host.url).toBe(`http://127.0.0.1:${port}/`)
  const outside = await new Promise((resolve) => {
    const sent = request({ host: '127.0.0.2', port, path: '/' }, () => resolve('answered'))
    sent.on('error', () => resolve('refused'))
    sent.end()
  })
  expect(outside).toBe('refused')
})

function openStream(page: string): { opened: Promise<void>; close(): void } {
  const headers = { ...bearer(), 'X-Contra-Page': page }
  const sent = request({ host: '127.0.0.1', port, path: '/event', headers })
  sent.on('error', () => undefined)
  const opened = new Promise<void>((resolve) => {
    sent.on('response', (response) => {
      response.on('error', () => undefined)
      response.once('data', () => resolve())
    })
  })
  sent.end()
  return { opened, close: () => sent.destroy() }
}
