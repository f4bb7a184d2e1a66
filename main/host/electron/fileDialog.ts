import { copyFile } from 'node:fs/promises'
import { dialog } from 'electron'
import type { PickedFile, PickPurpose } from '@contract/bridge'
import type { Outcome } from '@contract/outcome'
import { accepted, refused, rejection } from '@contract/outcome'
import type { Session } from '../../desk/session'
import { safeFileName } from '../../platform/file'

const ledgerFilter = { name: 'Contra ledgers', extensions: ['contra'] }
const cardFilter = { name: 'Identity cards', extensions: ['contra-card'] }
const allFilter = { name: 'All files', extensions: ['*'] }

export async function pickFiles(session: Session, purpose: PickPurpose): Promise<PickedFile[]> {
  const isImport = purpose === 'import'
  const { filePaths } = await dialog.showOpenDialog({
    properties: isImport ? ['openFile', 'multiSelections'] : ['openFile'],
    filters: isImport
      ? [{ name: 'CSV and JSON', extensions: ['csv', 'tsv', 'txt', 'json', 'jsonl'] }, allFilter]
      : [purpose === 'card' ? cardFilter : ledgerFilter, allFilter],
  })
  return filePaths.flatMap((path) => {
    const file = session.files.register(path)
    return file === undefined ? [] : [{ handle: file.handle, name: file.name, bytes: file.bytes }]
  })
}

export async function pickLedgerPlace(session: Session, name: string): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog({
    defaultPath: `${safeFileName(name)}.contra`,
    filters: [ledgerFilter],
  })
  return filePath ? session.files.registerPlace(filePath) : null
}

export async function saveFile(
  session: Session,
  handle: string,
  name: string,
): Promise<Outcome<{ saved: boolean }>> {
  const file = session.files.file(handle)
  if (file === undefined || !session.files.isOwn(file)) return refused(rejection('not_found', 'handle'))
  const { filePath } = await dialog.showSaveDialog({ defaultPath: safeFileName(name) })
  if (!filePath) return accepted({ saved: false })
  await copyFile(file.path, filePath)
  return accepted({ saved: true })
}
