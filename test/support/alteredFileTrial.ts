import { expect } from 'vitest'
import type { Rejection } from '@contract/rejection'
import { readBatchFile } from '../../main/exchange/batchFile/batchFile'
import type { AlteredFile, EditedFile } from './alteredFile'

/** What the reader says of an altered file; the test fails if it takes it or has nothing to say. */
export function refusalOf({ name, bytes }: AlteredFile): readonly Rejection[] {
  const read = readBatchFile(bytes)
  if (read.ok) expect.fail(`${name}: was taken`)
  if (read.rejections.length === 0) expect.fail(`${name}: nothing was said`)
  return read.rejections
}

/** What is wrong with what the reader says of an edited file; undefined if it names what it must, and only that. */
export function mistakeIn(edited: EditedFile): string | undefined {
  const { name, expected } = edited
  const rejections = refusalOf(edited)
  const [first] = rejections
  const params = first?.params ?? {}
  const isNamed =
    expected.codes.includes(first?.code ?? '') &&
    (expected.lineId === undefined || params['lineId'] === expected.lineId) &&
    (expected.line === undefined || params['line'] === expected.line) &&
    (expected.fact === undefined || params['fact'] === expected.fact) &&
    (expected.part === undefined || params['part'] === expected.part)
  const isAlone = expected.lineId === undefined || rejections.length === 1
  return isNamed && isAlone ? undefined : `${name}: ${JSON.stringify(rejections)}`
}
