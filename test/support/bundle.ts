import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** Bundles one entry as the product does, beside node_modules so that the native package is found. */
export async function bundle(entry: string, name: string): Promise<string> {
  const outDir = resolve(root, 'node_modules/.cache/contra-test', `${name}-${process.pid}`)
  mkdirSync(outDir, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { alias: { '@contract': resolve(root, 'preload/contract') } },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir,
      minify: false,
      target: 'node18',
      rolldownOptions: {
        input: resolve(root, entry),
        external: ['better-sqlite3'],
        output: { format: 'cjs', entryFileNames: `${name}.cjs` },
      },
    },
  })
  return resolve(outDir, `${name}.cjs`)
}
