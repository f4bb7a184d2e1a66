import { elapsedMilliseconds } from '../../main/platform/clock'

/** One line of the table: what was measured, against what, and how the medians relate. */
export interface Finding {
  readonly what: string
  readonly against: string
  readonly measured: string
  readonly baseline: string
  readonly ratio: string
  readonly reach: string
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

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length - 1) * share))]
  if (value === undefined) throw new Error('Nothing was measured')
  return value
}

/**
 * Measures two things turn by turn, so that a noisy machine disturbs both alike, after one turn that
 * does not count. Each gives its own milliseconds, so that preparing a turn is left out.
 */
export function compare(turns: number, measured: () => number, baseline: () => number): [number, number] {
  measured()
  baseline()
  const ours: number[] = []
  const theirs: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    theirs.push(baseline())
    ours.push(measured())
  }
  return [median(ours), median(theirs)]
}

export function finding(
  what: string,
  against: string,
  [measured, baseline]: readonly [number, number],
  reach: number,
): Finding {
  return {
    what,
    against,
    measured: milliseconds(measured),
    baseline: milliseconds(baseline),
    ratio: `${(measured / baseline).toFixed(2)}×`,
    reach: `≤ ${reach}×`,
  }
}

export function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(3)} ms` : `${value.toFixed(0)} ms`
}

export function printTable(findings: readonly Finding[]): string {
  const head = ['what', 'against', 'measured', 'baseline', 'ratio', 'reach']
  const rows = findings.map((f) => [f.what, f.against, f.measured, f.baseline, f.ratio, f.reach])
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
