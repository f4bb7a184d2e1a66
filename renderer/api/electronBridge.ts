import type { Bridge } from '@contract/bridge'

type Commands = Readonly<Record<string, (input: unknown) => Promise<unknown>>>

declare global {
  interface Window {
    /** What the preload exposes; missing outside Electron. */
    readonly contra?: Omit<Bridge<File>, 'invoke'> & { readonly commands: Commands }
  }
}

export function electronBridge(): Bridge<File> | undefined {
  const exposed = window.contra
  if (exposed === undefined) return undefined
  return {
    host: 'electron',
    invoke: (name, input) => {
      const command = exposed.commands[name]
      if (command === undefined) throw new Error(`The contract has no ${name}`)
      return command(input)
    },
    pickFiles: (purpose) => exposed.pickFiles(purpose),
    dropFiles: (files) => exposed.dropFiles(files),
    pickLedgerPlace: (name) => exposed.pickLedgerPlace(name),
    saveFile: (handle, name) => exposed.saveFile(handle, name),
    onEvent: (listener) => exposed.onEvent(listener),
  }
}
