import { startInBrowser } from './host/browser/start'

startInBrowser(__dirname, process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exitCode = 1
})
