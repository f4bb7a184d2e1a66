// Texts of a ledger that may have been tampered with: whatever they hold, reading them throws nothing.

/** Undefined for anything but a JSON object. */
export function readObject(text: string): Record<string, unknown> | undefined {
  const value = readJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Empty for anything but a text. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Empty for anything but a list. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
