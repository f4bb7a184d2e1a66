import { createRequire } from 'node:module'
import { buildIfNeeded } from './build.mts'

// Runs one of the built programs by its name: `node script/run.mts browser --no-open`.

const [name = ''] = process.argv.splice(2, 1)
await buildIfNeeded()
createRequire(import.meta.url)(`../out/main/${name}.js`)
