import type { Log } from '../../main/platform/log'

/** Keeps what was logged, in the order in which it was. */
export function memoryLog(): Log & { readonly defects: string[] } {
  const defects: string[] = []
  return {
    defects,
    info: () => undefined,
    defect: (where, error) => {
      const reference = `D-${defects.length + 1}`
      defects.push(`${reference} ${where} ${error instanceof Error ? error.stack : String(error)}`)
      return reference
    },
  }
}
