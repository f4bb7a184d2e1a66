import { createRequire } from 'node:module'
import { buildIfNeeded } from './build.mts'

// The browser host alone: `npm run serve -- --ledger FILE --port N --no-open`.

await buildIfNeeded()
createRequire(import.meta.url)('../out/main/browser.js')
