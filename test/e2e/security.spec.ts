import { contentSecurityPolicy } from '../../main/host/securityHeader'
import type { Page } from '@playwright/test'
import { expect, test, type App } from './support/app'
import { secondWindow } from './support/secondWindow'

// Electron's checklist at run time, in the first window and in a second one. What of it is configuration stands in test/host.

test('the page has no Node, no Electron and only the named functions @electron', async ({ app }) => {
  for (const page of await windowsOf(app)) {
    const seen = await page.evaluate(() => ({
      names: ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in globalThis),
      exposed: 'contra' in window ? Object.keys(window.contra as object).sort() : [],
    }))
    expect(seen.names).toEqual([])
    const expected = ['commands', 'dropFiles', 'host', 'onEvent', 'pickFiles', 'pickLedgerPlace', 'saveFile']
    expect(seen.exposed).toEqual(app.host === 'electron' ? expected : [])
  }
})

test('inline script, eval and markup out of text are refused @electron', async ({ app }) => {
  for (const page of await windowsOf(app)) {
    const refused = await page.evaluate(async () => {
      const reports: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => reports.push(event.effectiveDirective))
      const inline = document.createElement('script')
      try {
        inline.textContent = 'window.ranInline = true'
        document.body.append(inline)
      } catch (error) {
        reports.push(String(error))
      }
      let markup = ''
      try {
        document.createElement('p').innerHTML = '<img src=x>'
      } catch (error) {
        markup = (error as Error).name
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
      return { ran: 'ranInline' in window, markup, reports }
    })
    expect(refused.ran).toBe(false)
    expect(refused.markup).toBe('TypeError')
    expect(refused.reports.length).toBeGreaterThan(0)
  }
})

test('nothing outside this machine is reached, whatever the page tries @electron', async ({ app }) => {
  for (const page of await windowsOf(app)) {
    const reached = await page.evaluate(async () => {
      const tries = [fetch('https://example.com/'), fetch('http://127.0.0.1:9/')]
      const results = await Promise.allSettled(tries)
      return results.map(({ status }) => status)
    })
    expect(reached).toEqual(['rejected', 'rejected'])
  }
})

test('permissions are refused @electron', async ({ app }) => {
  for (const page of await windowsOf(app)) {
    const states = await page.evaluate(async () => {
      const location = await new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
          { timeout: 3000 },
        )
      })
      const media = await navigator.mediaDevices?.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      )
      return [location, media ?? 'denied']
    })
    expect(states).toEqual(['denied', 'denied'])
  }
})

test('every file of the page carries the policy as a header @electron', async ({ app }) => {
  for (const page of await windowsOf(app)) {
    const header = await page.evaluate(async () =>
      (await fetch('/index.html')).headers.get('content-security-policy'),
    )
    expect(header).toBe(contentSecurityPolicy)
  }
})

test('every window starts without a complaint @electron', async ({ app }) => {
  for (const { page, complaints } of [app, await secondWindow(app)]) {
    await expect(page.locator('#app')).not.toBeEmpty()
    expect(complaints).toEqual([])
  }
})

async function windowsOf(app: App): Promise<Page[]> {
  return [app.page, (await secondWindow(app)).page]
}
