import { protocol } from 'electron'
import { pageFile } from '../pageFile'
import { securityHeaders } from '../securityHeader'

const scheme = 'app'
const pageHost = 'contra'

export const pageAddress = `${scheme}://${pageHost}/`

/** Before the app is ready. No privilege to bypass the Content-Security-Policy, no CORS, no service worker. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** `app://contra/…` gives files of the built page, and nothing else on this disk. */
export function servePage(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const { host, pathname } = new URL(request.url)
    const file = host === pageHost && request.method === 'GET' ? await pageFile(folder, pathname) : undefined
    if (file === undefined) return new Response('404', { status: 404, headers: securityHeaders })
    return new Response(file.content, { headers: { ...securityHeaders, 'Content-Type': file.type } })
  })
}

export function isPageAddress(url: string): boolean {
  return url.startsWith(pageAddress)
}
