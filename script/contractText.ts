import { z } from 'zod'
import type { ApiEntry } from '@contract/api'
import { api } from '@contract/api'
import { rejectionCodes, warningCodes } from '@contract/rejection'
import { CalendarDate, Currency, FileHandle, Hash, Moment, MoneyText, Ulid } from '@contract/text'

// The contract as a page to read: names, kinds, and the shape of each input and output.

type Schema = z.core.JSONSchema.BaseSchema

const kinds: Readonly<Record<ApiEntry['kind'], string>> = {
  desk: 'about ledgers, sessions and jobs',
  query: 'reads',
  command: 'writes in one transaction, once per `commandId`',
  job: 'answers `{jobId}` at once; its outcome comes with `getJob` and as an event',
}

const texts = {
  ULID: Ulid,
  money: MoneyText,
  date: CalendarDate,
  moment: Moment,
  currency: Currency,
  handle: FileHandle,
  hash: Hash,
}
const textByPattern = new Map(
  Object.entries(texts).map(([name, text]) => [z.toJSONSchema(text).pattern, name]),
)

export function contractPage(): string {
  const entries = Object.entries(api) as [string, ApiEntry][]
  return `${[
    '# Every command and query',
    'Generated from the schemas in `preload/contract` by `npm run docs`.',
    [
      'In the browser host each is called as `POST /invoke/NAME` with `Authorization: Bearer TOKEN` and a JSON',
      'input; address and token are what `npm run serve -- --no-open` prints. The answer is an outcome:',
      '`{"ok": true, "value": …, "warnings": […]}` or `{"ok": false, "rejections": [{"code", "at", "params"}]}`.',
    ].join('\n'),
    [
      'Files come by `POST /file` (name in `X-Contra-Name`, percent-encoded) and go by `GET /file/HANDLE`;',
      '`GET /event` gives events as JSON lines. Money is exact decimal text, dates are `YYYY-MM-DD`, moments UTC.',
    ].join('\n'),
    table(entries),
    ...entries.map(([name, entry]) => section(name, entry)),
    '## Rejection codes',
    codes(rejectionCodes.filter((code) => !isWarning(code))),
    '## Warning codes',
    codes(warningCodes),
  ].join('\n\n')}\n`
}

function isWarning(code: string): boolean {
  return (warningCodes as readonly string[]).includes(code)
}

function codes(list: readonly string[]): string {
  return list.map((code) => `\`${code}\``).join(', ')
}

function table(entries: readonly [string, ApiEntry][]): string {
  const rows = entries.map(
    ([name, { kind }]) => `| [${name}](#${name.toLowerCase()}) | ${kind} | ${kinds[kind]} |`,
  )
  return ['| name | kind | |', '| --- | --- | --- |', ...rows].join('\n')
}

function section(name: string, { kind, input, output }: ApiEntry): string {
  return [`## ${name}`, `A ${kind}.`, '```', `input:  ${shape(input)}`, `output: ${shape(output)}`, '```']
    .join('\n\n')
    .replace(/```\n\n/, '```\n')
    .replace(/\n\n```$/, '\n```')
    .replace(/\n\noutput:/, '\noutput:')
}

function shape(schema: z.ZodType): string {
  return written(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', reused: 'inline' }), '')
}

/** A JSON schema in the notation of a type; limits that a caller can hit stand behind it. */
function written(schema: Schema | boolean | undefined, indent: string): string {
  if (schema === undefined || typeof schema === 'boolean') return 'anything'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return oneOf(schema.enum.map((value) => JSON.stringify(value)))
  if (schema.anyOf !== undefined) return oneOf(schema.anyOf.map((part) => written(part, indent)))
  if (schema.oneOf !== undefined) return oneOf(schema.oneOf.map((part) => written(part, indent)))
  if (schema.type === 'array') return `[${written(schema.items as Schema, indent)}]${limits(schema)}`
  if (schema.type === 'object') return writtenObject(schema, indent)
  const known = textByPattern.get(schema.pattern)
  if (known !== undefined && schema.pattern !== undefined) return known
  return `${typeof schema.type === 'string' ? schema.type : 'anything'}${limits(schema)}`
}

function writtenObject(schema: Schema, indent: string): string {
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0) {
    const values = schema.additionalProperties
    return typeof values === 'object' ? `{ [name]: ${written(values, indent)} }` : '{}'
  }
  const inner = `${indent}  `
  const lines = properties.map(([name, part]) => {
    const mark = schema.required?.includes(name) === true ? '' : '?'
    return `${inner}${name}${mark}: ${written(part, inner)}`
  })
  return `{\n${lines.join('\n')}\n${indent}}`
}

function oneOf(parts: readonly string[]): string {
  return parts.length > 12 ? `${parts.slice(0, 12).join(' | ')} | …` : parts.join(' | ')
}

function limits(schema: Schema): string {
  const found = [
    schema.pattern === undefined ? '' : `like ${schema.pattern}`,
    schema.maxLength === undefined ? '' : `≤ ${schema.maxLength} characters`,
    schema.maxItems === undefined ? '' : `≤ ${schema.maxItems}`,
  ].filter((text) => text !== '')
  return found.length === 0 ? '' : ` (${found.join(', ')})`
}
