import { describe, expect, it } from 'vitest'
import type { Rejection } from '@contract/rejection'
import { rejection } from '@contract/outcome'
import {
  changesOf,
  hasColumns,
  pickOf,
  sizeOf,
  stateOf,
  sumOf,
  type ImportCount,
  type ImportFile,
} from '../../renderer/feature/exchange/importFile'

const mapping = {
  kind: 'item',
  columns: { Id: 'id' },
  numberFormat: 'auto',
  dateFormat: 'auto',
  encoding: 'utf-8',
} as const
const read: ImportFile = {
  fileId: 'f1',
  name: 'items.csv',
  bytes: 10,
  kind: 'item',
  naming: 'api',
  format: 'csv',
  columns: [{ name: 'Id', field: 'id', samples: ['1'] }],
  fields: [{ field: 'id', required: true }],
  mapping,
  profileName: '',
  rejections: [],
}
const unread: Partial<ImportFile> = { kind: '', mapping: null, columns: [], fields: [] }
const refusals = (...codes: Rejection['code'][]) => codes.map((code) => rejection(code))

describe('a file of an import', () => {
  it.each<[string, Partial<ImportFile>, string]>([
    ['with all its columns', {}, 'ready'],
    ['of an unknown kind', { ...unread, rejections: refusals('file_kind_unknown') }, 'columns'],
    ['with a column missing', { rejections: refusals('column_missing') }, 'columns'],
    ['with a column taken twice', { rejections: refusals('column_mapped_twice') }, 'columns'],
    [
      'of a kind that stays outside',
      { ...unread, rejections: refusals('file_kind_not_imported') },
      'notImported',
    ],
    ['that cannot be read', { ...unread, rejections: refusals('csv_unclosed_quote') }, 'refused'],
    [
      'with a bad row and a column missing',
      { rejections: refusals('column_missing', 'file_has_nul') },
      'refused',
    ],
  ])('%s', (_name, change, state) => {
    expect(stateOf({ ...read, ...change })).toBe(state)
  })

  it.each<[string, Partial<ImportFile>, boolean]>([
    ['was read', {}, true],
    ['waits for its encoding', { ...unread, rejections: refusals('file_encoding') }, true],
    ['is empty', { ...unread, rejections: refusals('file_empty') }, false],
  ])('shows columns when it %s', (_name, change, shown) => {
    expect(hasColumns({ ...read, ...change })).toBe(shown)
  })

  it('is found among the chosen ones, also as a part of an answer', () => {
    const picks = [
      { handle: 'a', name: 'x.json', bytes: 1 },
      { handle: 'b', name: 'x.json › taxationItems', bytes: 1 },
    ]
    expect(pickOf(picks, 'x.json')?.handle).toBe('a')
    expect(pickOf(picks.slice(0, 1), 'x.json › taxationItems')?.handle).toBe('a')
    expect(pickOf(picks, 'x.json › taxationItems')?.handle).toBe('b')
    expect(pickOf(picks, 'y.json')).toBeUndefined()
  })

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [3349, '3.3 kB'],
    [142_420_000, '142.4 MB'],
    [2_000_000_000, '2 GB'],
  ])('of %i bytes', (bytes, shown) => {
    const { amount, unit } = sizeOf(bytes)
    expect(`${amount} ${unit}`).toBe(shown)
  })
})

describe('what a commit would write', () => {
  const count = (change: Partial<ImportCount>): ImportCount => ({
    fileId: 'f1',
    kind: 'item',
    read: 0,
    new: 0,
    changed: 0,
    same: 0,
    refused: 0,
    twins: 0,
    ...change,
  })

  it('is new, changed and twins of all files', () => {
    const counts = [count({ new: 3, same: 4, read: 7 }), count({ changed: 2, twins: 1, refused: 5, read: 8 })]
    expect(changesOf(counts)).toBe(6)
    expect(sumOf(counts, 'refused')).toBe(5)
    expect(sumOf(counts, 'read')).toBe(15)
  })

  it('is nothing for the same files again', () => {
    expect(changesOf([count({ same: 9, refused: 2, read: 11 })])).toBe(0)
  })
})
