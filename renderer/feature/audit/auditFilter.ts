import { z } from 'zod'

export const AuditFilter = z.object({
  text: z.string(),
  action: z.string(),
  person: z.string(),
  from: z.string(),
  to: z.string(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const emptyFilter: AuditFilter = { text: '', action: '', person: '', from: '', to: '' }

/** The parts that stand as chips; the text has its own field in sight. */
export function setParts(filter: AuditFilter): (keyof AuditFilter)[] {
  return (['action', 'person', 'from', 'to'] as const).filter((key) => filter[key] !== '')
}

/** `changeSettings` → `Change settings`, for an action that has no words of its own. */
export function plainAction(action: string): string {
  const words = action.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Canonical JSON in lines that can be read; text that is none stays as it is. */
export function prettyDetail(detail: string): string {
  try {
    return JSON.stringify(JSON.parse(detail) as unknown, null, 2)
  } catch {
    return detail
  }
}
