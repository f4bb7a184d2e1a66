import type { z } from 'zod'
import type { ImportCount as ImportCountSchema, ImportFile as ImportFileSchema } from '@contract/exchange'
import type { Rejection } from '@contract/rejection'
import type { PickedFile } from '../../api'

export type ImportFile = z.infer<typeof ImportFileSchema>
export type ImportCount = z.infer<typeof ImportCountSchema>

/** What a file can become: taken as it is, taken once its columns are said, or not at all. */
export type FileState = 'ready' | 'columns' | 'notImported' | 'refused'

/** Codes that a person can answer by naming kind, columns or formats. */
const answerable: readonly Rejection['code'][] = [
  'file_kind_unknown',
  'column_missing',
  'column_mapped_twice',
]

export function stateOf({ kind, mapping, rejections }: ImportFile): FileState {
  const codes = rejections.map(({ code }) => code)
  if (codes.includes('file_kind_not_imported')) return 'notImported'
  if (codes.some((code) => !answerable.includes(code))) return 'refused'
  return codes.length > 0 || kind === '' || mapping === null ? 'columns' : 'ready'
}

/** Whether its rows go into a preview. */
export function isReadable(file: ImportFile): boolean {
  return stateOf(file) === 'ready'
}

/** Files whose columns can be looked at: they were read far enough to have some, or wait for an encoding. */
export function hasColumns(file: ImportFile): boolean {
  return file.columns.length > 0 || file.rejections.some(({ code }) => code === 'file_encoding')
}

/** A JSON answer gives two entries of one file: `x.json › taxationItems`. */
export function pickOf(picks: readonly PickedFile[], fileName: string): PickedFile | undefined {
  return (
    picks.find(({ name }) => name === fileName) ?? picks.find(({ name }) => fileName.startsWith(`${name} › `))
  )
}

export type CountName = 'new' | 'changed' | 'same' | 'refused' | 'twins'

export function sumOf(counts: readonly ImportCount[], name: CountName | 'read'): number {
  return counts.reduce((sum, count) => sum + count[name], 0)
}

/** What a commit would write; the same files again come to nothing. */
export function changesOf(counts: readonly ImportCount[]): number {
  return sumOf(counts, 'new') + sumOf(counts, 'changed') + sumOf(counts, 'twins')
}

/** `1,204 bytes` as people say it; files are counted in thousands. */
export function sizeOf(bytes: number): { amount: string; unit: 'bytes' | 'kB' | 'MB' | 'GB' } {
  if (bytes < 1000) return { amount: String(bytes), unit: 'bytes' }
  const unit = bytes < 1_000_000 ? 'kB' : bytes < 1_000_000_000 ? 'MB' : 'GB'
  const tenths = Math.floor(bytes / { kB: 100, MB: 100_000, GB: 100_000_000 }[unit])
  const rest = tenths % 10
  return { amount: `${Math.floor(tenths / 10)}${rest === 0 ? '' : `.${rest}`}`, unit }
}
