import type { Parameters as RunParameters } from 'fast-check'

/** Whether a long run was asked for; its test says what it covered. */
export const isLong = process.env['CONTRA_SEQUENCES'] !== undefined
/** With `CONTRA_SHRINK=1` a failing sequence is made as short as it can be, which takes its time. */
export const isShrinking = process.env['CONTRA_SHRINK'] !== undefined

/**
 * How many sequences are tried: always the same ones, unless `CONTRA_SEQUENCES=1000 CONTRA_SEED=1` asks for
 * more and others.
 */
export function runsOf(usual: { readonly numRuns: number; readonly seed: number }) {
  const numRuns = Number(process.env['CONTRA_SEQUENCES'] ?? usual.numRuns)
  const seed = Number(process.env['CONTRA_SEED'] ?? usual.seed)
  return { numRuns, seed, endOnFailure: !isShrinking } satisfies RunParameters
}

/** Milliseconds that a test of so many sequences may take, also beside others. */
export function timeFor({ numRuns }: { readonly numRuns: number }): number {
  return 30_000 + numRuns * 2_000
}
