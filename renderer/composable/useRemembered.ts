import { ref, watch, type Ref } from 'vue'
import type { z } from 'zod'

// What the page remembers between starts: widths, filters, the theme. Storage may be full, forbidden or
// hold something old; then the app starts with its own values and says nothing.

export function readRemembered<Schema extends z.ZodType>(
  key: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  try {
    const stored = window.localStorage.getItem(storageKey(key))
    if (stored === null) return undefined
    const parsed = schema.safeParse(JSON.parse(stored))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

export function writeRemembered(key: string, value: unknown): boolean {
  try {
    window.localStorage.setItem(storageKey(key), JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

function storageKey(key: string): string {
  return `contra.${key}`
}

/** A ref that survives a restart; what is stored must still fit the schema, else the initial value counts. */
export function useRemembered<Schema extends z.ZodType>(
  key: string,
  initial: z.infer<Schema>,
  schema: Schema,
): Ref<z.infer<Schema>> {
  const value = ref(readRemembered(key, schema) ?? initial) as Ref<z.infer<Schema>>
  watch(value, (now) => writeRemembered(key, now), { deep: true })
  return value
}
