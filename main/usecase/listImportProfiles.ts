import type { Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { readImportProfiles } from '../ledger/importProfileTable'
import type { Context } from './context'

export function listImportProfiles(context: Context): Outcome<Output<'listImportProfiles'>> {
  return accepted({ profiles: readImportProfiles(context.ledger) })
}
