import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { readSavedFilters, writeSavedFilter } from '../ledger/savedFilterTable'
import type { Context } from './context'
import { runCommand } from './runCommand'

/** A way of looking, not of changing: it leaves no row in the audit log. */
export function saveFilter(context: Context, input: Input<'saveFilter'>): Outcome<Output<'saveFilter'>> {
  const { screen, name, filter } = input
  return runCommand(context, 'saveFilter', input, {
    act: () => {
      writeSavedFilter(context.ledger, screen, { name, filter })
      return accepted({ screen })
    },
    view: () => accepted({ filters: readSavedFilters(context.ledger, screen) }),
  })
}
