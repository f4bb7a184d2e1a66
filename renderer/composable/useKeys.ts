import { computed, onScopeDispose, shallowRef } from 'vue'
import { createKeybindingsHandler } from 'tinykeys'

export interface KeyCommand {
  /** tinykeys notation: `$mod+k`, `F1`. Empty: only in the palette. */
  keys: string
  label: string
  run: () => void
  /** Whether it can be done now; a key that cannot is passed on. */
  when?: () => boolean
}

export interface KeyGroup {
  id: number
  title: string
  commands: readonly KeyCommand[]
  /** Listed on the key sheet only: the element itself handles the keys (the grid does). */
  listed: boolean
  handler?: (event: KeyboardEvent) => void
}

const groups = shallowRef<readonly KeyGroup[]>([])
let lastId = 0

/** What the F1 sheet and the palette show: the newest screen first. */
export const keyGroups = computed(() => groups.value)

function add(group: Omit<KeyGroup, 'id'>): void {
  lastId += 1
  const id = lastId
  groups.value = [{ ...group, id }, ...groups.value]
  window.addEventListener('keydown', dispatch)
  onScopeDispose(() => {
    groups.value = groups.value.filter((other) => other.id !== id)
  })
}

/** One listener for all: the newest screen's keys come before the shell's. */
function dispatch(event: KeyboardEvent): void {
  for (const { handler } of groups.value) {
    if (event.defaultPrevented) return
    handler?.(event)
  }
}

/** Binds keys while the component is mounted, and lists them on the key sheet and in the palette. */
export function useKeys(commands: readonly KeyCommand[], title: string): void {
  const bound = commands.filter((command) => command.keys !== '')
  const bindings = bound.map((command) => [
    command.keys,
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || command.when?.() === false) return
      event.preventDefault()
      command.run()
    },
  ])
  // Keys with a modifier count in text fields too: Ctrl+K is wanted most while typing.
  const handler = createKeybindingsHandler(Object.fromEntries(bindings), {
    ignore: (event) => event.isComposing,
  })
  add({ title, commands, listed: false, handler })
}

/** Lists keys that an element handles by itself. */
export function useListedKeys(commands: readonly Omit<KeyCommand, 'run'>[], title: string): void {
  add({ title, commands: commands.map((command) => ({ ...command, run: () => undefined })), listed: true })
}

/** `$mod+Shift+z` → `Ctrl Shift Z`, as it stands on the keyboard. */
export function shownKeys(keys: string): string[] {
  return keys
    .split(/[+ ]/)
    .map(
      (part) => shownKey[part] ?? (part.length === 1 ? part.toUpperCase() : part.replace(/^(Digit|Key)/, '')),
    )
}

const shownKey: Record<string, string> = {
  $mod: typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl',
  Control: 'Ctrl',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}
