import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import log from 'electron-log/node'
import { secret } from './id'

// What happened, for the person who looks for a fault. Amounts, names and file contents never go in.

export interface Log {
  info(message: string): void
  /** Keeps the defect and gives the reference under which it is found. */
  defect(where: string, error: unknown): string
}

const megabytes = 1024 * 1024

/** Writes to `log/contra.log` in the data folder; the old file is kept once beside it. */
export function fileLog(dataFolder: string): Log {
  const folder = join(dataFolder, 'log')
  mkdirSync(folder, { recursive: true })
  const logger = log.create({ logId: folder })
  logger.transports.console.level = false
  logger.transports.file.level = 'info'
  logger.transports.file.maxSize = 2 * megabytes
  logger.transports.file.resolvePathFn = () => join(folder, 'contra.log')
  return {
    info: (message) => logger.info(message),
    defect: (where, error) => {
      const reference = newReference()
      logger.error(`${reference} ${where} ${describe(error)}`)
      return reference
    },
  }
}

function newReference(): string {
  return `D-${secret(6)}`
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`
  return String(error)
}
