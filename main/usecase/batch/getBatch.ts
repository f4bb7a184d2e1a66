import type { Input, Output } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import type { Context } from '../context'
import { batchView } from './batchView'

export function getBatch(context: Context, { batchId }: Input<'getBatch'>): Outcome<Output<'getBatch'>> {
  return batchView(context, batchId)
}
