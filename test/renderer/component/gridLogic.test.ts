import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { blockFromText, textFromBlock } from '../../../renderer/component/grid/gridClipboard'
import {
  clearedCells,
  filledCells,
  pastedCells,
  type GridContent,
} from '../../../renderer/component/grid/gridEdit'
import { movedBy, tabbed, type GridExtent } from '../../../renderer/component/grid/gridMove'
import { allOf, ranged, stateOfAll, toggled } from '../../../renderer/component/grid/gridSelection'
import { leastWidth, tracksOf } from '../../../renderer/component/grid/gridWidth'
import type { GridColumn } from '../../../renderer/component/grid/gridTypes'

const extent: GridExtent = { rows: 10, columns: 4, page: 3, header: false }
const at = (row: number, column: number) => ({ row, column })

describe('keys move the active cell', () => {
  test.each([
    ['ArrowDown', false, at(9, 1)],
    ['ArrowDown', true, at(9, 1)],
    ['ArrowUp', false, at(8, 1)],
    ['ArrowUp', true, at(0, 1)],
    ['ArrowLeft', true, at(9, 0)],
    ['ArrowRight', false, at(9, 2)],
    ['End', false, at(9, 3)],
    ['Home', true, at(0, 0)],
    ['End', true, at(9, 3)],
    ['PageUp', false, at(6, 1)],
    ['PageDown', false, at(9, 1)],
  ])('%s (control %s)', (key, control, place) => {
    expect(movedBy({ key, control, shift: false }, at(9, 1), extent)).toEqual(place)
  })

  test('other keys do not, and the header is reached only where it can sort', () => {
    expect(movedBy({ key: 'x', control: false, shift: false }, at(0, 0), extent)).toBeUndefined()
    const up = { key: 'ArrowUp', control: false, shift: false }
    expect(movedBy(up, at(0, 0), extent)).toEqual(at(0, 0))
    expect(movedBy(up, at(0, 0), { ...extent, header: true })).toEqual(at(-1, 0))
  })

  test('Tab leaves after the last cell of a row', () => {
    expect(tabbed(at(2, 2), false, 4)).toEqual(at(2, 3))
    expect(tabbed(at(2, 3), false, 4)).toBeUndefined()
    expect(tabbed(at(2, 0), true, 4)).toBeUndefined()
  })
})

describe('a selection', () => {
  const keyAt = (index: number) => (index === 3 ? undefined : `k${String(index)}`)

  test('toggles without changing the one before', () => {
    const before = new Set(['a'])
    expect([...toggled(before, 'b')]).toEqual(['a', 'b'])
    expect([...toggled(before, 'a')]).toEqual([])
    expect([...before]).toEqual(['a'])
  })

  test('reaches in both directions and leaves out rows that are not here yet', () => {
    expect([...ranged(4, 1, keyAt)]).toEqual(['k1', 'k2', 'k4'])
    expect(allOf(5, keyAt).size).toBe(4)
    expect(allOf(0, keyAt).size).toBe(0)
    expect([stateOfAll(new Set(), 5), stateOfAll(new Set('a'), 5), stateOfAll(new Set('abcde'), 5)]).toEqual([
      'none',
      'some',
      'all',
    ])
  })
})

describe('a block on the clipboard', () => {
  test.each([
    [
      '1\t2\n3\t4',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      '1\t2\r\n3\t4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a\t\n\tb',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['"two\nlines"\t"a ""quote"""', [['two\nlines', 'a "quote"']]],
    ['"not closed\tb', [['"not closed', 'b']]],
    ['"a"b\tc', [['"a"b', 'c']]],
    ['', []],
    ["'=SUM(A1)", [['=SUM(A1)']]],
    ['x\t', [['x', '']]],
  ])('%j', (text, cells) => {
    expect(blockFromText(text)).toEqual(cells)
  })

  test('is never a formula for the spreadsheet, while a negative amount stays a figure', () => {
    expect(textFromBlock([['=1+1', '-12.50', '@x', '-x']])).toBe("'=1+1\t-12.50\t'@x\t'-x")
  })

  test('reads back as it was copied', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', '=', '-', '1', ' ') })
      .filter((text) => !/^'[=+\-@\t\r]/.test(text))
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      )
    fc.assert(
      fc.property(block, (cells) => {
        // The last empty line of a block of one column cannot be told from its line end.
        fc.pre(!(cells[0]?.length === 1 && cells.at(-1)?.[0] === ''))
        expect(blockFromText(textFromBlock(cells))).toEqual(cells)
      }),
    )
  })
})

interface Row {
  id: string
  credit: string
  charge: string
  fixed: string
}
const rows: Row[] = ['a', 'b', 'c', 'd'].map((id, index) => ({
  id,
  credit: index === 0 ? '5.00' : '',
  charge: '',
  fixed: 'x',
}))
const columns: GridColumn<Row>[] = [
  { key: 'fixed', title: 'Fixed' },
  {
    key: 'credit',
    title: 'Credit',
    type: 'amount',
    editable: true,
    greyed: (row) => (row.id === 'c' ? 'no' : undefined),
  },
  { key: 'charge', title: 'Charge', type: 'amount', editable: (row) => row.id !== 'd' },
]
const content: GridContent<Row> = {
  columnAt: (position) => columns[position],
  rowAt: (index) => rows[index],
  keyAt: (index) => rows[index]?.id,
  count: () => rows.length,
}

describe('one gesture changes only cells that can be typed into', () => {
  test('fill takes the row above, or the topmost selected row', () => {
    expect(filledCells(content, at(1, 1), new Set())).toEqual([
      { rowKey: 'b', column: 'credit', text: '5.00' },
    ])
    expect(filledCells(content, at(3, 1), new Set(['d', 'a', 'c', 'b'])).map((edit) => edit.rowKey)).toEqual([
      'b',
      'd',
    ])
    expect(filledCells(content, at(0, 1), new Set())).toEqual([])
    expect(filledCells(content, at(1, 0), new Set())).toEqual([])
  })

  test('clear leaves out what is empty', () => {
    expect(clearedCells(content, at(0, 1), new Set(['a', 'b']))).toEqual([
      { rowKey: 'a', column: 'credit', text: '' },
    ])
    expect(clearedCells(content, at(1, 1), new Set())).toEqual([])
  })

  test('paste counts what it cannot hit, inside and outside of the grid, and passes over empty cells', () => {
    const cells = [
      ['1', '2'],
      ['3', '4'],
      ['', '6'],
      ['7', '8'],
    ]
    const { edits, skipped } = pastedCells(content, at(1, 1), cells, new Set())
    expect(edits.map((edit) => `${edit.rowKey} ${edit.column} ${edit.text}`)).toEqual([
      'b credit 1',
      'b charge 2',
      'c charge 4',
    ])
    expect(skipped).toBe(4)
  })
})

describe('widths', () => {
  test('one column takes what is left, and a width that was set stays', () => {
    expect(tracksOf(columns, {}, true)).toBe('36px 140px 104px minmax(104px, 1fr)')
    expect(tracksOf([{ ...columns[0]!, grow: 2 }, columns[1]!], {}, false)).toBe('minmax(140px, 2fr) 104px')
    expect(tracksOf([{ ...columns[0]!, grow: 2 }, columns[1]!], { fixed: 300 }, false)).toBe(
      '300px minmax(104px, 1fr)',
    )
    expect(leastWidth(columns, { fixed: 300 }, true)).toBe(36 + 300 + 104 + 104)
  })
})
