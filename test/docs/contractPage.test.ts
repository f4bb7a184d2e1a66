import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { api } from '@contract/api'
import { contractPage } from '../../script/contractText'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/contract.md'), 'utf8')

test('docs/contract.md says what the schemas say now: else run `npm run docs`', () => {
  expect(page).toBe(contractPage())
})

test('it lists every command and query', () => {
  const missing = Object.keys(api).filter((name) => !page.includes(`\n## ${name}\n`))
  expect(missing).toEqual([])
})
