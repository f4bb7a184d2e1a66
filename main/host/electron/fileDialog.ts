import { copyFile } from 'node:fs/promises'
import { dialog, type FileFilter } from 'electron'
import type { PickedFile, PickPurpose } from '@contract/bridge'
import type { Outcome } from '@contract/outcome'
import { accepted, refused, rejection } from '@contract/outcome'
import { safeFileName } from '../../platform/file'
import type { OpenWindow } from './windows'

const ledgerFilter = { name: 'Contra ledgers', extensions: ['contra'] }
const batchFilter = { name: 'Contra batch files', extensions: ['contra'] }
const cardFilter = { name: 'Identity cards', extensions: ['contra-card'] }
const allFilter = { name: 'All files', extensions: ['*'] }
const filterOf: Readonly<Record<PickPurpose, FileFilter>> = {
  import: { name: 'CSV and JSON', extensions: ['csv', 'tsv', 'txt', 'json', 'jsonl'] },
  ledger: ledgerFilter,
  card: cardFilter,
  batch: batchFilter,
}

/** Each dialog belongs to the window that asks for it. */
export async function pickFiles(
  { window, session }: OpenWindow,
  purpose: PickPurpose,
): Promise<PickedFile[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    properties: purpose === 'import' ? ['openFile', 'multiSelections'] : ['openFile'],
    filters: [filterOf[purpose], allFilter],
  })
  return filePaths.flatMap((path) => {
    const file = session.files.register(path)
    return file === undefined ? [] : [{ handle: file.handle, name: file.name, bytes: file.bytes }]
  })
}

export async function pickLedgerPlace({ window, session }: OpenWindow, name: string): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `${safeFileName(name)}.contra`,
    filters: [ledgerFilter],
  })
  return filePath ? session.files.registerPlace(filePath) : null
}

export async function saveFile(
  { window, session }: OpenWindow,
  handle: string,
  name: string,
): Promise<Outcome<{ saved: boolean }>> {
  const file = session.files.file(handle)
  if (file === undefined || !session.files.isOwn(file)) return refused(rejection('not_found', 'handle'))
  const { filePath } = await dialog.showSaveDialog(window, { defaultPath: safeFileName(name) })
  if (!filePath) return accepted({ saved: false })
  await copyFile(file.path, filePath)
  return accepted({ saved: true })
}
