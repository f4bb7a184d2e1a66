/** A pseudo-random source that gives the same numbers for the same seed, on every machine. */
export interface Random {
  /** A whole number from 0 to below `count`. */
  below(count: number): number
  /** True in so many of a hundred cases. */
  percent(share: number): boolean
  pick<Value>(values: readonly Value[]): Value
  /** So many hexadecimal digits. */
  hex(count: number): string
}

/** Mulberry32: 32-bit integers only, so no float rounding can differ. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return (value ^ (value >>> 14)) >>> 0
  }
  const below = (count: number) => next() % count
  return {
    below,
    percent: (share) => below(100) < share,
    pick: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('Nothing to pick from')
      return value
    },
    hex: (count) => {
      let text = ''
      while (text.length < count) text += next().toString(16).padStart(8, '0')
      return text.slice(0, count)
    },
  }
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID of a given moment (UTC): sorts as if it had been made then. */
export function ulidAt(moment: string, random: Random): string {
  let rest = Date.parse(moment)
  let time = ''
  for (let place = 0; place < 10; place += 1) {
    time = (alphabet[rest % 32] ?? '0') + time
    rest = (rest - (rest % 32)) / 32
  }
  let tail = ''
  for (let place = 0; place < 16; place += 1) tail += alphabet[random.below(32)] ?? '0'
  return time + tail
}

/** An id as the billing system gives them: 32 hexadecimal digits. */
export function billingId(random: Random): string {
  return `8a80${random.hex(28)}`
}
