import { lineRejectionCodes, type RejectionCode } from '@contract/rejection'
import { describe, expect, test } from 'vitest'
import { ruleBook, warningBook } from '../../../main/engine/rule/index'
import { check, sayVerdicts } from '../example'
import { amountRows } from './amount.table'
import { cancelRows, deleteRows } from './cancel.table'
import { codeRows } from './code.table'
import { dateRows } from './date.table'
import { nameRows } from './name.table'
import { reversalRows, warningRows } from './reversal.table'
import { textRows } from './text.table'
import { togetherRows } from './together.table'
import { balanceRows, itemRows, signRows } from './towardsZero.table'

const tables = {
  '1 what a line names': nameRows,
  '2 amount': amountRows,
  '3 and 4 date and period': dateRows,
  '5 reason and accounts': codeRows,
  '6 texts': textRows,
  '7 item towards zero': itemRows,
  '8 opposite sign': signRows,
  '9 balance towards zero': balanceRows,
  '10 together': togetherRows,
  cancel: cancelRows,
  delete: deleteRows,
  reversal: reversalRows,
  '12 warnings': warningRows,
}

describe.each(Object.entries(tables))('rule %s', (_, rows) => {
  test.each(rows)('$what', ({ lines, world, warns, verdict }) => {
    const judged = check(lines, world)
    expect(sayVerdicts(judged).join(' | ')).toBe(verdict)
    const warnings = judged.lines.map((line) => line.warnings.map(({ code }) => code).join(' '))
    expect(warnings.join(' | ').trim()).toBe((warns ?? lines.map(() => '').join(' | ')).trim())
  })
})

const allRows = Object.values(tables).flat()

test('every code of a line occurs in some row', () => {
  const said = new Set(allRows.flatMap(({ verdict }) => verdict.split(/[ |]+/)))
  expect(lineRejectionCodes.filter((code) => !said.has(code))).toEqual([])
})

test('every warning of the engine occurs in some row', () => {
  const engineWarnings: RejectionCode[] = [
    'only_together',
    'duplicate_line',
    'history_unverified',
    'facts_disagree',
    'deprecated',
    'under_exception',
  ]
  const said = new Set(allRows.flatMap(({ warns }) => (warns ?? '').split(/[ |]+/)))
  expect(engineWarnings.filter((code) => !said.has(code))).toEqual([])
  expect(warningBook.map(({ code }) => code)).toEqual(engineWarnings.slice(1))
})

test('the rule book names every code once, in the order in which they are reported', () => {
  const inBook: string[] = ruleBook.flatMap(({ codes }) => codes)
  expect([...inBook].sort()).toEqual([...lineRejectionCodes].sort())
  const rejections = ruleBook.map(({ codes }) => lineRejectionCodes.indexOf(codes[0]!))
  expect(rejections).toEqual([...rejections].sort((left, right) => left - right))
})
