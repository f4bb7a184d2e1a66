import ts from 'typescript'
import { expect, test } from 'vitest'
import type { SourceFile } from './sourceFile'
import { calleeOf, find, sourceFiles, sourceText } from './sourceFile'

// What the source must not contain, and where it may. Each rule is also tried on a text that breaks it.

interface Ban {
  readonly name: string
  readonly in: readonly string[]
  /** Where it is allowed. */
  readonly but: RegExp
  readonly looks: (node: ts.Node) => boolean
  readonly breaks: string
}

const everywhere = ['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,vue}']
const nowhere = /^$/
const isCall =
  (...names: readonly string[]) =>
  (node: ts.Node) =>
    names.includes(calleeOf(node))

const bans: readonly Ban[] = [
  {
    name: 'parseFloat: amounts are read exactly',
    in: everywhere,
    but: nowhere,
    looks: isCall('parseFloat', 'Number.parseFloat'),
    breaks: 'parseFloat(text)',
  },
  {
    name: 'rounding outside of money',
    in: ['main/**/*.ts', 'preload/**/*.ts'],
    but: /^main\/engine\/money\//,
    looks: isCall('Math.round'),
    breaks: 'Math.round(amount * 100)',
  },
  {
    name: 'toFixed outside of money: it rounds binary fractions',
    in: ['main/**/*.ts', 'preload/**/*.ts'],
    but: /^main\/engine\/money\//,
    looks: (node) => calleeOf(node).endsWith('.toFixed'),
    breaks: 'amount.toFixed(2)',
  },
  {
    name: 'the clock, outside of platform/clock',
    in: ['main/**/*.ts', 'preload/**/*.ts'],
    but: /^main\/platform\/clock\.ts$/,
    looks: (node) =>
      isCall('Date.now', 'Date', 'performance.now')(node) ||
      (ts.isNewExpression(node) && node.expression.getText() === 'Date'),
    breaks: 'const now = new Date()',
  },
  {
    name: 'randomness in the engine',
    in: ['main/engine/**/*.ts'],
    but: nowhere,
    looks: (node) => /^(Math\.random|crypto\.)/.test(calleeOf(node)),
    breaks: 'Math.random()',
  },
  {
    name: 'Math.random: ids and handles must not be guessed',
    in: everywhere,
    but: nowhere,
    looks: isCall('Math.random'),
    breaks: 'Math.random()',
  },
  {
    name: 'eval and its relatives',
    in: everywhere,
    but: nowhere,
    looks: (node) =>
      isCall('eval')(node) || (ts.isNewExpression(node) && node.expression.getText() === 'Function'),
    breaks: 'new Function("return 1")',
  },
  {
    name: 'console: there is a log',
    in: ['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,vue}'],
    but: nowhere,
    looks: (node) => calleeOf(node).startsWith('console.'),
    breaks: 'console.log(1)',
  },
  {
    name: 'a Node API that the oldest runtime lacks',
    in: ['main/**/*.ts', 'preload/**/*.ts'],
    but: nowhere,
    looks: (node) =>
      isCall(
        'Promise.withResolvers',
        'Object.groupBy',
        'Map.groupBy',
        'Array.fromAsync',
        'URL.canParse',
        'crypto.hash',
      )(node) || /\.(toSorted|toReversed|toSpliced|isSubsetOf|symmetricDifference)$/.test(calleeOf(node)),
    breaks: 'rows.toSorted()',
  },
  {
    name: 'any, by its keyword',
    in: [...everywhere, 'test/**/*.ts', 'script/**/*.{ts,mts}'],
    but: nowhere,
    looks: (node) => node.kind === ts.SyntaxKind.AnyKeyword,
    breaks: 'let x: any',
  },
  {
    name: 'await in a use case: one synchronous transaction',
    in: ['main/usecase/**/*.ts', 'main/engine/**/*.ts', 'main/ledger/**/*.ts'],
    but: nowhere,
    looks: (node) => ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword,
    breaks: 'async function f() { await g() }',
  },
  {
    name: 'decimal.js outside of money',
    in: ['main/**/*.ts', 'preload/**/*.ts'],
    but: /^main\/engine\/money\//,
    looks: (node) => ts.isImportDeclaration(node) && node.moduleSpecifier.getText().includes('decimal.js'),
    breaks: "import Decimal from 'decimal.js'",
  },
  {
    name: 'electron outside of its host and the preload',
    in: everywhere,
    but: /^(main\/host\/electron\/|preload\/index\.ts$)/,
    looks: (node) => ts.isImportDeclaration(node) && /^'electron(\/|')/.test(node.moduleSpecifier.getText()),
    breaks: "import { app } from 'electron'",
  },
  {
    name: 'SQL outside of the ledger',
    in: ['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,vue}'],
    but: /^main\/ledger\//,
    looks: isSql,
    breaks: 'const text = `select id from invoice where id = ?`',
  },
  {
    name: 'the network: the app is offline',
    in: ['main/**/*.ts', 'preload/**/*.ts'],
    but: nowhere,
    looks: (node) => isCall('fetch', 'https.request', 'https.get', 'http.get', 'http.request')(node),
    breaks: "fetch('https://example.com')",
  },
]

function isSql(node: ts.Node): boolean {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node)) return false
  const text = node.text.trim().toLowerCase()
  return (
    /^(select\s.+\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index|trigger)\s|pragma\s|begin\s+(immediate|exclusive))/s.test(
      text,
    ) || text === 'begin immediate'
  )
}

test.each(bans)('none: $name', ({ in: patterns, but, looks, breaks }) => {
  const planted: SourceFile = sourceText('main/planted.ts', breaks)
  expect(find([planted], looks)).not.toEqual([])
  const files = sourceFiles(...patterns)
  expect(files.length).toBeGreaterThan(0)
  expect(
    find(
      files.filter(({ path }) => !but.test(path)),
      looks,
    ),
  ).toEqual([])
})

test('no check is silenced and nothing is left for later', () => {
  const files = sourceFiles(...everywhere, 'test/**/*.ts', 'script/**/*.{ts,mts}')
  const silenced = /@ts-(ignore|expect-error|nocheck)|eslint-disable|\bTO(DO)\b|\bFIX(ME)\b/
  const found = files.flatMap(({ path, tree }) =>
    tree.text
      .split('\n')
      .flatMap((line, at) => (silenced.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  )
  expect(found.filter((line) => !line.startsWith('test/source/banned.test.ts'))).toEqual([])
})

test('no test is skipped or alone', () => {
  const skips = /^(test|it|describe)(\.\w+)*\.(skip|only|todo|fixme)$/
  expect(find(sourceFiles('test/**/*.ts'), (node) => skips.test(calleeOf(node)))).toEqual([])
})
