import { computed } from 'vue'
import type { z } from 'zod'
import type { FactKind, ColumnMapping as ColumnMappingSchema } from '@contract/exchange'
import type { ImportFile } from './importFile'
import { useImport } from './importStore'

export type Mapping = z.infer<typeof ColumnMappingSchema>

/** What a file is read by when nobody has said anything yet. */
const plainReading = { numberFormat: 'auto', dateFormat: 'auto', encoding: 'utf-8' } as const

/** How one file is read, and its changes: every one goes to the desk at once, which says what is still missing. */
export function useMapping(file: () => ImportFile | undefined) {
  const current = useImport()
  const mapping = computed<Mapping>(() => file()?.mapping ?? { kind: 'item', columns: {}, ...plainReading })

  async function change(next: Partial<Mapping>): Promise<boolean> {
    const of = file()
    return of !== undefined && (await current.map(of.fileId, { ...mapping.value, ...next }))
  }

  return {
    mapping,
    change,
    /** Another kind has other fields: its columns are suggested anew. */
    setKind: (kind: FactKind) => change({ kind, columns: {} }),
    setField: (column: string, field: string) => {
      const { [column]: _former, ...others } = mapping.value.columns
      return change({ columns: field === '' ? others : { ...others, [column]: field } })
    },
  }
}
export type FileMapping = ReturnType<typeof useMapping>
