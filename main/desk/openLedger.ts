import { z } from 'zod'
import { LedgerView } from '@contract/ledger'
import { Person, Settings } from '@contract/setting'

/** What a thread says about its ledger, for the session's view and to know who may act. */
export const LedgerDescription = z.object({
  ledger: LedgerView,
  people: z.array(Person),
  settings: Settings,
  today: z.string(),
})
export type LedgerDescription = z.infer<typeof LedgerDescription>
