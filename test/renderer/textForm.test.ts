import { expect, test } from 'vitest'
import { i18n } from '../../renderer/text'

// Of three forms the first is for none: it is the same as for many, or says something of its own, but is
// never the form for one.

function threeForms(texts: object, path = ''): { key: string; none: string; one: string }[] {
  return Object.entries(texts).flatMap(([name, text]: [string, unknown]) => {
    const key = `${path}${name}`
    if (typeof text === 'object' && text !== null) return threeForms(text, `${key}.`)
    const [none = '', one = '', many] = String(text).split(' | ')
    return many === undefined || one === many ? [] : [{ key, none, one }]
  })
}

test('texts of three forms do not say “0 line”', () => {
  const found = threeForms(i18n.global.messages.value.en)
  expect(found.length).toBeGreaterThan(10)
  expect(found.filter(({ none, one }) => none === one)).toEqual([])
})
