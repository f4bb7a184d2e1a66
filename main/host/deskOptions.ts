import { mkdirSync, mkdtempSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { DeskOptions } from '../desk/desk'
import { systemClock } from '../platform/clock'
import { defaultDataFolder } from '../platform/file'
import { fileLog } from '../platform/log'
import manifest from '../../package.json'

/**
 * The same desk for either host.
 * @param bundleFolder where the entry that was started lies, and the threads' bundle beside it
 */
export function deskOptions(
  host: DeskOptions['host'],
  bundleFolder: string,
  dataFolder = defaultDataFolder(),
): DeskOptions {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  return {
    host,
    version: manifest.version,
    dataFolder,
    temporaryFolder: mkdtempSync(join(tmpdir(), 'contra-')),
    workerFile: join(bundleFolder, 'worker.js'),
    holder: holderName(),
    clock: systemClock,
    log: fileLog(dataFolder),
  }
}

function holderName(): string {
  try {
    return `${userInfo().username} on ${hostname()}`
  } catch {
    return hostname()
  }
}
