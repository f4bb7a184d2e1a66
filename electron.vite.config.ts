import { readdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { api } from './preload/contract/api'

const root = import.meta.dirname
const alias = { '@contract': resolve(root, 'preload/contract') }

// Programs of the developer (seed, bench, …) share the bundle's code; the packaged app leaves them out.
const programs = Object.fromEntries(
  readdirSync(resolve(root, 'script/program'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [basename(name, '.ts'), resolve(root, 'script/program', name)]),
)

// Many packages are ESM-only, which the oldest Node that runs main cannot require: all of them are
// bundled, but Electron itself, the one with a native part, and what drives a browser for the bench.
const external = ['electron', 'better-sqlite3', '@playwright/test']

// Both hosts serve the page from the root of an origin, and screens have deep addresses: the builder's
// own relative base, meant for file://, would break those.
const servedFromRoot = {
  name: 'served-from-root',
  enforce: 'post' as const,
  config: () => ({ base: '/' }),
}

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: 'node18',
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: {
          index: resolve(root, 'main/index.ts'),
          browser: resolve(root, 'main/browser.ts'),
          worker: resolve(root, 'main/desk/worker.ts'),
          ...programs,
        },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunk/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    // The names alone, so that the preload carries no schema library into every window.
    define: { __CONTRACT_NAMES__: JSON.stringify(Object.keys(api)) },
    build: {
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { index: resolve(root, 'preload/index.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    resolve: { alias },
    plugins: [vue(), servedFromRoot],
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    build: {
      target: 'chrome114',
      // The Content-Security-Policy allows files of our own only: no inlined fonts, scripts or styles.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: { index: resolve(root, 'renderer/index.html') },
        // Shared chunks must not run before what the page sets up first (renderer/schemaSetting.ts).
        output: { strictExecutionOrder: true },
      },
    },
  },
})
