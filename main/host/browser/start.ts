import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Desk } from '../../desk/desk'
import { deskOptions } from '../deskOptions'
import { startBrowserHost } from './server'

const graceMilliseconds = 20_000

/**
 * `[--ledger FILE] [--data FOLDER] [--port N] [--no-open]`. Prints one JSON line with `url` and `token`.
 * A ledger FILE that does not exist is made as a live one of that name. With `--no-open` it runs until
 * it is stopped; else it ends when its last page has been gone for a while.
 */
export async function startInBrowser(bundleFolder: string, words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      ledger: { type: 'string' },
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`Not a port: ${values.port}`)
  const desk = new Desk(deskOptions('browser', bundleFolder, values.data))
  if (values.ledger !== undefined) await openOrMake(desk, values.ledger)
  const opens = !values['no-open']
  const end = () => void stop()
  const host = await startBrowserHost({
    desk,
    pageFolder: join(bundleFolder, '../renderer'),
    port,
    graceMilliseconds,
    endsWithLastPage: opens,
    onEnd: end,
  })
  async function stop(): Promise<void> {
    await desk.close()
    await host.close()
    process.exit(0)
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  process.stdout.write(`${JSON.stringify({ url: `${host.url}#token=${host.token}`, token: host.token })}\n`)
  if (opens) openBrowser(host.oneTimeUrl())
}

async function openOrMake(desk: Desk, path: string): Promise<void> {
  const name = basename(path, extname(path))
  const opened = existsSync(path) ? await desk.ledgers.open(path) : await desk.ledgers.create(name, path)
  if (!opened.ok) {
    process.stderr.write(`${path}: ${opened.rejections.map(({ code }) => code).join(', ')}\n`)
    process.exit(1)
  }
}

/** Asks the system to show an address; when it cannot, the printed line is there to be clicked. */
function openBrowser(url: string): void {
  const [command, ...words] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', url]
  const child = spawn(command ?? 'xdg-open', words, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
