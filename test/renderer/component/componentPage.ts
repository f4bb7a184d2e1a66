import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { chromium, type Browser, type Page } from '@playwright/test'
import { build } from 'vite'
import { findBrowser } from '../../../script/host.mts'
import { contentSecurityPolicy } from '../../../main/host/securityHeader'

const folder = resolve(import.meta.dirname, 'page')
const address = 'http://components.test'
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

export interface ComponentPages {
  /** A new page of 1280 × 800; what the Content-Security-Policy reports is in `reports`. */
  open: (name: 'entry' | 'list' | 'part', dark?: boolean) => Promise<{ page: Page; reports: string[] }>
  close: () => Promise<void>
}

/** Without a browser these tests are left out, except where a missing one is a failure. */
export async function browserIsMissing(): Promise<boolean> {
  return process.env.CI === undefined && 'missing' in (await findBrowser())
}

/** Builds the pages beside this file and opens them in a browser, under the app's own policy. */
export async function componentPages(): Promise<ComponentPages> {
  const out = mkdtempSync(join(tmpdir(), 'contra-component-'))
  await build({
    configFile: false,
    root: folder,
    base: '/',
    logLevel: 'error',
    plugins: [vue()],
    resolve: { alias: { '@contract': resolve(import.meta.dirname, '../../../preload/contract') } },
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
    },
    build: {
      outDir: out,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
    },
  })
  const found = await findBrowser()
  if ('missing' in found) throw new Error(`The component tests need a browser: ${found.missing}.`)
  const browser: Browser = await chromium.launch({
    executablePath: found.host.path,
    args: [...found.host.words],
  })
  return {
    open: async (name, dark = false) => {
      const page = await browser.newPage({
        viewport: { width: 1280, height: 800 },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
      })
      const reports: string[] = []
      page.on('console', (message) => {
        if (/Content Security Policy|TrustedHTML|Refused to/.test(message.text()))
          reports.push(message.text())
      })
      page.on('pageerror', (error) => reports.push(error.message))
      await page.route(`${address}/**`, async (route) => {
        const path = new URL(route.request().url()).pathname
        const file = join(out, path === '/' ? 'index.html' : path)
        if (!existsSync(file)) return route.fulfill({ status: 404 })
        return route.fulfill({
          body: readFileSync(file),
          contentType: types[extname(file)] ?? 'application/octet-stream',
          headers: { 'Content-Security-Policy': contentSecurityPolicy },
        })
      })
      await page.goto(`${address}/?page=${name}`)
      return { page, reports }
    },
    close: async () => {
      await browser.close()
      rmSync(out, { recursive: true, force: true })
    },
  }
}
