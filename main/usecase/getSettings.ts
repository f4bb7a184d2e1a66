import type { Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { readSettings } from '../ledger/settingTable'
import type { Context } from './context'

export function getSettings(context: Context): Outcome<Output<'getSettings'>> {
  return accepted(readSettings(context.ledger))
}
