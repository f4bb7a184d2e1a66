import type { Bridge, PickedFile, PickPurpose } from '@contract/bridge'
import { EventStream } from './eventStream'
import { authorized } from './pageToken'

/** The same page in a browser on this machine: commands by POST, files by upload and download. */
export function browserBridge(): Bridge<File> {
  const events = new EventStream()
  return {
    host: 'browser',
    invoke: async (name, input) => {
      const response = await authorized(`/invoke/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      })
      return (await response.json()) as unknown
    },
    pickFiles: async (purpose) => upload(await chooseFiles(purpose)),
    dropFiles: (files) => upload(files),
    pickLedgerPlace: () => Promise.resolve(''),
    saveFile: async (handle, name) => {
      const response = await authorized(`/file/${encodeURIComponent(handle)}`, { method: 'GET' })
      if (!response.ok) throw new Error(`The file could not be fetched: ${response.status}`)
      download(await response.blob(), name)
      return { ok: true, value: { saved: true }, warnings: [] }
    },
    onEvent: (listener) => events.listen(listener),
  }
}

function chooseFiles(purpose: PickPurpose): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = purpose === 'import'
  input.hidden = true
  document.body.append(input)
  return new Promise((resolve) => {
    const finish = () => {
      resolve([...(input.files ?? [])])
      input.remove()
    }
    input.addEventListener('change', finish)
    input.addEventListener('cancel', finish)
    input.click()
  })
}

async function upload(files: readonly File[]): Promise<PickedFile[]> {
  const picked: PickedFile[] = []
  for (const file of files) picked.push(await uploadOne(file))
  return picked
}

async function uploadOne(file: File): Promise<PickedFile> {
  const headers: Record<string, string> = { 'X-Contra-Name': encodeURIComponent(file.name) }
  const isReadable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
  // A dropped folder looks like a file that cannot be read; the desk is told, and refuses it by name.
  if (!isReadable) headers['X-Contra-Folder'] = '1'
  const response = await authorized('/file', { method: 'POST', headers, body: isReadable ? file : '' })
  if (!response.ok) throw new Error(`The file could not be taken: ${response.status}`)
  return (await response.json()) as PickedFile
}

function download(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
