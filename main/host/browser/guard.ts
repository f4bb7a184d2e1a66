import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Only this machine's own page gets in. The `Host` check stops a foreign name that was made to point at
 * 127.0.0.1, the `Origin` check a foreign page, the token everything else that runs on this machine.
 */
export class Guard {
  private readonly hosts: ReadonlySet<string>

  constructor(
    port: number,
    private readonly token: string,
  ) {
    this.hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  }

  /** True for requests that a page of ours, or a program without an origin, may have sent. */
  isOurAddress(request: IncomingMessage): boolean {
    const { host, origin } = request.headers
    if (host === undefined || !this.hosts.has(host)) return false
    if (origin !== undefined && origin !== `http://${host}`) return false
    const site = request.headers['sec-fetch-site']
    return site === undefined || site === 'same-origin' || site === 'none'
  }

  hasToken(request: IncomingMessage): boolean {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    return given !== undefined && isSame(given, this.token)
  }
}

/** Takes as long for a wrong text as for the right one. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
