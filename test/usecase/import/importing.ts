import { statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ImportRow, ImportView } from '@contract/exchange'
import type { Outcome } from '@contract/outcome'
import type { Person } from '@contract/setting'
import type { Ledger } from '../../../main/ledger/database'
import type { OpenFile } from '../../../main/platform/file'
import type { JobContext } from '../../../main/usecase/context'
import { importHandlers } from '../../../main/usecase/importHandlers'
import { preparer, tempFolder, testContext, type TestContext } from '../../support/tempLedger'

// Imports as the page makes them: files in, steps one after the other.

export const fixtures = new URL('../../fixture/import/', import.meta.url).pathname
export const asOf = '2026-11-19T00:00:00.000Z'

export interface Importing {
  readonly context: JobContext & TestContext
  /** A handle for a file of the fixtures, or for a text. */
  file(path: string): string
  text(name: string, content: string): string
  start(...handles: string[]): ImportView
  preview(view: ImportView, moment?: string): ImportView
  commit(view: ImportView): Outcome<ImportView>
  /** All steps; the preview's view, once it is committed. */
  take(handles: string[], moment?: string): ImportView
  rows(view: ImportView, verdict?: ImportRow['verdict']): ImportRow[]
  cancelAfter(calls: number): void
}

export function importing(ledger: Ledger, person: Person = preparer): Importing {
  const files = new Map<string, OpenFile>()
  const folder = tempFolder()
  let calls = Number.POSITIVE_INFINITY
  const plain = testContext(ledger, person)
  const context: Importing['context'] = {
    ...plain,
    file: (handle) => files.get(handle),
    newFile: (name) => {
      const path = join(folder, name)
      writeFileSync(path, '')
      add(path, name)
      return { handle: `handle-of-${name}`, path }
    },
    progress: () => undefined,
    isCancelled: () => (calls -= 1) < 0,
    beginCommit: () => calls >= 0,
  }

  function add(path: string, name: string): string {
    const stat = statSync(path)
    files.set(`handle-of-${name}`, { path, name, bytes: stat.size, isFolder: stat.isDirectory() })
    return `handle-of-${name}`
  }

  const steps: Importing = {
    context,
    file: (path) => add(join(fixtures, path), basename(path)),
    text: (name, content) => {
      const path = join(folder, name)
      writeFileSync(path, content)
      return add(path, name)
    },
    start: (...handles) => value(importHandlers.startImport(context, { files: handles })),
    preview: (view, moment = asOf) =>
      value(importHandlers.previewImport(context, { importId: view.importId, asOf: moment })),
    commit: (view) =>
      importHandlers.commitImport(context, { commandId: context.newId(), importId: view.importId }),
    take: (handles, moment) => {
      const previewed = steps.preview(steps.start(...handles), moment)
      value(steps.commit(previewed))
      return previewed
    },
    rows: (view, verdict) =>
      value(
        importHandlers.listImportRows(context, {
          importId: view.importId,
          verdict: verdict ?? '',
          fileId: '',
          from: 0,
          limit: 1000,
        }),
      ).rows,
    cancelAfter: (count) => {
      calls = count
    },
  }
  return steps
}

export function value<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.rejections))
  return outcome.value
}

export function codes(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.rejections.map(({ code }) => code)
}

/** `name: new/changed/same/refused/twins` of every file that was read. */
export function counts(view: ImportView): Record<string, string> {
  return Object.fromEntries(
    view.counts.map((count) => [
      view.files.find(({ fileId }) => fileId === count.fileId)?.name ?? '',
      `${count.new}/${count.changed}/${count.same}/${count.refused}/${count.twins}`,
    ]),
  )
}

/** Everything in the ledger that an import may write, for comparing before and after. */
export function contentOf(ledger: Ledger): Record<string, unknown[]> {
  const tables = [
    'account',
    'invoice',
    'item',
    'tax_line',
    'accounting_code',
    'reason_code',
    'period',
    'adjustment',
    'adjustment_state',
    'adjustment_event',
    'fact_history',
  ]
  return Object.fromEntries(
    tables.map((table) => [table, ledger.sql(`select * from ${table} order by 1`).all()]),
  )
}
