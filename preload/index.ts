import { contextBridge, ipcRenderer, webUtils } from 'electron'

// One named function per command of the contract, and the host's own: nothing of Electron is exposed.

declare const __CONTRACT_NAMES__: readonly string[]

const commands = Object.fromEntries(
  __CONTRACT_NAMES__.map((name) => [
    name,
    (input: unknown) => ipcRenderer.invoke('contra:invoke', name, input),
  ]),
)

contextBridge.exposeInMainWorld('contra', {
  host: 'electron',
  commands,
  pickFiles: (purpose: string) => ipcRenderer.invoke('contra:pickFiles', purpose),
  dropFiles: (files: File[]) => ipcRenderer.invoke('contra:dropFiles', files.map(pathOf)),
  pickLedgerPlace: (name: string) => ipcRenderer.invoke('contra:pickLedgerPlace', name),
  saveFile: (handle: string, name: string) => ipcRenderer.invoke('contra:saveFile', handle, name),
  onEvent: (listener: (event: unknown) => void) => {
    const hear = (_: unknown, event: unknown) => listener(event)
    ipcRenderer.on('contra:event', hear)
    return () => ipcRenderer.removeListener('contra:event', hear)
  },
})

/** Older Electrons have no `webUtils` and put the path on the file itself. The page sees neither. */
function pathOf(file: File & { readonly path?: string }): string {
  const modern = webUtils as typeof webUtils | undefined
  return modern?.getPathForFile(file) ?? file.path ?? ''
}
