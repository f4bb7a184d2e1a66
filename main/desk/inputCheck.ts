import type { Name } from '@contract/api'
import { api } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import { accepted, refused, rejection } from '@contract/outcome'

const deepest = 40

export function isName(name: string): name is Name {
  return Object.hasOwn(api, name)
}

/** Refuses an unknown name and any input that is not exactly of the command's shape. */
export function checkInput(name: string, input: unknown): Outcome<{ name: Name; input: unknown }> {
  if (!isName(name)) return refused(rejection('unknown_command', '', { name: String(name).slice(0, 80) }))
  if (isDeeperThan(input, deepest)) {
    return refused(rejection('malformed_command', '', { name, expected: `at most ${deepest} levels` }))
  }
  const parsed = api[name].input.safeParse(input)
  if (parsed.success) return accepted({ name, input: parsed.data })
  const rejections = parsed.error.issues.slice(0, 20).map((issue) =>
    rejection('malformed_command', issue.path.map(String).join('/').slice(0, 300), {
      name,
      expected: issue.message.slice(0, 300),
    }),
  )
  return refused(...rejections)
}

/** Deep nesting overflows the stack of whatever walks it next; this walk keeps its own stack. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= limit; depth += 1) {
    const next: unknown[] = []
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue
      for (const child of Object.values(item))
        if (typeof child === 'object' && child !== null) next.push(child)
    }
    if (next.length === 0) return false
    level = next
  }
  return true
}
