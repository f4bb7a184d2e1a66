import type { Line } from '@contract/line'
import type { World } from '../example'

/** One row of a table of a rule. The last column is the verdict, one word or more per line of the batch. */
export interface Row {
  readonly what: string
  readonly lines: readonly Partial<Line>[]
  readonly world?: World
  readonly warns?: string
  readonly verdict: string
}
