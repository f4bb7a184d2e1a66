import { createRequire } from 'node:module'
import { buildIfNeeded } from './build.mts'

// A sandbox of any size: `npm run seed -- --items N [--adjustments N] --ledger FILE`.

await buildIfNeeded()
createRequire(import.meta.url)('../out/main/seed.js')
