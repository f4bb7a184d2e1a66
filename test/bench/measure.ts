import { elapsedMilliseconds } from '../../main/platform/clock'

/** One line of the table: what was measured, against what, and what was reached of the goal. */
export interface Finding {
  readonly what: string
  readonly against: string
  readonly measured: string
  readonly baseline: string
  readonly reached: string
  /** Empty where the figure is only reported. */
  readonly goal: string
}

/** How large and how often: the sizes by default. */
export interface Extent {
  /** A tenth of the sizes, for a quick look. */
  readonly isSmall: boolean
  /** With the benches that take minutes. */
  readonly isLarge: boolean
  readonly turns: number
}

export interface Bench {
  readonly name: string
  /** Only with `--large`, or by its name. */
  readonly isLarge?: boolean
  run(extent: Extent): Promise<Finding[]> | Finding[]
}

export function sized(extent: Extent, count: number): number {
  return extent.isSmall ? count / 10 : count
}

/** Runs the work once and gives its milliseconds. */
export function timeOf(work: () => void): number {
  const start = elapsedMilliseconds()
  work()
  return elapsedMilliseconds() - start
}

export async function timeOfAsync(work: () => Promise<void>): Promise<number> {
  const start = elapsedMilliseconds()
  await work()
  return elapsedMilliseconds() - start
}

/** The middle one; of an even number, the lower of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that this share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) throw new Error('Nothing was measured')
  return value
}

/**
 * Medians of several works that are done turn by turn, so that a noisy machine disturbs all alike, after
 * one turn that does not count. Each gives its own milliseconds, so that preparing a turn is left out.
 */
export function takeTurns<Name extends string>(
  turns: number,
  works: Readonly<Record<Name, () => number>>,
): Record<Name, number> {
  const names = Object.keys(works) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (let turn = -1; turn < turns; turn += 1) {
    for (const name of names) {
      const time = works[name]()
      if (turn >= 0) times[name].push(time)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>
}

/** A time against that of something else: `reach` is the ratio that is to be kept. */
export function ratioFinding(
  what: string,
  against: string,
  [measured, baseline]: readonly [number, number],
  reach?: number,
): Finding {
  const ratio = measured / baseline
  return {
    what,
    against,
    measured: milliseconds(measured),
    baseline: milliseconds(baseline),
    reached: `${ratio.toFixed(2)}×${mark(ratio, reach)}`,
    goal: reach === undefined ? '' : `≤ ${reach}×`,
  }
}

/** A figure that stands for itself. */
export function plainFinding(
  what: string,
  against: string,
  measured: { readonly value: number; readonly unit: string },
  reach?: number,
): Finding {
  const { value, unit } = measured
  const text = unit === 'ms' ? milliseconds(value) : `${Math.round(value)} ${unit}`
  return {
    what,
    against,
    measured: text,
    baseline: '–',
    reached: `${text}${mark(value, reach)}`,
    goal: reach === undefined ? '' : `≤ ${reach} ${unit}`,
  }
}

/** Something that this machine cannot measure, and why. */
export function missingFinding(what: string, reason: string): Finding {
  return { what, against: reason, measured: '–', baseline: '–', reached: 'not measured', goal: '' }
}

function mark(value: number, reach: number | undefined): string {
  if (reach === undefined) return ''
  return value <= reach ? ' ✓' : ' ✗ missed'
}

export function milliseconds(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`
  return `${value.toFixed(value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0)} ms`
}

export function tableHead(): string {
  return [
    '| what | against | measured | baseline | reached | goal |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
  ].join('\n')
}

export function tableRow(finding: Finding): string {
  const { what, against, measured, baseline, reached, goal } = finding
  return `| ${[what, against, measured, baseline, reached, goal || 'reported'].join(' | ')} |`
}
