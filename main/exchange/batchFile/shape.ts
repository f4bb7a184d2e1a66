// Strict checks of plain values, as fast as ten thousand lines ask for (a schema library takes longer for them than
// parsing does). A check gives undefined for what is right, else the place inside the value: '' for itself. Fields
// must stand in the order of canonical JSON, so that the value written again has that spelling.

export type Check = (value: unknown) => string | undefined

const wrong = ''

export function matching(pattern: RegExp): Check {
  return (value) => (typeof value === 'string' && pattern.test(value) ? undefined : wrong)
}

export function textUpTo(length: number): Check {
  return (value) => (typeof value === 'string' && value.length <= length ? undefined : wrong)
}

export function oneOf(...values: readonly string[]): Check {
  return (value) => (typeof value === 'string' && values.includes(value) ? undefined : wrong)
}

export const truth: Check = (value) => (typeof value === 'boolean' ? undefined : wrong)

export const whole: Check = (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : wrong)

/** A number of JSON; one too large for it has become none that it knows. */
export const number: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? undefined : wrong

export const nothing: Check = (value) => (value === null ? undefined : wrong)

export function anyOf(...checks: readonly Check[]): Check {
  return (value) => (checks.some((check) => check(value) === undefined) ? undefined : wrong)
}

/** Exactly these fields, no other and none missing. */
export function fields(checks: Readonly<Record<string, Check>>): Check {
  const names = Object.keys(checks).sort()
  const inOrder = names.map((name) => checks[name] ?? nothing)
  return (value) => {
    if (!isRecord(value)) return wrong
    let index = 0
    for (const name in value) {
      if (name !== names[index]) return name
      const place = inOrder[index]?.(value[name])
      if (place !== undefined) return under(name, place)
      index += 1
    }
    return index === names.length ? undefined : names[index]
  }
}

/** Any fields whose names fit, in order. */
export function fieldsNamed(pattern: RegExp, check: Check): Check {
  return (value) => {
    if (!isRecord(value)) return wrong
    let before = ''
    for (const name in value) {
      if (!pattern.test(name) || name <= before) return name
      const place = check(value[name])
      if (place !== undefined) return under(name, place)
      before = name
    }
    return undefined
  }
}

export function listOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return wrong
    for (let index = 0; index < value.length; index += 1) {
      const place = check(value[index])
      if (place !== undefined) return under(String(index + 1), place)
    }
    return undefined
  }
}

/** So many elements, each with its check. */
export function tupleOf(...checks: readonly Check[]): Check {
  return (value) => {
    if (!Array.isArray(value) || value.length !== checks.length) return wrong
    const at = checks.findIndex((check, index) => check(value[index]) !== undefined)
    return at < 0 ? undefined : String(at + 1)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function under(name: string, place: string): string {
  return place === '' ? name : `${name}/${place}`
}
