import { defineConfig } from '@playwright/test'

// Started by `npm run e2e`, which finds out what this machine has: one project per host.

const projects = [
  ...(process.env.CONTRA_BROWSER === undefined ? [] : [{ name: 'browser', grepInvert: /@electron-only/ }]),
  ...(process.env.CONTRA_ELECTRON === undefined ? [] : [{ name: 'electron', grep: /@electron/ }]),
]

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  projects,
})
