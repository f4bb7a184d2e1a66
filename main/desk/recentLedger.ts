import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { RecentLedger } from '@contract/ledger'
import { LedgerKind } from '@contract/ledger'
import type { Clock } from '../platform/clock'
import { readJson, writeJson } from '../platform/file'
import { secret } from '../platform/id'

const Entry = z.object({
  recentId: z.string(),
  path: z.string(),
  name: z.string(),
  kind: LedgerKind,
  openedAt: z.string(),
})
type Entry = z.infer<typeof Entry>

const most = 20

/** The ledgers that were opened here, the latest first; kept in the data folder. */
export class RecentLedgers {
  private readonly file: string

  constructor(
    dataFolder: string,
    private readonly clock: Clock,
  ) {
    this.file = join(dataFolder, 'recent.json')
  }

  list(): RecentLedger[] {
    return this.entries().map(({ recentId, name, kind, openedAt, path }) => ({
      recentId,
      name,
      kind,
      openedAt,
      isMissing: !existsSync(path),
    }))
  }

  path(recentId: string): string | undefined {
    return this.entries().find((entry) => entry.recentId === recentId)?.path
  }

  note(ledgerPath: string, name: string, kind: LedgerKind): void {
    const path = resolve(ledgerPath)
    const before = this.entries()
    const recentId = before.find((entry) => entry.path === path)?.recentId ?? secret(9)
    const entry: Entry = { recentId, path, name, kind, openedAt: this.clock.now() }
    writeJson(this.file, [entry, ...before.filter((other) => other.path !== path)].slice(0, most))
  }

  /** A list that cannot be read counts as empty: it is a convenience, the ledgers are elsewhere. */
  private entries(): Entry[] {
    const parsed = z.array(Entry).safeParse(readJson(this.file))
    return parsed.success ? parsed.data : []
  }
}
